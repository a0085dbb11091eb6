/** A line of a text, and where it stands (from 1). */
export interface Line {
  text: string;
  number: number;
}

/** All lines of a text, whatever ends them. */
export function linesOf(text: string): Line[] {
  return text.split(/\r\n?|\n/).map((line, i) => ({ text: line, number: i + 1 }));
}

/** What begins a comment: no number begins so. */
const mark = /^\s*(?:#+|%|!|\/\/)/;

export function isComment({ text }: Pick<Line, 'text'>): boolean {
  return mark.test(text);
}

/** A comment without its mark. */
export function bareComment(text: string): string {
  return text.replace(mark, '').trim();
}

/** Lines with something in them that is no comment. */
export function contentOf(lines: readonly Line[]): Line[] {
  return lines.filter(line => line.text.trim() !== '' && !isComment(line));
}
