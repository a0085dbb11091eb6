import type { Base } from './base.js';
import type { Term, Uncertainty } from './model.js';
import type { Operator } from './operators.js';
import type { StoredDeviations, StoredRows, StoredTerm } from './stored.js';
import type { StoredBase } from './storedbase.js';

type Values = Float64Array | null;

/** Whether stored deviations are consistent with n points: files may contain anything. */
export function matchesPoints(
  { bases, terms, shared, affine }: StoredDeviations,
  n: number
): boolean {
  const isOf = (values: Values | undefined, length: number) => !values || values.length === length;
  const areBases = bases.every(({ counts, variance, exposure, among }) => {
    const m = variance.length;
    const isPart = !among || (isOf(among.places, m) && areAscending(among.places, among.length));
    return isPart && [counts, exposure].every(values => isOf(values, m));
  });
  const areTerms = terms.every(({ base, own, left, right }) => {
    const m = bases[base]?.variance.length ?? -1;
    const rank = left.length / n;
    const areRows = !own || (isOfBase(own, n, m) && (!own.isPerExposure || bases[base].exposure));
    return m >= 0 && areRows && Number.isInteger(rank) && right.length === rank * m;
  });
  const isAffine = !affine || (isOf(affine.exposure, n) && isOf(affine.offset, n));
  const areShared = shared.every(
    ({ energy, intensity }) => isOf(energy, n) && isOf(intensity, n) && (energy ?? intensity)
  );
  return terms.length > 0 && areBases && areTerms && isAffine && areShared;
}

function isPlace(place: number, length: number): boolean {
  return Number.isInteger(place) && place >= 0 && place < length;
}

function areAscending(places: Float64Array, length: number): boolean {
  return places.every((place, k) => isPlace(place, length) && (k === 0 || place > places[k - 1]));
}

/** Whether rows select n times from m positions. */
function isOfBase({ starts, places, offset, weights }: StoredRows, n: number, m: number): boolean {
  const entries = places?.length ?? n;
  const areStarts = starts
    ? starts.length === n + 1 &&
      starts[0] === 0 &&
      starts[n] === entries &&
      starts.every((start, i) => Number.isInteger(start) && (i === 0 || start >= starts[i - 1]))
    : entries === n;
  const arePlaces = places
    ? places.every(place => isPlace(place, m))
    : n === 0 || (isPlace(offset, m) && isPlace(offset + n - 1, m));
  return areStarts && arePlaces && (typeof weights === 'number' || weights.length === entries);
}

/** The uncertainty of n points, restored from stored deviations. */
export function restoredUncertainty(
  { bases, terms, shared }: StoredDeviations,
  n: number
): Uncertainty {
  const restored = bases.map(restoredBase);
  return {
    terms: terms.flatMap((term): Term[] => {
      const base = restored[term.base];
      return operatorsOf(term, n, base).map(operator => ({ base, path: [operator] }));
    }),
    shared
  };
}

function restoredBase({ among, parents, ...own }: StoredBase): Base {
  return {
    ...own,
    ...(parents.length > 0 ? { parents } : {}),
    ...(among ? { among: { ...among, places: Uint32Array.from(among.places) } } : {})
  };
}

function operatorsOf({ own, left, right }: StoredTerm, rows: number, base: Base): Operator[] {
  const columns = base.variance.length;
  const rank = left.length / rows;
  const part = (values: Float64Array, length: number) =>
    Array.from({ length: rank }, (_, k) => values.subarray(k * length, (k + 1) * length));
  return [
    ...(own ? [operatorOf(own, rows, base)] : []),
    ...(rank > 0
      ? [
          {
            kind: 'lowRank' as const,
            rows,
            columns,
            diagonal: null,
            left: part(left, rows),
            right: part(right, columns)
          }
        ]
      : [])
  ];
}

function operatorOf(
  { starts, places, offset, weights, isPerExposure }: StoredRows,
  rows: number,
  { variance, exposure }: Base
): Operator {
  const columns = variance.length;
  const at = (i: number) => (places ? places[i] : i + offset);
  const of =
    isPerExposure && exposure && typeof weights === 'number'
      ? (i: number) => weights / exposure[at(i)]
      : weights;
  return places
    ? {
        kind: 'rows',
        rows,
        columns,
        starts: starts && Uint32Array.from(starts),
        places: Uint32Array.from(places),
        weights: of
      }
    : { kind: 'diagonal', rows, columns, weights: of, offset };
}
