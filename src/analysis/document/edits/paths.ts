import { afterRename, replacedBy, type IRename } from '../../rename.js';
import { idOf } from '../refs.js';
import type { AnalysisDocument, Id, ScanEntry } from '../types.js';
import { remove } from './remove.js';

/**
 * The document with other paths for the same scans; the same object if no path changes.
 * @param pathOf the new path of a scan.
 */
export function withPaths(
  document: AnalysisDocument,
  pathOf: (scan: ScanEntry) => string
): AnalysisDocument {
  return pathChange(pathOf)(document);
}

/**
 * The same for several documents, which continue to share their common parts.
 * @param pathOf called once for each entry.
 */
export function pathChange(
  pathOf: (scan: ScanEntry) => string
): (document: AnalysisDocument) => AnalysisDocument {
  const entry = once((scan: ScanEntry): ScanEntry => {
    const path = pathOf(scan);
    return path === scan.path ? scan : { ...scan, path };
  });
  const list = once((scans: readonly ScanEntry[]): readonly ScanEntry[] => {
    const next = scans.map(entry);
    return next.every((scan, i) => scan === scans[i]) ? scans : next;
  });
  return document => {
    const scans = list(document.scans);
    return scans === document.scans ? document : { ...document, scans };
  };
}

function once<T extends object>(change: (value: T) => T): (value: T) => T {
  const known = new Map<T, T>();
  return value => {
    const next = known.get(value) ?? change(value);
    known.set(value, next);
    return next;
  };
}

/**
 * The document after a file or folder was renamed.
 * @param rename with paths relative to the document.
 */
export function withRename(document: AnalysisDocument, rename: IRename): AnalysisDocument {
  return withPaths(document, ({ path }) => afterRename(path, rename));
}

/**
 * Ids of the scans whose files are overwritten when the file of another scan is renamed.
 * @param resolve turns a path of the document into one like those of `rename`.
 */
export function overwrittenScans(
  { scans }: AnalysisDocument,
  rename: IRename,
  resolve: (path: string) => string = path => path
): Id[] {
  const paths = scans.map(({ path }) => resolve(path));
  return replacedBy(paths, rename).map(index => scans[index].id);
}

/**
 * The document without the scans of overwritten files; scans that a step refers to stay, now with
 * the new file.
 */
export function withoutReplaced(document: AnalysisDocument, ids: readonly Id[]): AnalysisDocument {
  const named = new Set(document.steps.flatMap(({ from }) => from.map(idOf)));
  return remove(
    document,
    ids.filter(id => !named.has(id))
  );
}
