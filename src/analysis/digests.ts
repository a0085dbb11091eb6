import { rowCount } from '../formats/columns.js';
import type { ResultDigest } from './document/types.js';
import { refOf } from './items.js';
import type { StepResult } from './run.js';
import { sha256OfArrays } from './digest.js';
import { refText } from './document/refs.js';
import type { Id, ItemKey } from './document/types.js';
import type { Named } from './naming.js';
import type { ScanValue, Value } from './steps/values.js';

/** The digest of one array of a result. */
export interface ArrayDigest {
  /** Id of the step. */
  step: string;
  /** Name of the item that the result was computed from. */
  name: string;
  /**
   * Name of the array: `energy`, `intensity`, `sigma`, a map's `incident` and `emission`, or of a
   * further column.
   */
  array: string;
  length: number;
  /** SHA-256 of its little-endian float64, hexadecimal. */
  sha256: string;
}

/** Digest of one map, spectrum or table, to check that a result is reproduced. */
export interface NamedDigest extends ResultDigest {
  /** Id of the step. */
  step: string;
  /** Name of the item that the result was computed from. */
  name: string;
}

export function digests(results: readonly StepResult[]): NamedDigest[] {
  return results.flatMap(({ id, items }) =>
    items.flatMap(({ key, values }) =>
      values.flatMap(value => (value.kind === 'scan' ? [] : [digestOf(id, key, value)]))
    )
  );
}

function digestOf(id: string, key: ItemKey, value: Named<Exclude<Value, ScanValue>>): NamedDigest {
  return {
    ref: refOf(id, key),
    step: id,
    name: value.name,
    kind: value.kind,
    points: pointsOf(value),
    sha256: sha256OfArrays(Object.values(resultArrays(value)))
  };
}

/**
 * Digests as a document stores them, with scan ids in the item keys.
 * @param idOf the id of a scan by its name in the run.
 */
export function recorded(
  all: readonly NamedDigest[],
  idOf: ReadonlyMap<string, Id> = new Map()
): ResultDigest[] {
  return all.map(({ ref, kind, points, sha256 }) => ({
    ref: { ...ref, ...(ref.only ? { only: ref.only.map(key => withId(key, idOf)) } : {}) },
    kind,
    points,
    sha256
  }));
}

function withId(key: ItemKey, idOf: ReadonlyMap<string, Id>): ItemKey {
  const at = key.lastIndexOf('/') + 1;
  const [name, ...channel] = key.slice(at).split(':');
  return key.slice(0, at) + [idOf.get(name) ?? name, ...channel].join(':');
}

/** Whether digests match the recorded ones; earlier versions recorded only the order of items. */
export function isAsRecorded(
  all: readonly ResultDigest[],
  before: readonly ResultDigest[]
): boolean {
  const hasItems = before.some(({ ref }) => ref.only);
  const known = (list: readonly ResultDigest[]) => {
    const texts = list.map(({ ref, sha256 }) => `${hasItems ? refText(ref) : ref.id}/${sha256}`);
    return JSON.stringify(texts.sort());
  };
  return known(all) === known(before);
}

/**
 * The digest of each array separately: if two machines differ, it shows in which array. Arrays
 * computed by + − × ÷ √ alone are identical on all machines.
 */
export function arrayDigests(results: readonly StepResult[]): ArrayDigest[] {
  return results.flatMap(({ id, items }) =>
    items
      .flatMap(({ values }) => values)
      .flatMap(value =>
        Object.entries(resultArrays(value)).map(([array, numbers]) => ({
          step: id,
          name: value.name,
          array,
          length: numbers.length,
          sha256: sha256OfArrays([numbers])
        }))
      )
  );
}

/**
 * The arrays of a result by name, in the order in which its digest includes them; none for a scan.
 */
export function resultArrays(value: Value): Record<string, Float64Array> {
  switch (value.kind) {
    case 'map': {
      const { incident, emission, intensity, sigma } = value.map;
      return { incident, emission, intensity, sigma };
    }
    case 'spectrum': {
      const { energy, intensity, sigma } = value.spectrum;
      return { energy, intensity, sigma, ...value.columns };
    }
    case 'table':
      return Object.fromEntries(
        value.columns.flatMap(({ name, values }) =>
          values instanceof Float64Array ? [[name, values]] : []
        )
      );
    case 'scan':
      return {};
  }
}

function pointsOf(value: Exclude<Value, { kind: 'scan' }>): number {
  switch (value.kind) {
    case 'map':
      return value.map.intensity.length;
    case 'spectrum':
      return value.spectrum.energy.length;
    case 'table':
      return rowCount(value.columns);
  }
}
