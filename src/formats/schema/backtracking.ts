/** Quantifiers of more than one repetition, and constructs that match a variable part of a text. */
const repeated = /^(?:[*+]|\{(?!0?,?[01]\})\d*,?\d*\})/;
const varying = /^(?:[*+?|]|\{\d*,\d*\})/;

/**
 * Whether a pattern repeats a group that contains a repetition or alternatives, at any depth: on
 * texts without a match this may take a time that doubles with each character.
 */
export function repeatsWhatVaries(pattern: string): boolean {
  // escapes and character classes count as one character, and group prefixes are dropped
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
