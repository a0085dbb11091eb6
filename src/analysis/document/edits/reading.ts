import type { ReadChoice } from '../../../formats/mapping/types.js';
import { readScan } from '../readentries.js';
import type { AnalysisDocument, Id } from '../types.js';
import { changed, refused } from './change.js';

/**
 * Set which entry of its file a scan is, and the meaning of its arrays. What is not given follows
 * from the file.
 * @throws XESError `analysis/edit` if there is no such scan, or the choice is invalid
 */
export function setReading(
  document: AnalysisDocument,
  id: Id,
  { entry, columns }: ReadChoice
): AnalysisDocument {
  const scan = document.scans.find(scan => scan.id === id);
  if (!scan) {
    throw refused(`there is no scan "${id}"`);
  }
  const next = readScan({ ...scan, entry, columns }, refused);
  const scans = document.scans.map(item => (item === scan ? next : item));
  return changed(document, { scans });
}
