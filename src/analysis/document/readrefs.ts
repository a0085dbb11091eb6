import { refProblem, type KnownIds } from './checks.js';
import { isRecord } from './json.js';
import { asRef, refText } from './refs.js';
import { maxEntries, type Ref } from './types.js';

/**
 * The Ref in a JSON value, known keys only; null if it is none. Whether its target exists is not
 * checked.
 */
export function refOfJSON(value: unknown): Ref | null {
  if (typeof value === 'string') {
    return { id: value };
  }
  if (!isRecord(value)) {
    return null;
  }
  const { id, channel, only, except, output } = value;
  const isRef =
    typeof id === 'string' &&
    isTextOrNone(channel) &&
    isKeysOrNone(only) &&
    isKeysOrNone(except) &&
    isTextOrNone(output) &&
    only?.length !== 0;
  return isRef
    ? {
        id,
        ...(channel === undefined ? {} : { channel }),
        ...(only ? { only: distinct(only) } : {}),
        ...(except && except.length > 0 ? { except: distinct(except) } : {}),
        ...(output === undefined ? {} : { output })
      }
    : null;
}

/** The valid Refs in a list of JSON, each once; others are skipped. */
export function refsOfView(value: unknown, known: KnownIds): Ref[] {
  const refs = new Map<string, Ref>();
  for (const item of Array.isArray(value) ? (value as unknown[]).slice(0, maxEntries.refs) : []) {
    const ref = refOfView(item, known);
    if (ref) {
      refs.set(refText(ref), refs.get(refText(ref)) ?? ref);
    }
  }
  return [...refs.values()];
}

export function refOfView(value: unknown, known: KnownIds): Ref | null {
  const ref = refOfJSON(value);
  return ref && refProblem(ref, known) === null ? asRef(ref) : null;
}

function isTextOrNone(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= maxEntries.text);
}

function isKeysOrNone(value: unknown): value is string[] | undefined {
  return (
    value === undefined ||
    (Array.isArray(value) &&
      value.length <= maxEntries.refs &&
      value.every(key => typeof key === 'string'))
  );
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
