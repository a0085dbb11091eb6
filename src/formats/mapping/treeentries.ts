import { XESError } from '../../base/errors.js';
import type { Tree } from '../tree.js';
import { findData } from '../nexus/find.js';
import type { EntryListing } from './types.js';

/** The groups at the root that are scans: those of class NXentry. */
export function entryNames(tree: Tree): string[] {
  return tree
    .names('/')
    .filter(
      name =>
        tree.kind(`/${name}`) === 'group' && tree.attribute(`/${name}`, 'NX_class') === 'NXentry'
    );
}

/** The same with their titles. */
export function entryListings(tree: Tree): EntryListing[] {
  return entryNames(tree).map(name => ({
    name,
    title: tree.text(`/${name}/title`) || tree.text(`/${name}/scan_command`) || ''
  }));
}

/**
 * The entry that is meant: the one that is named, else the one that the file is looked at by, else its first; null
 * where it has none.
 * @throws XESError `scan/entry-missing`
 */
export function chosenEntry(tree: Tree, wanted?: string): string | null {
  const names = entryNames(tree);
  if (wanted !== undefined) {
    const name = wanted.replace(/^\/+|\/+$/g, '');
    if (!names.includes(name) && tree.kind(`/${name}`) !== 'group') {
      throw entryMissing(wanted, names);
    }
    return name;
  }
  const shown = names.length > 1 ? findData(tree)?.entry.slice(1) : undefined;
  return shown ?? names[0] ?? null;
}

/** @param names of the entries that are there. */
export function entryMissing(wanted: string, names: readonly string[]): XESError {
  const list = names.slice(0, 40).join(', ') + (names.length > 40 ? ', …' : '');
  return new XESError(
    'scan/entry-missing',
    `This file has no entry "${wanted.slice(0, 60)}". ${list ? `It has ${list}: choose one of them` : 'It has none: leave it out'}.`
  );
}
