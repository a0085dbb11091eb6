import { isMeasured } from './statistics.js';

/** The points of a scan as the science sees them; arrays of length n. */
export interface Points {
  /** Incident energy Ω, eV. */
  incident: Float64Array | null;
  /** Monitor I1, counts. */
  monitor: Float64Array | null;
}

/** One arm's part of the points; arrays of length n. */
export interface ArmPoints {
  /** Emission energy ω, eV. */
  emission: Float64Array;
  counts: Float64Array | null;
  intensity: Float64Array;
  sigma: Float64Array;
}

/**
 * Adds points up into cells. Where counts are known a cell is ΣN/ΣI1 with σ = √max(ΣN,1)/ΣI1, else the
 * mean of its intensities; a cell without a point is NaN.
 */
export class CellSums {
  constructor(
    private _points: Points,
    private _arm: ArmPoints,
    size: number
  ) {
    this._numerator = new Float64Array(size);
    this._denominator = new Float64Array(size);
    this._filled = new Uint8Array(size);
    this._variance = new Float64Array(size);
  }

  /** Add point i to a cell; a point that was not measured (NaN, monitor ≤ 0) is left out. */
  add(cell: number, i: number): void {
    const { counts, intensity, sigma } = this._arm;
    const monitor = this._points.monitor;
    const weight = counts && monitor ? monitor[i] : 1;
    const value = counts ? counts[i] : intensity[i];
    if (!isMeasured(value) || !(weight > 0) || !isMeasured(weight)) {
      return;
    }
    this._numerator[cell] += value;
    this._denominator[cell] += weight;
    if (!counts) {
      this._variance[cell] += sigma[i] ** 2;
    }
    this._filled[cell] = 1;
  }

  /** Intensity, σ and counts of every cell. */
  finish(): { intensity: Float64Array; sigma: Float64Array; counts: Float64Array | null } {
    const size = this._filled.length;
    const hasCounts = this._arm.counts !== null;
    const intensity = new Float64Array(size).fill(NaN);
    const sigma = new Float64Array(size).fill(NaN);
    const counts = hasCounts ? new Float64Array(size).fill(NaN) : null;
    for (let cell = 0; cell < size; cell++) {
      if (this._filled[cell]) {
        const sum = this._numerator[cell];
        const weight = this._denominator[cell];
        if (!isMeasured(sum / weight)) {
          continue; // counts that overflow are damage: an infinite cell would take all colours
        }
        intensity[cell] = sum / weight;
        const deviation = hasCounts ? Math.max(sum, 1) : this._variance[cell];
        sigma[cell] = Math.sqrt(deviation) / weight;
        if (counts) {
          counts[cell] = sum;
        }
      }
    }
    return { intensity, sigma, counts };
  }

  private _numerator: Float64Array;
  private _denominator: Float64Array;
  private _variance: Float64Array;
  private _filled: Uint8Array;
}
