import type { Address } from './protocol.js';
import type { Id, ScanEntry } from '../analysis/document/types.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import { readChoiceOf } from '../analysis/document/readchoice.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { ScanPlace } from './types.js';

/** The contents of an address: which scan of which file, with which columns. */
export interface Place {
  path: string;
  entry: string | null;
  columns: ScanEntry['columns'] | null;
}

/** The columns and entry specified for the file; undefined without any. */
export function choiceOf({ entry, columns }: Place): ReadChoice | undefined {
  return entry === null && columns === null
    ? undefined
    : readChoiceOf({ entry: entry ?? undefined, columns: columns ?? undefined });
}

export function addressOf({ path, entry, columns }: Place): Address {
  return JSON.stringify([path, entry, columns]);
}

export function placeOf(address: Address): Place {
  const [path, entry, columns] = JSON.parse(address) as [string, Place['entry'], Place['columns']];
  return { path, entry, columns };
}

/** The address of each scan of a document. */
export function addressesOf(
  { scans }: Recipe,
  sources: readonly ScanPlace[]
): ReadonlyMap<Id, Address> {
  const entries = new Map(scans.map(scan => [scan.id, scan]));
  return new Map(
    sources.map(({ id, path }) => {
      const { entry = null, columns = null } = entries.get(id) ?? {};
      return [id, addressOf({ path, entry, columns })];
    })
  );
}

/** A path after it, or a folder above it, was renamed; unchanged if it is elsewhere. */
export function pathAfter(path: string, from: string, to: string): string {
  return path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
}
