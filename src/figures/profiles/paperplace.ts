import { profilePlace } from './profiletitle.js';
import type { IEntry } from './profileentry.js';

/** There is no room for more; the map shows them. */
const mostPlaces = 3;

/**
 * Positions of cuts, above their profiles on paper: that of a single cut with its width; of
 * several, each position, for none is active there.
 * @param isNamed whether a legend has them.
 */
export function placeOnPaper(entries: readonly IEntry[], isNamed: boolean): string {
  if (isNamed) {
    return '';
  }
  return entries.length > mostPlaces
    ? `${entries.length} cuts`
    : entries
        .map(entry => profilePlace(entry.cut, entry, entries.length > 1))
        .filter(Boolean)
        .join('; ');
}
