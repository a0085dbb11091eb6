/** What a background that was fitted to a joined spectrum gives beside it: the whole of that, with the background over it. */
export const joinedName = 'joined';

/** What people call further outputs of steps, by their names in documents and files. */
const words: Readonly<Record<string, string>> = { [joinedName]: 'joined spectrum' };

/** What a further output is called on the page. */
export function outputInWords(output: string): string {
  return Object.hasOwn(words, output) ? words[output] : output;
}
