import { sourcesProblem } from './checks.js';
import { isId, scansId } from './ids.js';
import { fields, invalid } from './invalid.js';
import { recordAsJSON, type Fields } from './json.js';
import { refOfJSON } from './readrefs.js';
import { asSource } from './refs.js';
import { most, type Id, type Look, type Ref, type ScanEntry, type StepEntry } from './types.js';

/** @throws XESError `analysis/invalid` for what is no scan, or an id that is none or given twice. */
export function readScans(values: readonly unknown[]): ScanEntry[] {
  const given = new Set<Id>();
  return values.map(value => {
    const scan = readScan(value);
    addId(given, scan.id);
    return scan;
  });
}

/**
 * The steps of a document. A step that is not known here is kept as it is, so that saving does not lose it; what it
 * needs is checked when it is computed.
 * @throws XESError `analysis/invalid` for ids that are none, are given twice, or come later.
 */
export function readSteps(values: readonly unknown[], scans: readonly ScanEntry[]): StepEntry[] {
  const known = { scans: new Set(scans.map(({ id }) => id)), steps: new Set<Id>() };
  const given = new Set(known.scans);
  return values.map(value => {
    const entry = readStep(value);
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

function readScan(value: unknown): ScanEntry {
  const raw = fields(value, 'a scan');
  const id = readId(raw.id, 'a scan');
  const whose = `scan "${id}"`;
  const { path, columns, role } = raw;
  if (typeof path !== 'string' || path === '') {
    throw invalid(`${whose} has no "path"`);
  }
  if (role !== undefined && role !== 'reference') {
    throw invalid(`"role" of ${whose} is not "reference"`);
  }
  const entry = readText(raw, 'entry', whose);
  return {
    id,
    path,
    ...(entry === undefined ? {} : { entry }),
    ...(columns === undefined ? {} : { columns: readRecord(columns, `"columns" of ${whose}`) }),
    ...(role ? { role } : {}),
    ...readLook(raw, whose)
  };
}

function readStep(value: unknown): StepEntry {
  const raw = fields(value, 'a step');
  const id = readId(raw.id, 'a step');
  const whose = `step "${id}"`;
  const { step, from, parameters, off } = raw;
  if (typeof step !== 'string' || step === '') {
    throw invalid(`${whose} does not say which "step" it is`);
  }
  if (!Array.isArray(from)) {
    throw invalid(`${whose} has no list "from" of what it works on`);
  }
  if (off !== undefined && off !== true) {
    throw invalid(`"off" of ${whose} is not true`);
  }
  return {
    id,
    step,
    from: from.map(one => readSource(one, whose)),
    parameters: readRecord(parameters ?? {}, `"parameters" of ${whose}`),
    ...readLook(raw, whose),
    ...(off ? { off } : {})
  };
}

function readId(value: unknown, whose: string): Id {
  if (!isId(value)) {
    throw invalid(
      `${whose} needs an "id" of at most 64 letters, digits, "-", "_" and ".", which is not "${scansId}"`
    );
  }
  return value;
}

function readSource(value: unknown, whose: string): Id | Ref {
  const ref = refOfJSON(value);
  if (!ref) {
    throw invalid(`"from" of ${whose} names something by what is neither an id nor a Ref`);
  }
  return asSource(ref);
}

function readRecord(value: unknown, name: string) {
  return recordAsJSON(fields(value, name), why => invalid(`${name}: ${why}`));
}

function readLook(raw: Fields, whose: string): Look {
  const label = readText(raw, 'label', whose);
  const color = readText(raw, 'color', whose);
  if (color !== undefined && !isColor(color)) {
    throw invalid(`"color" of ${whose} is not of the form #rrggbb`);
  }
  return { ...(label === undefined ? {} : { label }), ...(color === undefined ? {} : { color }) };
}

/** A colour that every output can draw: `#rrggbb`. */
export const colorPattern = '^#[0-9a-fA-F]{6}$';

export function isColor(value: string): boolean {
  return new RegExp(colorPattern).test(value);
}

function readText(raw: Fields, key: string, whose: string): string | undefined {
  const value = raw[key];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || value === '' || value.length > most.text) {
    throw invalid(`"${key}" of ${whose} is no text of 1 to ${most.text} characters`);
  }
  return value;
}
