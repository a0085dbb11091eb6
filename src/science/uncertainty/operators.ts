/** A weight for each position: a list, one number for all, or a function. */
export type Weights = Float64Array | number | ((i: number) => number);

/** Row i is `weights[i]` · v[i + offset]. */
export interface Diagonal {
  readonly kind: 'diagonal';
  /** Lengths of result and input. */
  readonly rows: number;
  readonly columns: number;
  readonly weights: Weights;
  readonly offset: number;
}

/** Row i is Σ weights[i·width + k] · v[first[i] + k]: interpolation, smoothing. */
export interface Band {
  readonly kind: 'band';
  readonly rows: number;
  readonly columns: number;
  readonly first: Uint32Array;
  readonly width: number;
  readonly weights: Float64Array;
}

/**
 * Row i is Σ weights[e] · v[places[e]] over starts[i] ≤ e < starts[i + 1]: cuts, bins, joins;
 * without `starts` over e = i.
 */
export interface Rows {
  readonly kind: 'rows';
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array | null;
  readonly places: Uint32Array;
  readonly weights: Weights;
}

/**
 * Row i is diagonal[i]·v[i] + Σₖ left[k][i]·(right[k]·v): what points share through the parameters
 * of a fit, or through their own area. Without a diagonal the first term is absent.
 */
export interface LowRank {
  readonly kind: 'lowRank';
  readonly rows: number;
  readonly columns: number;
  readonly diagonal: Weights | null;
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/** Linear map from deviations (columns) to those of derived points (rows). */
export type Operator = Diagonal | Band | Rows | LowRank;

/** The operator that multiplies each point by a weight. */
export function diagonal(weights: Weights, length: number): Diagonal {
  return { kind: 'diagonal', rows: length, columns: length, weights, offset: 0 };
}

/** The operator that selects points by index from `length` points. */
export function selection(indices: ArrayLike<number>, length: number): Operator {
  const rows = indices.length;
  const offset = rows > 0 ? indices[0] : 0;
  let isRun = true;
  for (let k = 0; k < rows && isRun; k++) {
    isRun = indices[k] === offset + k;
  }
  return isRun
    ? { kind: 'diagonal', rows, columns: length, weights: 1, offset }
    : {
        kind: 'rows',
        rows,
        columns: length,
        starts: null,
        places: Uint32Array.from(indices),
        weights: 1
      };
}

/** Whether an operator is the identity. */
export function isIdentity(operator: Operator): boolean {
  return (
    operator.kind === 'diagonal' &&
    operator.weights === 1 &&
    operator.offset === 0 &&
    operator.rows === operator.columns
  );
}

/** The weight at a position. */
export function at(weights: Weights, i: number): number {
  if (typeof weights === 'number') {
    return weights;
  }
  return typeof weights === 'function' ? weights(i) : weights[i];
}

/** Weights as a list of the given length, unless they are a number. */
function listed(weights: Weights, length: number): Float64Array | number {
  return typeof weights === 'function'
    ? Float64Array.from({ length }, (_, i) => weights(i))
    : weights;
}

/** Apply an operator to values (columns → rows). */
export function forward(operator: Operator, values: Float64Array): Float64Array {
  const { rows } = operator;
  const result = new Float64Array(rows);
  if (operator.kind === 'lowRank') {
    addScaled(result, operator.diagonal, values);
    operator.left.forEach((column, k) => addTimes(result, dot(operator.right[k], values), column));
    return result;
  }
  if (operator.kind === 'diagonal') {
    const { weights, offset } = operator;
    addScaled(result, weights, offset === 0 ? values : values.subarray(offset));
    return result;
  }
  eachEntry(operator, (i, k, w) => {
    result[i] += w === 0 ? 0 : w * values[k];
  });
  return result;
}

/**
 * Apply the adjoint: weights of the operator's result become weights of its input (rows → columns).
 */
export function adjoint(operator: Operator, weights: Float64Array): Float64Array {
  const pulled = new Float64Array(operator.columns);
  if (operator.kind === 'lowRank') {
    addScaled(pulled, operator.diagonal, weights);
    operator.left.forEach((column, k) => addTimes(pulled, dot(column, weights), operator.right[k]));
    return pulled;
  }
  if (operator.kind === 'diagonal') {
    const { weights: factors, offset } = operator;
    addScaled(offset === 0 ? pulled : pulled.subarray(offset), factors, weights);
    return pulled;
  }
  eachEntry(operator, (i, k, w) => {
    pulled[k] += weights[i] === 0 ? 0 : w * weights[i];
  });
  return pulled;
}

/** Visits the entries of sparse rows: row, column, weight. */
function eachEntry(operator: Band | Rows, visit: (i: number, k: number, w: number) => void): void {
  const { rows } = operator;
  if (operator.kind === 'band') {
    const { first, width, weights } = operator;
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < width; k++) {
        visit(i, first[i] + k, weights[i * width + k]);
      }
    }
    return;
  }
  const { starts, places, weights } = operator;
  for (let i = 0; i < rows; i++) {
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end; e++) {
      visit(i, places[e], at(weights, e));
    }
  }
}

/** Σ a·b, skipping zeros, as 0 times an unknown value (NaN) is 0 here. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== 0 && b[i] !== 0) {
      sum += a[i] * b[i];
    }
  }
  return sum;
}

function addTimes(to: Float64Array, factor: number, values: Float64Array, n = to.length): void {
  if (factor === 0) {
    return;
  }
  for (let i = 0; i < n; i++) {
    if (values[i] !== 0) {
      to[i] += factor * values[i];
    }
  }
}

/** Add values multiplied by weights, up to the shorter length. */
function addScaled(to: Float64Array, factors: Weights | null, values: Float64Array): void {
  if (factors === null) {
    return;
  }
  const n = Math.min(to.length, values.length);
  const list = listed(factors, n);
  if (typeof list === 'number') {
    addTimes(to, list, values, n);
    return;
  }
  for (let i = 0; i < n; i++) {
    if (list[i] !== 0 && values[i] !== 0) {
      to[i] += list[i] * values[i];
    }
  }
}
