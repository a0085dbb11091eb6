import { XESError } from '../../base/errors.js';
import { entryMissing, entryNames, type EntryListing } from '../entries.js';
import type { ReadChoice } from '../mapping/types.js';
import type { ScanWarning } from '../scan.js';
import { fio } from './fio.js';
import { labview } from './labview.js';
import { photonFactory } from './photonfactory.js';
import { plain } from './plain.js';
import { spec } from './spec.js';
import { sshade } from './sshade.js';
import { ssrl } from './ssrl.js';
import type { TextFile, TextTable } from './types.js';
import { xdi } from './xdi.js';

/** Formats, tried in this order. */
const formats = [spec, fio, labview, ssrl, photonFactory, sshade, xdi];

/** Number of characters used to recognise a format. */
const headLength = 2 ** 18;

/**
 * Whether a text can be read, or deserves an explanation why it can't.
 * @param head its first lines.
 */
export function isText(head: string): boolean {
  const first = head.slice(0, headLength);
  return formats.some(format => format.matches(first)) || plain.matches(first);
}

/** The scans of a text. @throws XESError `table/invalid` if its format has none. */
export function openText(text: string): TextFile {
  const head = text.slice(0, headLength);
  return (formats.find(format => format.matches(head)) ?? plain).open(text);
}

/** The result for one of a text's scans. */
export interface OfEntry<T> {
  entries: readonly EntryListing[];
  /** The scan it was read from; null for the only scan of a text, without a name. */
  entry: string | null;
  value: T;
  /** The warning that there are other scans, if none was chosen. */
  warnings: ScanWarning[];
}

/** Most scans tried to find a readable one. */
const mostTried = 50;

/**
 * Apply `make` to the chosen scan, or to the first for which it succeeds.
 * @throws XESError `scan/entry-missing` if there is none of that name; `table/invalid`; what `make`
 * throws for the chosen scan, or else for the first.
 */
export function ofEntry<T>(
  text: string,
  choice: ReadChoice | undefined,
  make: (table: TextTable) => T
): OfEntry<T> {
  const file = openText(text);
  const { entries } = file;
  const made = (name: string) => {
    try {
      return make(file.table(name));
    } catch (reason) {
      throw amongEntries(reason, entries, name);
    }
  };
  if (choice?.entry !== undefined) {
    const { name } = entryOf(entries, choice.entry);
    return { entries, entry: name, value: made(name), warnings: [] };
  }
  if (entries.length === 0) {
    return { entries, entry: null, value: make(file.table(null)), warnings: [] };
  }
  let first: unknown;
  for (const { name } of entries.slice(0, mostTried)) {
    try {
      const value = made(name);
      return { entries, entry: name, value, warnings: otherEntries(entries, name) };
    } catch (reason) {
      first ??= reason;
    }
  }
  throw first;
}

function otherEntries(entries: readonly EntryListing[], entry: string): ScanWarning[] {
  const others = entries.filter(({ name }) => name !== entry).map(({ name }) => name);
  const message = `This file has ${entries.length} scans, and none was chosen: scan ${entry} is shown. The others are ${entryNames(others)}.`;
  return others.length > 0 ? [{ code: 'scan/several-entries', message }] : [];
}

/**
 * The entry with a name; `n.1` is the first with number n.
 * @throws XESError `scan/entry-missing`
 */
export function entryOf(entries: readonly EntryListing[], wanted: string): EntryListing {
  const found = [wanted, wanted.replace(/\.1$/, '')]
    .map(name => entries.find(entry => entry.name === name))
    .find(Boolean);
  if (!found) {
    throw entryMissing(
      wanted,
      entries.map(({ name }) => name)
    );
  }
  return found;
}

/** An error about one of several scans, which names it and lists them all. */
function amongEntries(reason: unknown, entries: readonly EntryListing[], entry: string): unknown {
  if (!(reason instanceof XESError) || entries.length < 2) {
    return reason;
  }
  const names = entryNames(entries.map(({ name }) => name));
  const { code, message, details } = reason;
  return new XESError(
    code,
    `${message} This is of scan ${entry}; the file has ${entries.length} scans: ${names}.`,
    { cause: reason, ...(details ? { details: { ...details, entries, entry } } : {}) }
  );
}
