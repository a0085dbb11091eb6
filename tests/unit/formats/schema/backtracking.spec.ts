import { repeatsWhatVaries } from '../../../../src/formats/schema/backtracking';

describe('a pattern that may backtrack excessively', () => {
  it.each([
    '(a+)+',
    '((a)+)+$',
    '((a+))+$',
    '(a|a)*b',
    '(a{1,}){1,}$',
    '(?:a*b?){2,}',
    '((x|y)z)+',
    '(?<name>\\d+,)*',
    '(a?){30}'
  ])('is %s', pattern => {
    expect(repeatsWhatVaries(pattern)).toBe(true);
  });

  it.each([
    '(a+)b',
    '(\\d+)\\) (\\S.*?)(?= {2}|\\s*$)',
    '(?:\\d{2}:){2}',
    '(ab)+',
    '(a+)?',
    '(a|b){1}',
    '([+*|]x)+',
    '(\\+\\))+',
    '[(a+)]+',
    '^(?:Mon|Tue) [^\\n]*$'
  ])('is not %s', pattern => {
    expect(repeatsWhatVaries(pattern)).toBe(false);
  });
});
