import { countedOrder, entryMissing, type EntryListing } from '../entries.js';
import type { Scan } from '../scan.js';
import type { Tree } from '../tree.js';

/**
 * Most entries whose titles are read for a list, and with a scan: each costs a read, and a file may
 * have thousands.
 */
const [mostTitles, mostWithScan] = [100, 20];

/** Paths of the groups of class NXentry at the root; of all groups there if none has a class. */
export function entryPaths(tree: Tree): string[] {
  const groups = groupsIn(tree, '');
  const entries = groups.filter(path => classOf(tree, path) === 'NXentry');
  const chosen = entries.length > 0 ? entries : groups;
  return countedOrder(chosen.map(path => path.slice(1))).map(name => `/${name}`);
}

/** The scans of a file with their titles. */
export function entriesOf(
  tree: Tree,
  paths: readonly string[] = entryPaths(tree),
  most = mostTitles
): EntryListing[] {
  return paths.map((path, i) => ({
    name: path.slice(1),
    title: i < most ? titleOf(tree, path) : ''
  }));
}

/**
 * The entries of the file, if there are several, for a scan.
 * @param shown path of the entry that was read
 */
export function listedEntries(
  tree: Tree,
  paths: readonly string[],
  shown: string
): Pick<Scan, 'entries' | 'entry'> {
  return paths.length > 1
    ? { entries: entriesOf(tree, paths, mostWithScan), entry: shown.slice(1) }
    : {};
}

/** The path of the requested entry, from its listed name. @throws XESError `scan/entry-missing` */
export function chosenEntry(paths: readonly string[], wanted: string): string {
  const path = `/${wanted.replace(/^\/+|\/+$/g, '')}`;
  if (!paths.includes(path)) {
    throw entryMissing(
      wanted,
      paths.map(entryPath => entryPath.slice(1))
    );
  }
  return path;
}

function titleOf(tree: Tree, entry: string): string {
  const titles = ['title', 'scan_command'].map(name => tree.text(`${entry}/${name}`) ?? '');
  return titles.find(title => title !== '') ?? '';
}

export function classOf(tree: Tree, path: string): string | null {
  return tree.attribute(path, 'NX_class');
}

/** Paths of the groups in a group, or at the root for an empty path. */
export function groupsIn(tree: Tree, path: string): string[] {
  return tree
    .names(path || '/')
    .map(name => `${path}/${name}`)
    .filter(member => tree.kind(member) === 'group');
}
