/** Approximate width of a letter of a label, pixels, if the browser does not provide it. */
const letter = 6.5;

/**
 * Width of a text, pixels. This forces a layout of the page. @param words of it, without those of
 * its tooltip.
 */
export function textWidth(text: SVGTextElement, words: string): number {
  const measured = 'getComputedTextLength' in text ? text.getComputedTextLength() : 0;
  return measured > 0 ? measured : letter * words.length;
}
