import type { AffineCounts } from '../spectrum.js';
import { SameBases, type Base } from './base.js';
import { composed } from './composed.js';
import type { Term, Uncertainty } from './model.js';
import type { Operator } from './operators.js';

/** Independent deviations, as plain data (m). */
export interface StoredBase {
  id: string;
  counts: Float64Array | null;
  variance: Float64Array;
  exposure: Float64Array | null;
}

/** How points (n) follow from a base: sparse rows, and Σ left·rightᵀ (k times n, and k times m). */
export interface StoredTerm {
  /** Index among the bases. */
  base: number;
  starts: Float64Array;
  places: Float64Array;
  weights: Float64Array;
  left: Float64Array;
  right: Float64Array;
}

/** Of what points are made, as plain data that goes into files and to other threads. */
export interface StoredDeviations {
  bases: readonly StoredBase[];
  terms: readonly StoredTerm[];
  /** How the points were counted, where they were scaled or a curve was taken off. */
  affine: AffineCounts | null;
}

/** Beyond so many numbers nothing is kept: of a cut through a very large map, say. */
const mostNumbers = 2 ** 21;

/** An uncertainty of n points, its operators multiplied out; null where that is too much, or has what is no count. */
export function storedDeviations(
  { terms, shared }: Uncertainty,
  n: number,
  affine: AffineCounts | null
): StoredDeviations | null {
  const bases = new SameBases<{ base: Base; index: number }>();
  const made: StoredTerm[] = [];
  let size = 0;
  for (const { base, path } of terms) {
    const { index } = bases.of(base, () => ({ base, index: bases.all.length }));
    const m = base.variance.length;
    const { own, left, right } = composed(path, n);
    const each = own ? (own.starts ?? Uint32Array.from({ length: n + 1 }, (_, i) => i)) : null;
    made.push({
      base: index,
      starts: Float64Array.from(each ?? new Uint32Array(n + 1)),
      places: Float64Array.from(own?.places ?? []),
      weights: own?.weights ?? new Float64Array(0),
      left: joined(left, n),
      right: joined(right, m)
    });
    size += 3 * m + (own?.weights.length ?? 0) + left.length * (n + m);
    if (size > mostNumbers) {
      return null;
    }
  }
  return shared.length > 0
    ? null
    : { bases: bases.all.map(({ base }) => plain(base)), terms: made, affine };
}

function plain({ id, counts, variance, exposure }: Base): StoredBase {
  return { id, counts, variance, exposure: exposure ?? null };
}

function joined(vectors: readonly Float64Array[], length: number): Float64Array {
  const all = new Float64Array(vectors.length * length);
  vectors.forEach((one, k) => all.set(one, k * length));
  return all;
}

/** Whether stored deviations are such of n points: those of a file may be anything. */
export function isOfPoints({ bases, terms, affine }: StoredDeviations, n: number): boolean {
  const areBases = bases.every(({ counts, variance, exposure }) =>
    [counts, exposure].every(values => values === null || values.length === variance.length)
  );
  const areTerms = terms.every(({ base, starts, places, weights, left, right }) => {
    const m = bases[base]?.variance.length ?? -1;
    const rank = left.length / n;
    return (
      m >= 0 &&
      starts.length === n + 1 &&
      starts[0] === 0 &&
      starts[n] === places.length &&
      places.length === weights.length &&
      starts.every((start, i) => Number.isInteger(start) && (i === 0 || start >= starts[i - 1])) &&
      places.every(place => Number.isInteger(place) && place >= 0 && place < m) &&
      Number.isInteger(rank) &&
      right.length === rank * m
    );
  });
  const isAffine = !affine || (affine.exposure.length === n && affine.offset.length === n);
  return terms.length > 0 && areBases && areTerms && isAffine;
}

/** The uncertainty of n points that was stored. */
export function restoredUncertainty({ bases, terms }: StoredDeviations, n: number): Uncertainty {
  return {
    terms: terms.flatMap((term): Term[] => {
      const base = bases[term.base];
      return operatorsOf(term, n, base.variance.length).map(operator => ({
        base,
        path: [operator]
      }));
    }),
    shared: []
  };
}

function operatorsOf(
  { starts, places, weights, left, right }: StoredTerm,
  rows: number,
  columns: number
): Operator[] {
  const rank = left.length / rows;
  const part = (values: Float64Array, length: number) =>
    Array.from({ length: rank }, (_, k) => values.subarray(k * length, (k + 1) * length));
  const isOneEach = starts.every((start, i) => start === i);
  const own: Operator = {
    kind: 'rows',
    rows,
    columns,
    starts: isOneEach ? null : Uint32Array.from(starts),
    places: Uint32Array.from(places),
    weights
  };
  const shape = { rows, columns, diagonal: null } as const;
  return [
    ...(weights.length > 0 ? [own] : []),
    ...(rank > 0
      ? [
          {
            kind: 'lowRank' as const,
            ...shape,
            left: part(left, rows),
            right: part(right, columns)
          }
        ]
      : [])
  ];
}
