import { isEqual } from '../json.js';
import { readScan, readStep } from '../readentries.js';
import type { AnalysisDocument, Id, Look } from '../types.js';
import { refused } from './change.js';

/**
 * Call a scan or a step by another name; null or an empty one for the name that is made.
 * @throws XESError `analysis/edit` where there is none of that id, or the name is too long.
 */
export function rename(document: AnalysisDocument, id: Id, label: string | null): AnalysisDocument {
  return withLook(document, id, { label: label?.trim() || undefined });
}

/**
 * Draw a scan or a step in another colour, `#rrggbb`; null for the next of the palette.
 * @throws XESError `analysis/edit` where there is none of that id, or it is no colour.
 */
export function setColor(
  document: AnalysisDocument,
  id: Id,
  color: string | null
): AnalysisDocument {
  return withLook(document, id, { color: color ?? undefined });
}

/** Digests stay: what is computed is the same. */
function withLook(document: AnalysisDocument, id: Id, look: Look): AnalysisDocument {
  const scans = replaced(document.scans, id, scan => readScan({ ...scan, ...look }, refused));
  const steps = replaced(document.steps, id, step => readStep({ ...step, ...look }, refused));
  if (!scans && !steps) {
    throw refused(`there is no "${id}"`);
  }
  const next = { ...document, ...(scans ? { scans } : {}), ...(steps ? { steps } : {}) };
  return next.scans === document.scans && next.steps === document.steps ? document : next;
}

/** The list with another entry of an id: itself where that is the same, null where there is none. */
function replaced<T extends { readonly id: Id }>(
  list: readonly T[],
  id: Id,
  change: (entry: T) => T
): readonly T[] | null {
  const index = list.findIndex(one => one.id === id);
  if (index < 0) {
    return null;
  }
  const next = change(list[index]);
  return isEqual(next, list[index]) ? list : list.map((one, i) => (i === index ? next : one));
}
