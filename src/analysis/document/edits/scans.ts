import { idsAfter, takenIds } from '../ids.js';
import { tooMany } from '../invalid.js';
import { readScan } from '../readentries.js';
import { maxEntries, type AnalysisDocument, type Id, type ScanEntry } from '../types.js';
import { changed, refused } from './change.js';

/** A scan to be added; without an id one is chosen. */
export type NewScan = Omit<ScanEntry, 'id'> & { readonly id?: Id };

/** A document, and the ids of the requested scans, in order. */
export interface WithIds {
  readonly document: AnalysisDocument;
  readonly ids: readonly Id[];
}

/**
 * Add scans by the paths that the document stores. A scan already present (same path, same entry of
 * the file, and the same columns if any are given) is skipped, and its id is returned. If nothing
 * is active, the first of them becomes active.
 * @throws XESError `analysis/too-large`, `analysis/edit` for an id that is in use or invalid.
 */
export function addScans(
  document: AnalysisDocument,
  scans: readonly (string | NewScan)[]
): WithIds {
  const taken = takenIds(document);
  const freeId = idsAfter(taken, 's');
  const byPlace = new Map(
    document.scans.flatMap(scan => placesOf(scan).map(place => [place, scan.id] as const)).reverse()
  );
  const added: ScanEntry[] = [];
  const ids = scans.map(item => {
    const given = typeof item === 'string' ? { path: item } : item;
    const existing = byPlace.get(placeOf(given));
    if (existing !== undefined) {
      return existing;
    }
    const scan = readScan({ ...given, id: given.id ?? freeId() }, refused);
    if (taken.has(scan.id)) {
      throw refused(`the id "${scan.id}" is taken`);
    }
    taken.add(scan.id);
    placesOf(scan).forEach(place => byPlace.set(place, byPlace.get(place) ?? scan.id));
    added.push(scan);
    return scan.id;
  });
  const all = [...document.scans, ...added];
  if (all.length > maxEntries.scans) {
    throw tooMany('scans', all.length);
  }
  return { document: added.length === 0 ? document : withScans(document, all, added[0]), ids };
}

function withScans(
  document: AnalysisDocument,
  scans: readonly ScanEntry[],
  { id }: ScanEntry
): AnalysisDocument {
  const { view } = document;
  return changed(document, { scans, view: view.active ? view : { ...view, active: { id } } });
}

type Place = Pick<ScanEntry, 'path' | 'entry' | 'columns'>;

/** The identity of a scan; its columns are ignored if none are given. */
function placeOf({ path, entry, columns }: Place): string {
  return JSON.stringify([path, entry, columns]);
}

/** All identities by which a scan is found. */
function placesOf(scan: Place): string[] {
  return [...new Set([placeOf(scan), placeOf({ ...scan, columns: undefined })])];
}
