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

/** Formats, asked in this order. */
const formats = [spec, fio, labview, ssrl, photonFactory, sshade, xdi];

/** Characters that a format is recognised by. */
const headLength = 2 ** 18;

/** Whether a text is one that can be read, or is worth a sentence on why it can't. @param head its first lines. */
export function isText(head: string): boolean {
  const first = head.slice(0, headLength);
  return formats.some(format => format.matches(first)) || plain.matches(first);
}

/** The scans of a text. @throws XESError `table/invalid` where a format says that there are none. */
export function openText(text: string): TextFile {
  const head = text.slice(0, headLength);
  return (formats.find(format => format.matches(head)) ?? plain).open(text);
}

/** What was made of one of a text's scans. */
export interface OfEntry<T> {
  entries: readonly EntryListing[];
  /** The scan that it was made of; null where the text has one without a name. */
  entry: string | null;
  value: T;
  /** That there are others, where none was chosen. */
  warnings: ScanWarning[];
}

/** So many scans are tried for one that can be read. */
const mostTried = 50;

/**
 * Make something of the scan that is chosen, or of the first that it can be made of.
 * @throws XESError `scan/entry-missing` where there is none of that name; `table/invalid`; what `make` throws of the
 * chosen scan, or else of the first.
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

/** The entry of a name; `n.1` is the first of a number n. @throws XESError `scan/entry-missing` */
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

/** An error of one of several scans, which names and lists them all. */
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
