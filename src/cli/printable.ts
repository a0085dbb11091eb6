/** A file's own name as part of a line: it can't control the terminal or start a new line. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '·').slice(0, 120);
}

/**
 * Characters that control a terminal, except tabs and line ends, and those that change the
 * direction of text.
 */
const orders = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * A text of any number of lines, with names of files, without characters that control a terminal.
 */
export function harmlessText(text: string): string {
  return text.replace(orders, '·');
}

/** Harmless JSON, with unchanged values. */
export function harmlessJson(json: string): string {
  return json.replace(orders, item => `\\u${item.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
