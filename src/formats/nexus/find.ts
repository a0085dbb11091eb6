import type { ScanWarning } from '../scan.js';
import type { Tree } from '../tree.js';
import { hasSignal } from './signal.js';

/** An NXdata group of a file, and what is to be said of how it was found. */
export interface FoundData {
  /** Absolute path of the group. */
  data: string;
  /** Absolute path of the entry it stands in; empty where it stands at the root. */
  entry: string;
  warnings: ScanWarning[];
}

/** How many groups are looked into at the most: each costs a read. */
const mostGroups = 400;

/** How deep below an entry an NXdata is looked for. */
const mostDepth = 4;

/**
 * The NXdata that a file is to be looked at by: where its `default` attributes lead, else the first one with a
 * signal of the first NXentry that has one.
 */
export function findData(tree: Tree): FoundData | null {
  const entries = entriesOf(tree);
  const { at, warnings } = followDefaults(tree);
  const below = hasSignal(tree, at) ? at : firstBelow(tree, at === '' ? entries : [at]);
  if (below === null) {
    return null;
  }
  const entry = /^\/[^/]+(?=\/)/.exec(below)?.[0] ?? '';
  warnings.push(...missing(warnings, below), ...severalEntries(entries, entry));
  return { data: below, entry, warnings: warnings.filter(({ message }) => message !== '') };
}

/** The groups of class NXentry at the root; all groups there where none has a class. */
function entriesOf(tree: Tree): string[] {
  const groups = groupsIn(tree, '');
  const entries = groups.filter(path => classOf(tree, path) === 'NXentry');
  return entries.length > 0 ? entries : groups;
}

function followDefaults(tree: Tree): { at: string; warnings: ScanWarning[] } {
  let at = '';
  for (let depth = 0; depth < mostDepth && !hasSignal(tree, at); depth++) {
    const next = tree.attribute(at || '/', 'default');
    if (!next) {
      break;
    }
    const path = `${at}/${next.replace(/^\/+|\/+$/g, '')}`;
    if (tree.kind(path) !== 'group') {
      const message = `${at || 'The file'} names "${next}" as what to show, and there is no such group`;
      return { at, warnings: [{ code: 'nexus/default-missing', message }] };
    }
    at = path;
  }
  return { at, warnings: [] };
}

/** The sentence on a default that leads nowhere ends with what is shown in its place. */
function missing(warnings: ScanWarning[], shown: string): ScanWarning[] {
  return warnings.splice(0).map(({ code, message }) => ({
    code,
    message: `${message}: ${shown} is shown.`
  }));
}

function severalEntries(entries: readonly string[], shown: string): ScanWarning[] {
  const names = entries.map(path => path.slice(1));
  const list = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  const message = `This file has ${names.length} entries (${list}); ${shown.slice(1)} is shown.`;
  return names.length > 1 ? [{ code: 'nexus/several-entries', message }] : [];
}

/** Breadth first: an NXdata near its entry is more likely to be what its writer wanted to show. */
function firstBelow(tree: Tree, tops: readonly string[]): string | null {
  let left = mostGroups;
  for (const top of tops) {
    let level = [top];
    for (let depth = 0; depth <= mostDepth && level.length > 0 && left > 0; depth++) {
      const found = level.find(path => left-- > 0 && isData(tree, path));
      if (found !== undefined) {
        return found;
      }
      level = level.flatMap(path => groupsIn(tree, path)).slice(0, Math.max(left, 0));
    }
  }
  return null;
}

function isData(tree: Tree, path: string): boolean {
  return classOf(tree, path) === 'NXdata' && hasSignal(tree, path);
}

function classOf(tree: Tree, path: string): string | null {
  return tree.attribute(path, 'NX_class');
}

function groupsIn(tree: Tree, path: string): string[] {
  return tree
    .names(path || '/')
    .map(name => `${path}/${name}`)
    .filter(member => tree.kind(member) === 'group');
}
