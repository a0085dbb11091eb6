/**
 * Variances of sums of points whose σ is √max(N,1)/I1: that of the summed counts. Points without
 * counts contribute nothing; if no point has counts, the sum has the variance of one count in
 * total, not one per point.
 */
export class VarianceSums {
  constructor(size: number) {
    this._counted = new Float64Array(size);
    this._empty = new Float64Array(size);
    this._weights = new Float64Array(size);
  }

  /**
   * Add a point to sum k: its contribution to the variance, and whether it is known to have zero
   * counts; the expected counts there are proportional to its monitor.
   */
  add(k: number, variance: number, isEmpty = false, monitor = 1): void {
    if (!isEmpty) {
      this._counted[k] += variance;
    } else if (variance > 0) {
      // the mean weighted by monitor; exact for a single point
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
  /** Variance of one count, averaged over the points without counts. */
  private _empty: Float64Array;
  private _weights: Float64Array;
}
