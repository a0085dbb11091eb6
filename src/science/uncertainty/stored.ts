import type { AffineCounts } from '../spectrum.js';
import { SameBases, type Base } from './base.js';
import { composed, type Composed, type Sparse } from './composed.js';
import { unitedTerms } from './linear.js';
import type { SharedDeviation, Uncertainty } from './model.js';
import { partOf, type StoredBase } from './storedbase.js';

/** How points (n) follow from a base (m): each from one place or several, and Σ left·rightᵀ (k × n, and k × m). */
export interface StoredTerm {
  /** Index among the bases. */
  base: number;
  /** Null where no point follows from a place of its own. */
  own: StoredRows | null;
  left: Float64Array;
  right: Float64Array;
}

/** Row i has the entries from starts[i] to starts[i + 1] of places and weights. */
export interface StoredRows {
  /** Null: row i has entry i. */
  starts: Float64Array | null;
  /** Null: entry i stands at i + offset. */
  places: Float64Array | null;
  offset: number;
  /** A number: of all the same, or of each that over the exposure of its place. */
  weights: Float64Array | number;
  isPerExposure: boolean;
}

/** Of what points are made, as plain data that goes into files and to other threads. */
export interface StoredDeviations {
  bases: readonly StoredBase[];
  terms: readonly StoredTerm[];
  shared: readonly SharedDeviation[];
  /** How the points were counted, where they were scaled or a curve was taken off. */
  affine: AffineCounts | null;
}

/** Beyond so many numbers nothing is kept: a file of them is made in memory. */
const mostNumbers = 2 ** 26;

/** An uncertainty of n points, its operators multiplied out; null where that is too much. */
export function storedDeviations(
  { terms, shared }: Uncertainty,
  n: number,
  affine: AffineCounts | null
): StoredDeviations | null {
  const found = new SameBases<{ base: Base; terms: Composed[] }>();
  let size = 0;
  for (const { base, path } of unitedTerms(terms)) {
    const made = composed(path, n);
    found.of(base, () => ({ base, terms: [] })).terms.push(made);
    size += (made.own?.weights.length ?? 0) + made.left.length * (n + base.variance.length);
  }
  const kept = found.all.map(one => ({ ...one, ...partOf(one.base, one.terms) }));
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

/** @param kept the places of the base that are stored; null: all. */
function storedTerm(
  { own, left, right }: Composed,
  base: number,
  stored: StoredBase,
  kept: Uint32Array | null
): StoredTerm {
  const at = kept && new Map(Array.from(kept, (place, k) => [place, k]));
  const places = at && own ? own.places.map(place => at.get(place) ?? 0) : own?.places;
  const of = (values: Float64Array) =>
    kept ? Float64Array.from(kept, place => values[place]) : values;
  return {
    base,
    own: own && places ? storedRows({ ...own, places }, stored) : null,
    left: joined(left),
    right: joined(right.map(of))
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

/** Relative rounding of a product of two. */
const rounding = 1e-15;

/** The one that all are, but for those that are none; null where they differ. */
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
