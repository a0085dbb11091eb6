import type { TextRule } from './types.js';

/** Characters of a text that patterns are tried on. */
const mostSearched = 2 ** 16;

/** What a rule takes of a text: the groups of its pattern, joined by blanks; empty where it does not match. */
export function matchedText(text: string, { pattern, take }: TextRule): string {
  const searched = text.slice(0, mostSearched);
  if (!pattern) {
    return searched.trim();
  }
  const matches = [...searched.matchAll(pattern)];
  const match = take === 'first' ? matches[0] : matches.length > 1 ? matches.at(-1) : undefined;
  const parts = match && (match.length > 1 ? match.slice(1) : [match[0]]);
  return (parts ?? []).filter(Boolean).join(' ').trim();
}
