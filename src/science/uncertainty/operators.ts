/** Row i is `weights[i]` times what stands at i + offset. */
export interface Diagonal {
  readonly kind: 'diagonal';
  /** Length of what it makes, and of what it is applied to. */
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float64Array | number;
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

/** Row i is Σ weights[e] · v[places[e]] over starts[i] ≤ e < starts[i + 1]: cuts, bins, joins; without starts of one place. */
export interface Rows {
  readonly kind: 'rows';
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array | null;
  readonly places: Uint32Array;
  readonly weights: Float64Array | number;
}

/**
 * Row i is diagonal[i]·v[i] + Σₖ left[k][i]·(right[k]·v): what points share through the parameters of a fit, or through
 * an area of their own. Without a diagonal the points of v themselves do not stand in it.
 */
export interface LowRank {
  readonly kind: 'lowRank';
  readonly rows: number;
  readonly columns: number;
  readonly diagonal: Float64Array | number | null;
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/** How the deviations of points (rows) follow from others (columns). */
export type Operator = Diagonal | Band | Rows | LowRank;

/** Each point times a weight. */
export function diagonal(weights: Float64Array | number, length: number): Diagonal {
  return { kind: 'diagonal', rows: length, columns: length, weights, offset: 0 };
}

/** The points of some indices, of `length` that there are. */
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

/** Whether an operator changes nothing. */
export function isIdentity(operator: Operator): boolean {
  return (
    operator.kind === 'diagonal' &&
    operator.weights === 1 &&
    operator.offset === 0 &&
    operator.rows === operator.columns
  );
}

/** Numbers of an operator that are not known to be zero. */
export function nonZeros(operator: Operator): number {
  switch (operator.kind) {
    case 'diagonal':
      return operator.rows;
    case 'band':
      return operator.weights.length;
    case 'rows':
      return operator.places.length;
    case 'lowRank':
      return (
        (operator.diagonal === null ? 0 : operator.rows) +
        operator.left.length * (operator.rows + operator.columns)
      );
  }
}

/** A weight of a list of them, or the one that all have. */
export function at(weights: Float64Array | number, i: number): number {
  return typeof weights === 'number' ? weights : weights[i];
}

/** What an operator makes of values (columns → rows). */
export function forward(operator: Operator, values: Float64Array): Float64Array {
  const { rows } = operator;
  const made = new Float64Array(rows);
  switch (operator.kind) {
    case 'diagonal':
      for (let i = 0; i < rows; i++) {
        made[i] = at(operator.weights, i) * values[i + operator.offset];
      }
      return made;
    case 'band': {
      const { first, width, weights } = operator;
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < width; k++) {
          made[i] += times(weights[i * width + k], values[first[i] + k]);
        }
      }
      return made;
    }
    case 'rows': {
      const { starts, places, weights } = operator;
      for (let i = 0; i < rows; i++) {
        const end = starts ? starts[i + 1] : i + 1;
        for (let e = starts ? starts[i] : i; e < end; e++) {
          made[i] += times(at(weights, e), values[places[e]]);
        }
      }
      return made;
    }
    case 'lowRank': {
      const { diagonal: own, left, right } = operator;
      if (own !== null) {
        for (let i = 0; i < rows; i++) {
          made[i] = times(at(own, i), values[i]);
        }
      }
      left.forEach((column, k) => addTimes(made, dot(right[k], values), column));
      return made;
    }
  }
}

/** Weights of what an operator makes, as weights of what it is applied to (rows → columns). */
export function adjoint(operator: Operator, weights: Float64Array): Float64Array {
  const { rows, columns } = operator;
  const pulled = new Float64Array(columns);
  switch (operator.kind) {
    case 'diagonal':
      for (let i = 0; i < rows; i++) {
        pulled[i + operator.offset] = times(at(operator.weights, i), weights[i]);
      }
      return pulled;
    case 'band': {
      const { first, width, weights: own } = operator;
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < width && weights[i] !== 0; k++) {
          pulled[first[i] + k] += own[i * width + k] * weights[i];
        }
      }
      return pulled;
    }
    case 'rows': {
      const { starts, places, weights: own } = operator;
      for (let i = 0; i < rows; i++) {
        const end = starts ? starts[i + 1] : i + 1;
        for (let e = starts ? starts[i] : i; e < end && weights[i] !== 0; e++) {
          pulled[places[e]] += at(own, e) * weights[i];
        }
      }
      return pulled;
    }
    case 'lowRank': {
      const { diagonal: own, left, right } = operator;
      if (own !== null) {
        for (let i = 0; i < rows; i++) {
          pulled[i] = times(at(own, i), weights[i]);
        }
      }
      left.forEach((column, k) => addTimes(pulled, dot(column, weights), right[k]));
      return pulled;
    }
  }
}

/** Nothing of what is not known is nothing. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** Σ a·b, where either is 0 nothing. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    sum += times(a[i], b[i]);
  }
  return sum;
}

function addTimes(to: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < to.length && factor !== 0; i++) {
    to[i] += times(factor, values[i]);
  }
}
