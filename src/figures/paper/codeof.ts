/** Unicode code point of a letter. */
export function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
