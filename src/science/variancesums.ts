/**
 * Variances of sums of points whose σ is √max(N,1)/I1: that of the summed counts. Points without a count add
 * nothing to it; where none has any, the sum has the variance of one count, once and not once a point.
 */
export class VarianceSums {
  constructor(size: number) {
    this._counted = new Float64Array(size);
    this._empty = new Float64Array(size);
    this._weights = new Float64Array(size);
  }

  /**
   * Add a point to sum k: the variance of its part of the sum, and whether it is known to have no count; then
   * a count is as likely there as its monitor says.
   */
  add(k: number, variance: number, isEmpty = false, monitor = 1): void {
    if (!isEmpty) {
      this._counted[k] += variance;
    } else if (variance > 0) {
      // the mean by monitor, of one point exactly its own
      const weight = (this._weights[k] += monitor);
      this._empty[k] += (variance - this._empty[k]) * (monitor / weight);
    }
  }

  /** Variance of sum k. */
  at(k: number): number {
    return this._counted[k] > 0 || Number.isNaN(this._counted[k])
      ? this._counted[k]
      : this._empty[k];
  }

  private _counted: Float64Array;
  /** What one count adds to the variance, in the mean over the points without one. */
  private _empty: Float64Array;
  private _weights: Float64Array;
}
