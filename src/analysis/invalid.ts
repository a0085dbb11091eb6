import { XESError } from '../science/errors.js';
import { isRecord } from './steps/parameters/build.js';

/** An object of a document that is being read. */
export type Json = Record<string, unknown>;

/** What is said of a document that can't be read. */
export function invalid(what: string): XESError {
  return new XESError(
    'analysis/invalid',
    `This file is no analysis that can be read: ${what}. Restore an earlier copy, or open its scans anew.`
  );
}

/** @throws XESError `analysis/invalid` */
export function object(value: unknown, name: string): Json {
  if (!isRecord(value)) {
    throw invalid(`${name} is no object`);
  }
  return value;
}
