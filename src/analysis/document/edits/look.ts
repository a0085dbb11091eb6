import { isEqual } from '../json.js';
import { readScan, readStep } from '../readentries.js';
import type { AnalysisDocument, Id, Look } from '../types.js';
import { refused } from './change.js';

/**
 * Set the label of a scan or a step; null or empty for the generated one.
 * @throws XESError `analysis/edit` if there is none with this id, or the label is too long.
 */
export function rename(document: AnalysisDocument, id: Id, label: string | null): AnalysisDocument {
  return withLook(document, id, { label: label?.trim() || undefined });
}

/**
 * Set the colour of a scan or a step, `#rrggbb`; null for the next of the palette.
 * @throws XESError `analysis/edit` if there is none with this id, or it is no colour.
 */
export function setColor(
  document: AnalysisDocument,
  id: Id,
  color: string | null
): AnalysisDocument {
  return withLook(document, id, { color: color ?? undefined });
}

/** Digests stay, as results do not change. */
function withLook(document: AnalysisDocument, id: Id, look: Look): AnalysisDocument {
  const scans = replaced(document.scans, id, scan => readScan({ ...scan, ...look }, refused));
  const steps = replaced(document.steps, id, step => readStep({ ...step, ...look }, refused));
  if (!scans && !steps) {
    throw refused(`there is no "${id}"`);
  }
  const next = { ...document, ...(scans ? { scans } : {}), ...(steps ? { steps } : {}) };
  return next.scans === document.scans && next.steps === document.steps ? document : next;
}

/**
 * The list with the entry of this id replaced: the same list if nothing changes, null if there is
 * no such entry.
 */
function replaced<T extends { readonly id: Id }>(
  list: readonly T[],
  id: Id,
  change: (entry: T) => T
): readonly T[] | null {
  const index = list.findIndex(item => item.id === id);
  if (index < 0) {
    return null;
  }
  const next = change(list[index]);
  return isEqual(next, list[index]) ? list : list.map((item, i) => (i === index ? next : item));
}
