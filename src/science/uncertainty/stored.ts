import type { AffineCounts } from '../spectrum.js';
import { BaseIndex, type Base } from './base.js';
import { composed, type Composed, type Sparse } from './composed.js';
import { unifiedTerms } from './linear.js';
import type { SharedDeviation, Uncertainty } from './model.js';
import { partOf, type StoredBase } from './storedbase.js';

/** Dependence of points (n) on a base (m): sparse rows, plus Σ left·rightᵀ (k × n, and k × m). */
export interface StoredTerm {
  /** Index among the bases. */
  base: number;
  /** Null if there are no sparse rows. */
  own: StoredRows | null;
  left: Float64Array;
  right: Float64Array;
}

/** Row i has the entries from starts[i] to starts[i + 1] of places and weights. */
export interface StoredRows {
  /** Null: row i has entry i. */
  starts: Float64Array | null;
  /** Null: entry i is at i + offset. */
  places: Float64Array | null;
  offset: number;
  /** A number: the same for all, or divided by the exposure at each position if `isPerExposure`. */
  weights: Float64Array | number;
  isPerExposure: boolean;
}

/** Deviations that points depend on, as plain data for files and other threads. */
export interface StoredDeviations {
  bases: readonly StoredBase[];
  terms: readonly StoredTerm[];
  shared: readonly SharedDeviation[];
  /** How the points were counted, if they were scaled or a curve was subtracted. */
  affine: AffineCounts | null;
}

/** Nothing is stored beyond this many numbers: files are assembled in memory. */
const mostNumbers = 2 ** 26;

/** An uncertainty of n points, its operators multiplied out; null if that is too large. */
export function storedDeviations(
  { terms, shared }: Uncertainty,
  n: number,
  affine: AffineCounts | null
): StoredDeviations | null {
  const byBase = new BaseIndex<{ base: Base; terms: Composed[] }>();
  let size = 0;
  for (const { base, path } of unifiedTerms(terms)) {
    const composedTerm = composed(path, n);
    byBase.of(base, () => ({ base, terms: [] })).terms.push(composedTerm);
    size +=
      (composedTerm.own?.weights.length ?? 0) +
      composedTerm.left.length * (n + base.variance.length);
  }
  const kept = byBase.all.map(entry => ({ ...entry, ...partOf(entry.base, entry.terms) }));
  size += kept.reduce((sum, { stored }) => sum + 3 * stored.variance.length, 0);
  return size > mostNumbers
    ? null
    : {
        bases: kept.map(({ stored }) => stored),
        terms: kept.flatMap(({ stored, places, terms: own }, base) =>
          own.map(term => storedTerm(term, base, stored, places))
        ),
        shared,
        affine
      };
}

/** @param kept the positions of the base that are stored; null: all. */
function storedTerm(
  { own, left, right }: Composed,
  base: number,
  stored: StoredBase,
  kept: Uint32Array | null
): StoredTerm {
  const at = kept && new Map(Array.from(kept, (place, k) => [place, k]));
  const places = at && own ? own.places.map(place => at.get(place) ?? 0) : own?.places;
  const storedValues = (values: Float64Array) =>
    kept ? Float64Array.from(kept, place => values[place]) : values;
  return {
    base,
    own: own && places ? storedRows({ ...own, places }, stored) : null,
    left: joined(left),
    right: joined(right.map(storedValues))
  };
}

function storedRows({ starts, places, weights }: Sparse, { exposure }: StoredBase): StoredRows {
  const offset = places[0] ?? 0;
  const isRun = starts === null && places.every((place, i) => place === i + offset);
  const constant = constantOf(weights.length, i => weights[i]);
  const share =
    constant === null && exposure
      ? constantOf(weights.length, i => weights[i] * exposure[places[i]])
      : null;
  return {
    starts: starts && Float64Array.from(starts),
    places: isRun ? null : Float64Array.from(places),
    offset: isRun ? offset : 0,
    weights: constant ?? share ?? weights,
    isPerExposure: share !== null
  };
}

/** Relative rounding error of a product. */
const rounding = 1e-15;

/** The common value of all that are not NaN; null if they differ. */
function constantOf(length: number, of: (i: number) => number): number | null {
  let first = NaN;
  for (let i = 0; i < length; i++) {
    const value = of(i);
    if (Number.isNaN(first)) {
      first = value;
    } else if (Math.abs(value - first) > rounding * Math.abs(first)) {
      return null;
    }
  }
  return Number.isFinite(first) ? first : null;
}

function joined(vectors: readonly Float64Array[]): Float64Array {
  const [first] = vectors;
  if (vectors.length <= 1) {
    return first ?? new Float64Array(0);
  }
  const all = new Float64Array(vectors.length * first.length);
  vectors.forEach((one, k) => all.set(one, k * first.length));
  return all;
}
