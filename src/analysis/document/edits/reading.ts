import type { ReadChoice } from '../../../formats/mapping/types.js';
import { readScan } from '../readentries.js';
import type { AnalysisDocument, Id } from '../types.js';
import { changed, refused } from './change.js';

/**
 * Read the file of a scan as what is said of it from now on: which of its scans it is, and what its arrays are. What is
 * left out is what the file says.
 * @throws XESError `analysis/edit` where there is no such scan, or it can't be said so
 */
export function setReading(
  document: AnalysisDocument,
  id: Id,
  { entry, columns }: ReadChoice
): AnalysisDocument {
  const scan = document.scans.find(one => one.id === id);
  if (!scan) {
    throw refused(`there is no scan "${id}"`);
  }
  const next = readScan({ ...scan, entry, columns }, refused);
  const scans = document.scans.map(one => (one === scan ? next : one));
  return changed(document, { scans });
}
