/** Of a letter, Unicode. */
export function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
