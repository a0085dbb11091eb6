import { XESError } from '../../base/errors.js';
import { isRecord, type Fields } from './json.js';
import { maxEntries } from './types.js';

/** The error for a document that can't be read. */
export function invalid(what: string): XESError {
  return new XESError(
    'analysis/invalid',
    `This file is no analysis that can be read: ${what}. Restore an earlier copy, or open its scans anew.`,
    { cause: what }
  );
}

/** Longest lists. Each cut of an earlier version becomes a step. */
const maxLengths = {
  scans: maxEntries.scans,
  steps: maxEntries.steps,
  results: maxEntries.results,
  cuts: maxEntries.steps
};

type ListName = keyof typeof maxLengths;

/** The error for more entries than an analysis may have. */
export function tooMany(name: ListName, count: number): XESError {
  return new XESError(
    'analysis/too-large',
    `An analysis can hold ${maxLengths[name]} ${name}, not ${count}. Divide it into several analyses.`
  );
}

/** @throws XESError `analysis/invalid` */
export function fields(value: unknown, name: string): Fields {
  if (!isRecord(value)) {
    throw invalid(`${name} is no object`);
  }
  return value;
}

/** @throws XESError `analysis/invalid` if it is no list, `analysis/too-large` if it is too long. */
export function listOf(value: unknown, name: ListName): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(`"${name}" is no list`);
  }
  if (value.length > maxLengths[name]) {
    throw tooMany(name, value.length);
  }
  return value;
}
