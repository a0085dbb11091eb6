/** A name of a file's own as part of a line: nothing in it reaches the terminal as an order to it, or begins a line. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '·').slice(0, 120);
}

/** What a terminal may obey: control characters but tabs and ends of lines, and those that turn the direction of text. */
const orders = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** A text of any number of lines, with names of files in it, without anything that a terminal obeys. */
export function harmlessText(text: string): string {
  return text.replace(orders, '·');
}

/** The same of JSON, whose values stay what they are. */
export function harmlessJson(json: string): string {
  return json.replace(orders, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
