import type { Base } from './base.js';
import type { Composed } from './composed.js';

/** Independent deviations, as plain data (m). */
export interface StoredBase {
  id: string;
  counts: Float64Array | null;
  variance: Float64Array;
  exposure: Float64Array | null;
  parents: readonly string[];
  /** Position of these among all deviations with this id; null: these are all. */
  among: { places: Float64Array; length: number; first: number } | null;
}

/** A base with no more deviations than this is stored completely. */
const few = 4096;

/**
 * The part of a base to store: all of it, or only the deviations in use if these are few of many.
 * @returns their positions; null: all.
 */
export function partOf(
  base: Base,
  terms: readonly Composed[]
): { stored: StoredBase; places: Uint32Array | null } {
  const { id, counts, variance, exposure = null, parents = [], among } = base;
  const places = variance.length > few ? usedOf(variance.length, terms) : null;
  const take = <T extends Float64Array | null>(values: T): T =>
    (places && values ? Float64Array.from(places, place => values[place]) : values) as T;
  const whole = among ?? { length: variance.length, first: variance[0] };
  const within = places && among ? places.map(place => among.places[place]) : places;
  const at = within ?? among?.places;
  return {
    places,
    stored: {
      id,
      counts: take(counts),
      variance: take(variance),
      exposure: take(exposure),
      parents,
      among: at ? { places: Float64Array.from(at), length: whole.length, first: whole.first } : null
    }
  };
}

/** The positions that terms use, ascending; null if they are a quarter of all or more. */
function usedOf(length: number, terms: readonly Composed[]): Uint32Array | null {
  const isUsed = new Uint8Array(length);
  let size = 0;
  const use = (place: number) => {
    size += 1 - isUsed[place];
    isUsed[place] = 1;
  };
  for (const { own, right } of terms) {
    own?.places.forEach((place, e) => own.weights[e] !== 0 && use(place));
    right.forEach(values => values.forEach((value, place) => value !== 0 && use(place)));
  }
  if (4 * size >= length) {
    return null;
  }
  const places = new Uint32Array(size);
  let next = 0;
  isUsed.forEach((used, place) => used === 1 && (places[next++] = place));
  return places;
}
