import { entryNames } from '../entries.js';
import type { ScanWarning } from '../scan.js';
import type { Tree } from '../tree.js';
import { chosenEntry, classOf, entryPaths, groupsIn } from './entries.js';
import { hasSignal } from './signal.js';

/** An NXdata group of a file, with warnings about how it was found. */
export interface FoundData {
  /** Absolute path of the group. */
  data: string;
  /** Absolute path of its entry; empty at the root. */
  entry: string;
  /** Its name in the list of entries: its own if it is at the root. */
  listed: string;
  /** Absolute paths of all entries of the file. */
  entries: readonly string[];
  warnings: ScanWarning[];
}

/** Most groups visited: each costs a read. */
const mostGroups = 400;

/** Depth below an entry to which an NXdata is searched. */
const mostDepth = 4;

/**
 * The NXdata a file shows by default: where its `default` attributes lead, else the first with a
 * signal in the first NXentry that has one.
 * @param entry name of a requested entry, to which the search is then limited.
 * @throws XESError `scan/entry-missing` if there is no such entry.
 */
export function findData(tree: Tree, entry?: string): FoundData | null {
  const paths = entryPaths(tree);
  const wanted = entry === undefined ? '' : chosenEntry(paths, entry);
  const start = followDefaults(tree, wanted);
  const tops = wanted !== '' ? [wanted] : [start.at, ...paths].filter(path => path !== '');
  const below = hasSignal(tree, start.at) ? start : firstIn(tree, tops);
  if (below === null) {
    return null;
  }
  const entryOfData = /^\/[^/]+(?=\/)/.exec(below.at)?.[0] ?? '';
  const listed = entryOfData || (paths.find(path => path === below.at) ?? '');
  const shown = { paths, shownPath: listed, isAsked: entry !== undefined };
  const missing = [...new Set([start.missing, below.missing])].filter(text => text !== null);
  return {
    data: below.at,
    entry: entryOfData,
    listed,
    entries: paths,
    warnings: [
      ...missing.map(text => ({
        code: 'nexus/default-missing',
        message: `${text}: ${below.at} is shown.`
      })),
      ...severalEntries(shown)
    ]
  };
}

/** A group, and the beginning of a sentence about a `default` that leads nowhere. */
interface Place {
  at: string;
  missing: string | null;
}

function followDefaults(tree: Tree, from: string): Place {
  let at = from;
  for (let depth = 0; depth < mostDepth && !hasSignal(tree, at); depth++) {
    const next = tree.attribute(at || '/', 'default');
    if (!next) {
      break;
    }
    const path = `${at}/${next.replace(/^\/+|\/+$/g, '')}`;
    if (tree.kind(path) !== 'group') {
      const missing = `${at || 'The file'} names "${next}" as what to show, and there is no such group`;
      return { at, missing };
    }
    at = path;
  }
  return { at, missing: null };
}

/** The entries of a file, and the one shown. */
export interface Shown {
  paths: readonly string[];
  shownPath: string;
  isAsked: boolean;
}

/** The warning for a file with several entries, if none was requested. */
export function severalEntries({ paths, shownPath, isAsked }: Shown): ScanWarning[] {
  const list = entryNames(paths.map(path => path.slice(1)));
  const message = `This file has ${paths.length} entries (${list}); ${shownPath.slice(1)} is shown.`;
  return paths.length > 1 && !isAsked ? [{ code: 'nexus/several-entries', message }] : [];
}

/**
 * Search below the first of these groups that has an NXdata: where its `default` leads, else
 * breadth first, as an NXdata near its entry is more likely the intended one.
 */
function firstIn(tree: Tree, tops: readonly string[]): Place | null {
  const budget = { left: mostGroups };
  for (const top of new Set(tops)) {
    const defaultPlace = followDefaults(tree, top);
    if (hasSignal(tree, defaultPlace.at)) {
      return defaultPlace;
    }
    const found = firstBelow(tree, top, budget);
    if (found !== null) {
      return { at: found, missing: defaultPlace.missing };
    }
  }
  return null;
}

function firstBelow(tree: Tree, top: string, budget: { left: number }): string | null {
  let level = [top];
  for (let depth = 0; depth <= mostDepth && level.length > 0 && budget.left > 0; depth++) {
    const found = level.find(path => budget.left-- > 0 && isData(tree, path));
    if (found !== undefined) {
      return found;
    }
    level = level.flatMap(path => groupsIn(tree, path)).slice(0, Math.max(budget.left, 0));
  }
  return null;
}

function isData(tree: Tree, path: string): boolean {
  return classOf(tree, path) === 'NXdata' && hasSignal(tree, path);
}
