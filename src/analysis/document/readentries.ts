import { readMapping } from '../../formats/mapping/readmapping.js';
import { sourcesProblem } from './checks.js';
import { isId, scansId } from './ids.js';
import { invalid } from './invalid.js';
import { isRecord, recordAsJSON, type Fields } from './json.js';
import { refOfJSON } from './readrefs.js';
import { asSource } from './refs.js';
import {
  maxEntries,
  type Id,
  type Look,
  type Ref,
  type ScanEntry,
  type StepEntry
} from './types.js';

/** Makes the error for a problem with an entry. */
export type RefuseEntry = (what: string) => Error;

/** @throws XESError `analysis/invalid` for an invalid scan, or an invalid or duplicate id. */
export function readScans(values: readonly unknown[]): ScanEntry[] {
  const given = new Set<Id>();
  return values.map(value => {
    const scan = readScan(value, invalid);
    addId(given, scan.id);
    return scan;
  });
}

/**
 * The steps of a document. An unknown step is preserved, so that saving does not lose it; it is
 * validated when it is computed.
 * @throws XESError `analysis/invalid` for ids that are invalid, duplicate, or refer to later steps.
 */
export function readSteps(values: readonly unknown[], scans: readonly ScanEntry[]): StepEntry[] {
  const known = { scans: new Set(scans.map(({ id }) => id)), steps: new Set<Id>() };
  const given = new Set(known.scans);
  return values.map(value => {
    const entry = readStep(value, invalid);
    const problem = sourcesProblem(entry.from, known);
    if (problem) {
      throw invalid(`step "${entry.id}" can't work on what it names: ${problem}`);
    }
    addId(given, entry.id);
    known.steps.add(entry.id);
    return entry;
  });
}

function addId(given: Set<Id>, id: Id): void {
  if (given.has(id)) {
    throw invalid(`the id "${id}" is given twice`);
  }
  given.add(id);
}

/** A scan with known keys only. @throws what `refuse` makes */
export function readScan(value: unknown, refuse: RefuseEntry): ScanEntry {
  const raw = record(value, 'a scan', refuse);
  const id = readId(raw.id, 'a scan', refuse);
  const owner = `scan "${id}"`;
  const { path, columns, role } = raw;
  if (typeof path !== 'string' || path === '') {
    throw refuse(`${owner} has no "path"`);
  }
  if (role !== undefined && role !== 'reference') {
    throw refuse(`"role" of ${owner} is not "reference"`);
  }
  const entry = readText(raw, 'entry', owner, refuse);
  return {
    id,
    path,
    ...(entry === undefined ? {} : { entry }),
    ...(columns === undefined
      ? {}
      : { columns: readMapping(columns, why => refuse(`"columns" of ${owner}: ${why}`)) }),
    ...(role ? { role } : {}),
    ...readLook(raw, owner, refuse)
  };
}

/**
 * A step with known keys only; whether its inputs exist is not checked.
 * @throws what `refuse` makes
 */
export function readStep(value: unknown, refuse: RefuseEntry): StepEntry {
  const raw = record(value, 'a step', refuse);
  const id = readId(raw.id, 'a step', refuse);
  const owner = `step "${id}"`;
  const { step, from, parameters, off } = raw;
  if (typeof step !== 'string' || step === '') {
    throw refuse(`${owner} does not say which "step" it is`);
  }
  if (!Array.isArray(from)) {
    throw refuse(`${owner} has no list "from" of what it works on`);
  }
  if (off !== undefined && off !== true) {
    throw refuse(`"off" of ${owner} is not true`);
  }
  return {
    id,
    step,
    from: from.map(item => readSource(item, owner, refuse)),
    parameters: readJSON(parameters ?? {}, `"parameters" of ${owner}`, refuse),
    ...readLook(raw, owner, refuse),
    ...(off ? { off } : {})
  };
}

function record(value: unknown, name: string, refuse: RefuseEntry): Fields {
  if (!isRecord(value)) {
    throw refuse(`${name} is no object`);
  }
  return value;
}

function readId(value: unknown, owner: string, refuse: RefuseEntry): Id {
  if (!isId(value)) {
    throw refuse(
      `${owner} needs an "id" of at most 64 letters, digits, "-", "_" and ".", which is not "${scansId}"`
    );
  }
  return value;
}

function readSource(value: unknown, owner: string, refuse: RefuseEntry): Id | Ref {
  const ref = refOfJSON(value);
  if (!ref) {
    throw refuse(`"from" of ${owner} names something by what is neither an id nor a Ref`);
  }
  return asSource(ref);
}

function readJSON(value: unknown, name: string, refuse: RefuseEntry) {
  return recordAsJSON(record(value, name, refuse), why => refuse(`${name}: ${why}`));
}

function readLook(raw: Fields, owner: string, refuse: RefuseEntry): Look {
  const label = readText(raw, 'label', owner, refuse);
  const color = readText(raw, 'color', owner, refuse);
  if (color !== undefined && !new RegExp(colorPattern).test(color)) {
    throw refuse(`"color" of ${owner} is not of the form #rrggbb`);
  }
  return { ...(label === undefined ? {} : { label }), ...(color === undefined ? {} : { color }) };
}

/** A colour that every output supports: `#rrggbb`. */
export const colorPattern = '^#[0-9a-fA-F]{6}$';

function readText(
  raw: Fields,
  key: string,
  owner: string,
  refuse: RefuseEntry
): string | undefined {
  const value = raw[key];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || value === '' || value.length > maxEntries.text) {
    throw refuse(`"${key}" of ${owner} is no text of 1 to ${maxEntries.text} characters`);
  }
  return value;
}
