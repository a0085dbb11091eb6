import type { PointAxis } from './pointaxis.js';
import { isMeasured, poissonSigma } from './statistics.js';
import type { StoredDeviations } from './uncertainty/stored.js';
import { unknownSigma } from './unknownsigma.js';

/** The points of a scan as used in `science`; arrays of length n. */
export interface Points {
  /** Incident energy Ω, eV. */
  incident: PointAxis | null;
  /**
   * Readings of the same Ω differ by less than this, eV, if they are a readback; absent: equal
   * energies are equal.
   */
  incidentJitter?: number;
  /** Monitor I1, counts. */
  monitor: Float64Array | null;
  /** Counting time, s. */
  time?: Float64Array | null;
}

/** One arm's part of the points; arrays of length n. */
export interface ArmPoints {
  /** Emission energy ω, eV; constant for HERFD-XANES; the axis of a grid. */
  emission: PointAxis;
  /** Detector counts N; null where the file holds only the normalised intensity. */
  counts: Float64Array | null;
  /** N divided by the monitor (N where there is no monitor). */
  intensity: Float64Array;
  /** One standard deviation of `intensity`: √max(N,1)/I1; null if known at no point. */
  sigma: Float64Array | null;
  /** Variance of `counts` if it is not the counts themselves, e.g. after a dead-time correction. */
  variance?: Float64Array | null;
  /** Independent deviations the points depend on, if they share any: from a stored result. */
  deviations?: StoredDeviations | null;
  /**
   * Identities of the counts the points derive from, if the counts themselves are not available:
   * from a table of results.
   */
  countIds?: readonly string[];
  /** The unit of `intensity`, if it does not follow from counts and monitor. */
  unit?: string;
}

/** Sums over points; arrays of one value per cell. */
export interface CellValues {
  intensity: Float64Array;
  sigma: Float64Array;
  counts: Float64Array | null;
  monitor: Float64Array | null;
  /** Counting time, s. */
  time?: Float64Array | null;
}

/**
 * Adds up points in cells. If counts are known, a cell is ΣN/ΣI1 with σ = √max(ΣN,1)/ΣI1, else the
 * mean of its intensities; a cell without points is NaN. Negative counts are damaged data and are
 * skipped.
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
    this._hasSigma = _arm.counts !== null || _arm.sigma !== null;
    this._variance = new Float64Array(this._hasSigma ? size : 0);
  }

  /** Add point i to a cell; an unmeasured point (NaN, monitor ≤ 0) is skipped. */
  add(cell: number, i: number): void {
    const { counts, intensity, sigma, variance } = this._arm;
    const monitor = this._points.monitor;
    const weight = counts && monitor ? monitor[i] : 1;
    const value = counts ? counts[i] : intensity[i];
    if (!isMeasured(value) || !(weight > 0) || !isMeasured(weight) || (counts && value < 0)) {
      return;
    }
    this._numerator[cell] += value;
    this._denominator[cell] += weight;
    this._filled[cell] = 1;
    if (counts) {
      this._variance[cell] += variance ? variance[i] : value;
    } else if (sigma) {
      this._variance[cell] += sigma[i] * sigma[i];
    }
  }

  /** Intensity, σ, counts and monitor of every cell. */
  finish(): CellValues {
    const size = this._filled.length;
    const hasCounts = this._arm.counts !== null;
    const empty = () => new Float64Array(size).fill(NaN);
    const intensity = empty();
    const sigma = this._hasSigma ? empty() : unknownSigma(size);
    const [counts, monitor] = hasCounts ? [empty(), empty()] : [null, null];
    for (let cell = 0; cell < size; cell++) {
      const sum = this._numerator[cell];
      const weight = this._denominator[cell];
      // counts that overflow are damaged data: an infinite cell would use up the colour scale
      if (!this._filled[cell] || !isMeasured(sum / weight)) {
        continue;
      }
      intensity[cell] = sum / weight;
      if (this._hasSigma) {
        const variance = this._variance[cell];
        sigma[cell] = hasCounts ? poissonSigma(variance, weight) : Math.sqrt(variance) / weight;
      }
      if (counts && monitor) {
        counts[cell] = sum;
        monitor[cell] = weight;
      }
    }
    return { intensity, sigma, counts, monitor };
  }

  private _numerator: Float64Array;
  private _denominator: Float64Array;
  private _variance: Float64Array;
  private _filled: Uint8Array;
  private _hasSigma: boolean;
}
