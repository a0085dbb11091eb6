import { rowCount } from '../formats/columns.js';
import type { ResultDigest } from './document.js';
import type { StepResult } from './run.js';
import { sha256OfArrays } from './digest.js';
import type { Value } from './steps/index.js';

/** The digest of one array of a result. */
export interface ArrayDigest {
  /** Id of the step. */
  step: string;
  /** Name of what the result was made of. */
  name: string;
  /** Name of the array: `energy`, `intensity`, `sigma`, a map's `incident` and `emission`, a column's own. */
  array: string;
  length: number;
  /** SHA-256 of its little-endian float64, hexadecimal. */
  sha256: string;
}

/** What tells whether the same was made again: one digest a map, spectrum or table. */
export function digests(results: readonly StepResult[]): ResultDigest[] {
  return results.flatMap(({ id, values }) =>
    values.flatMap(value =>
      value.kind === 'scan'
        ? []
        : [
            {
              step: id,
              name: value.name,
              kind: value.kind,
              points: pointsOf(value),
              sha256: sha256OfArrays(Object.values(resultArrays(value)))
            }
          ]
    )
  );
}

/**
 * The digest of each array by itself: where two machines differ it shows in which, and those that only + − × ÷ √
 * lead to are the same on all.
 */
export function arrayDigests(results: readonly StepResult[]): ArrayDigest[] {
  return results.flatMap(({ id, values }) =>
    values.flatMap(value =>
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

/** The arrays that a result is, by name, in the order in which its digest takes them; none of a scan. */
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
