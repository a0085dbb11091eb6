import { at, adjoint, type Diagonal, type Operator, type Weights } from './operators.js';

/**
 * A sparse matrix: row i has the entries from starts[i] to starts[i + 1]; without `starts` entry i
 * only.
 */
export interface Sparse {
  readonly rows: number;
  readonly starts: Uint32Array | null;
  readonly places: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * Total dependence of points on a base: sparse rows (each point's own), plus Σ left·rightᵀ (shared
 * by all).
 */
export interface Composed {
  /** Null if there are no sparse rows. */
  readonly own: Sparse | null;
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/**
 * The operators of a path to n points, multiplied out from the last: a cut through a map then only
 * visits its own cells.
 */
export function composed(path: readonly Operator[], n: number): Composed {
  const last = path[path.length - 1];
  const scale = last?.kind === 'diagonal' ? scaledIdentity(last) : null;
  let own: Sparse | null = scale ?? identity(n);
  const left: Float64Array[] = [];
  const right: Float64Array[] = [];
  for (let k = path.length - (scale ? 2 : 1); k >= 0 && own; k--) {
    const operator = path[k];
    if (operator.kind !== 'lowRank') {
      own = times(own, operator);
      continue;
    }
    const before = path.slice(0, k);
    const rows: Sparse = own;
    operator.left.forEach((column, a) => {
      left.push(applied(rows, column));
      right.push(before.reduceRight((pulled, step) => adjoint(step, pulled), operator.right[a]));
    });
    own = operator.diagonal === null ? null : scaled(own, operator.diagonal, 0);
  }
  return { own, left, right };
}

function identity(n: number): Sparse {
  return { rows: n, starts: null, places: consecutive(n, 0), weights: new Float64Array(n).fill(1) };
}

/** The operator as sparse rows if its factors are a list; otherwise null. */
function scaledIdentity({ rows, weights, offset }: Diagonal): Sparse | null {
  return weights instanceof Float64Array
    ? { rows, starts: null, places: consecutive(rows, offset), weights }
    : null;
}

function consecutive(n: number, offset: number): Uint32Array {
  const places = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    places[i] = i + offset;
  }
  return places;
}

/** Product of sparse rows and values. */
function applied({ rows, starts, places, weights }: Sparse, values: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end; e++) {
      product[i] += weights[e] === 0 ? 0 : weights[e] * values[places[e]];
    }
  }
  return product;
}

/**
 * Product of sparse rows and an operator: rows over the operator's result become rows over its
 * input.
 */
function times(rows: Sparse, operator: Exclude<Operator, { kind: 'lowRank' }>): Sparse {
  if (operator.kind === 'diagonal') {
    return scaled(rows, operator.weights, operator.offset);
  }
  if (operator.kind === 'band') {
    const { first, width, weights } = operator;
    const from = (j: number) => j * width;
    return expanded(rows, from, weights, e => {
      const j = Math.floor(e / width);
      return first[j] + (e - j * width);
    });
  }
  const { starts, places, weights } = operator;
  return expanded(
    rows,
    j => (starts ? starts[j] : j),
    weights,
    e => places[e]
  );
}

/** Entries at j multiplied by the factor there and shifted by an offset. */
function scaled(
  { rows, starts, places, weights }: Sparse,
  factors: Weights,
  offset: number
): Sparse {
  const result = new Float64Array(weights.length);
  if (factors instanceof Float64Array) {
    for (let e = 0; e < result.length; e++) {
      result[e] = weights[e] === 0 ? 0 : weights[e] * factors[places[e]];
    }
  } else {
    for (let e = 0; e < result.length; e++) {
      result[e] = weights[e] === 0 ? 0 : weights[e] * at(factors, places[e]);
    }
  }
  return {
    rows,
    starts,
    places: offset === 0 ? places : places.map(j => j + offset),
    weights: result
  };
}

/** Replace each entry at j by those from from(j) to from(j + 1). */
function expanded(
  { rows, starts, places, weights }: Sparse,
  from: (j: number) => number,
  factors: Weights,
  placeOf: (e: number) => number
): Sparse {
  let size = 0;
  for (const j of places) {
    size += from(j + 1) - from(j);
  }
  const scaledWeights = {
    rows,
    starts: new Uint32Array(rows + 1),
    places: new Uint32Array(size),
    weights: new Float64Array(size)
  };
  let next = 0;
  for (let i = 0; i < rows; i++) {
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end; e++) {
      const to = from(places[e] + 1);
      for (let f = from(places[e]); f < to; f++) {
        scaledWeights.places[next] = placeOf(f);
        scaledWeights.weights[next++] = weights[e] === 0 ? 0 : weights[e] * at(factors, f);
      }
    }
    scaledWeights.starts[i + 1] = next;
  }
  return scaledWeights;
}
