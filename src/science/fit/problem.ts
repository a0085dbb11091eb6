/**
 * A least-squares problem: `rows` residuals in `columns` parameters, each within its bounds
 * (±Infinity where there is none).
 */
export interface Problem {
  readonly rows: number;
  readonly columns: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /**
   * Write the residuals (rows) at p and their derivatives (column by column, columns × rows): a shape's
   * derivatives cost little once its values are known, so both are always made together.
   */
  evaluate(p: Float64Array, residual: Float64Array, jacobian: Float64Array): void;
}

/** Euclidean norm of `count` values from `start`. */
export function norm(values: Float64Array, count: number, start = 0): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) {
    sum += values[i] * values[i];
  }
  return Math.sqrt(sum);
}

/** Whether all values are finite. */
export function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] - values[i] === 0)) {
      return false;
    }
  }
  return true;
}
