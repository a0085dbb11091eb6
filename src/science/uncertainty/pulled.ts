import { adjoint, at, type Operator, type Rows } from './operators.js';

/** Weights of points: at some positions, each once, or of all points. */
export interface Pulled {
  readonly places: Uint32Array | null;
  readonly w: Float64Array;
}

/**
 * Largest number of positions stored sparsely: a cut through a map uses a few cells of millions.
 */
const mostPlaces = 2 ** 17;

/** Weights of the result of a path, pulled back to its input. */
export function pulledThrough(path: readonly Operator[], w: Float64Array): Pulled {
  return path.reduceRight<Pulled>((now, operator) => pulledBack(operator, now), {
    places: null,
    w
  });
}

/** Weights of an operator's result, pulled back to its input. */
export function pulledBack(operator: Operator, { places, w }: Pulled): Pulled {
  if (operator.kind === 'rows' && (places || isSparse(operator.places.length, operator.columns))) {
    return backThroughRows(operator, places, w);
  }
  if (places && operator.kind === 'diagonal') {
    const { weights, offset } = operator;
    return {
      places: places.map(i => i + offset),
      w: w.map((one, e) => one * at(weights, places[e]))
    };
  }
  const all = places ? spread({ places, w }, operator.rows) : w;
  return { places: null, w: adjoint(operator, all) };
}

function isSparse(entries: number, of: number): boolean {
  return entries <= mostPlaces && 4 * entries < of;
}

/** Pull weights back through all rows, or some. */
function backThroughRows(operator: Rows, rows: Uint32Array | null, w: Float64Array): Pulled {
  const { starts, places, weights, columns } = operator;
  const count = rows?.length ?? operator.rows;
  const pulledPlaces: Uint32Array = new Uint32Array(places.length);
  const pulledWeights = new Float64Array(places.length);
  let size = 0;
  for (let r = 0; r < count; r++) {
    const i = rows ? rows[r] : r;
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end && w[r] !== 0; e++) {
      pulledPlaces[size] = places[e];
      pulledWeights[size++] = w[r] * at(weights, e);
    }
  }
  const result = gathered(pulledPlaces.subarray(0, size), pulledWeights.subarray(0, size));
  return isSparse(size, columns) ? result : { places: null, w: spread(result, columns) };
}

/** Merge repeated positions. */
function gathered(places: Uint32Array, w: Float64Array): { places: Uint32Array; w: Float64Array } {
  const sorted = places.slice().sort();
  if (!sorted.some((place, k) => k > 0 && place === sorted[k - 1])) {
    return { places, w };
  }
  const sums = new Map<number, number>();
  places.forEach((place, e) => sums.set(place, (sums.get(place) ?? 0) + w[e]));
  return { places: Uint32Array.from(sums.keys()), w: Float64Array.from(sums.values()) };
}

/** Sparse weights as a full array. */
function spread({ places, w }: Pulled, length: number): Float64Array {
  const all = new Float64Array(length);
  w.forEach((one, e) => (all[places ? places[e] : e] += one));
  return all;
}

/** The sum of two sets of weights, for `length` points. */
export function added(one: Pulled, other: Pulled, length: number): Pulled {
  if (one.places && other.places) {
    const places = Uint32Array.from([...one.places, ...other.places]);
    return gathered(places, Float64Array.from([...one.w, ...other.w]));
  }
  const all = spread(one, length);
  const more = spread(other, length);
  return { places: null, w: all.map((value, k) => value + more[k]) };
}

/** Visits the positions with weights in both: position, both weights. */
export function eachCommon(
  one: Pulled,
  other: Pulled,
  visit: (k: number, a: number, b: number) => void
): void {
  const [few, many] = one.places ? [one, other] : [other, one];
  const at = many.places && new Map(Array.from(many.places, (place, e) => [place, e]));
  few.w.forEach((a, e) => {
    const k = few.places ? few.places[e] : e;
    const b = at ? (many.w[at.get(k) ?? -1] ?? 0) : many.w[k];
    if (a !== 0 && b !== 0) {
      visit(k, a, b);
    }
  });
}
