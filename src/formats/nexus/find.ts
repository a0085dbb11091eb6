import { entryNames } from '../entries.js';
import type { ScanWarning } from '../scan.js';
import type { Tree } from '../tree.js';
import { chosenEntry, classOf, entryPaths, groupsIn } from './entries.js';
import { hasSignal } from './signal.js';

/** An NXdata group of a file, and what is to be said of how it was found. */
export interface FoundData {
  /** Absolute path of the group. */
  data: string;
  /** Absolute path of the entry it stands in; empty where it stands at the root. */
  entry: string;
  /** The name among the entries that it is listed by: its own where it stands at the root. */
  listed: string;
  /** Absolute paths of all entries of the file. */
  entries: readonly string[];
  warnings: ScanWarning[];
}

/** How many groups are looked into at the most: each costs a read. */
const mostGroups = 400;

/** How deep below an entry an NXdata is looked for. */
const mostDepth = 4;

/**
 * The NXdata that a file is to be looked at by: where its `default` attributes lead, else the first one with a
 * signal of the first NXentry that has one.
 * @param entry name of the entry that is asked for; in it the same holds.
 * @throws XESError `scan/entry-missing` where there is no such entry.
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
  const of = /^\/[^/]+(?=\/)/.exec(below.at)?.[0] ?? '';
  const listed = of || (paths.find(path => path === below.at) ?? '');
  const shown = { paths, of: listed, isAsked: entry !== undefined };
  const missing = [...new Set([start.missing, below.missing])].filter(text => text !== null);
  return {
    data: below.at,
    entry: of,
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

/** A group, and the beginning of a sentence on a default that leads nowhere. */
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

/** The entries of a file, and which of them is shown. */
export interface Shown {
  paths: readonly string[];
  of: string;
  isAsked: boolean;
}

/** What is said of a file with several entries, where none was asked for. */
export function severalEntries({ paths, of, isAsked }: Shown): ScanWarning[] {
  const list = entryNames(paths.map(path => path.slice(1)));
  const message = `This file has ${paths.length} entries (${list}); ${of.slice(1)} is shown.`;
  return paths.length > 1 && !isAsked ? [{ code: 'nexus/several-entries', message }] : [];
}

/**
 * Below the first of these that has one: where its own `default` leads, else breadth first, for an NXdata near its
 * entry is more likely to be what its writer wanted to show.
 */
function firstIn(tree: Tree, tops: readonly string[]): Place | null {
  const budget = { left: mostGroups };
  for (const top of new Set(tops)) {
    const led = followDefaults(tree, top);
    if (hasSignal(tree, led.at)) {
      return led;
    }
    const found = firstBelow(tree, top, budget);
    if (found !== null) {
      return { at: found, missing: led.missing };
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
