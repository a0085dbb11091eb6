/** What is repeated more than once; and what may match more or less of a text. */
const repeated = /^(?:[*+]|\{(?!0?,?[01]\})\d*,?\d*\})/;
const varying = /^(?:[*+?|]|\{\d*,\d*\})/;

/**
 * Whether a pattern repeats a group that holds a repetition or alternatives, at any depth: on a text that does not match it
 * may take a time that doubles with each character.
 */
export function repeatsWhatVaries(pattern: string): boolean {
  // what is escaped or stands in brackets is one character, and what begins a group says its kind
  const plain = pattern
    .replace(/\\./gs, 'x')
    .replace(/\[[^\]]*\]/gs, 'x')
    .replace(/\(\?(?:<?[=!]|:|<\w+>)/g, '(');
  const outside: boolean[] = [];
  let varies = false;
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === '(') {
      outside.push(varies);
      varies = false;
    } else if (plain[i] === ')') {
      if (varies && repeated.test(plain.slice(i + 1))) {
        return true;
      }
      varies = (outside.pop() ?? false) || varies;
    } else if (varying.test(plain.slice(i))) {
      varies = true;
    }
  }
  return false;
}
