/** A line of a text, with its number from 1. */
export interface Line {
  text: string;
  number: number;
}

/** All lines of a text, with any line endings. */
export function linesOf(text: string): Line[] {
  return text.split(/\r\n?|\n/).map((line, i) => ({ text: line, number: i + 1 }));
}

/** Marks of comments: no number begins like this. */
const mark = /^\s*(?:#+|%|!|\/\/)/;

export function isComment({ text }: Pick<Line, 'text'>): boolean {
  return mark.test(text);
}

/** A comment without its mark. */
export function bareComment(text: string): string {
  return text.replace(mark, '').trim();
}

/** Lines with content other than comments. */
export function contentOf(lines: readonly Line[]): Line[] {
  return lines.filter(line => line.text.trim() !== '' && !isComment(line));
}
