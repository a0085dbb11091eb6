/** About how wide a letter of a label is, pixels, where the browser does not say. */
const letter = 6.5;

/** How wide a text is written, pixels. It asks for the page's layout. @param words of it, without those of its tooltip. */
export function textWidth(text: SVGTextElement, words: string): number {
  const measured = 'getComputedTextLength' in text ? text.getComputedTextLength() : 0;
  return measured > 0 ? measured : letter * words.length;
}
