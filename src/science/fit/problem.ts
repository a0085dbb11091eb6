/**
 * A least-squares problem: `rows` residuals in `columns` parameters, each within its bounds
 * (±Infinity if unbounded).
 */
export interface Problem {
  readonly rows: number;
  readonly columns: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /**
   * Write the residuals (rows) at p and their derivatives (column by column, columns × rows). Both
   * are always computed together, as a shape's derivatives cost little once its values are known.
   */
  evaluate(p: Float64Array, residual: Float64Array, jacobian: Float64Array): void;
}
