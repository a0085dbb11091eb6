import { profilePlace } from './profiletitle.js';
import type { IEntry } from './profileentry.js';

/** More have no room; the map shows them. */
const mostPlaces = 3;

/**
 * Where cuts lie, over their profiles on paper: that of one with its width, of several each, for none of them is active
 * there. @param isNamed whether a legend says it.
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
