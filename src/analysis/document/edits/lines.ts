import { isEqual } from '../json.js';
import { readLines } from '../readview.js';
import { maxEntries, type AnalysisDocument, type ReferenceMark } from '../types.js';
import { refused } from './change.js';

/**
 * Set the known energies drawn over spectra.
 * @throws XESError `analysis/edit` for one without a name, a source or an energy above zero, and
 * for too many
 */
export function setLines(
  document: AnalysisDocument,
  lines: readonly ReferenceMark[]
): AnalysisDocument {
  if (lines.length > maxEntries.lines) {
    throw refused(`no more than ${maxEntries.lines} reference lines can be drawn`);
  }
  const read = readLines(lines).lines ?? [];
  if (read.length < lines.length) {
    throw refused('a reference line needs a name, an energy in eV, and the source of that energy');
  }
  const { lines: before = [], ...view } = document.view;
  return isEqual(read, before)
    ? document
    : { ...document, view: { ...view, ...(read.length > 0 ? { lines: read } : {}) } };
}
