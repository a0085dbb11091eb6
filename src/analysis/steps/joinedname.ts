/**
 * Further output of a background fitted to a joined spectrum: the whole joined spectrum, with the
 * background.
 */
export const joinedName = 'joined';

/** Titles of further outputs, by their names in documents and files. */
const words: Readonly<Record<string, string>> = { [joinedName]: 'joined spectrum' };

/** The displayed name of a further output. */
export function outputInWords(output: string): string {
  return Object.hasOwn(words, output) ? words[output] : output;
}
