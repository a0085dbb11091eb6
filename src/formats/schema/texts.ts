import type { TextRule } from './types.js';

/** Number of characters of a text searched by patterns. */
const mostSearched = 2 ** 16;

/**
 * The part of a text that a rule selects: the groups of its pattern, joined by blanks; empty
 * without a match.
 */
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
