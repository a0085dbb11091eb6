import type { Problem } from './problem.js';
import { norm } from './vector.js';
import { QR } from './qr.js';
import { TrustStep } from './trust.js';

/** Predicted effect of a step; `predicted` and `slope` are relative to the sum of squares. */
export interface Expected {
  /** ‖D·step‖. */
  length: number;
  /** Reduction of the sum of squares predicted by the linear model. */
  predicted: number;
  /** Derivative of half the sum of squares along the step (negative downhill). */
  slope: number;
}

/**
 * Levenberg–Marquardt steps inside a box. Steps are not clipped: parameters that would leave the
 * box are set on their bounds and the step of the others is solved again given these, until all
 * stay inside; a parameter on a bound leaves it as soon as a step leads inwards.
 */
export class BoxStep {
  /** The step, in the order of the parameters. */
  readonly taken: Float64Array;

  constructor(private _problem: Problem) {
    const n = _problem.columns;
    this.taken = new Float64Array(n);
    this._scales = new Float64Array(n);
    this._norms = new Float64Array(n);
    this._full = new QR(n);
    this._qtb = new Float64Array(_problem.rows);
    this._trust = new TrustStep(n);
    this._part = new QR(n);
    this._free = new Int32Array(n);
    this._dense = new Float64Array(n * n);
    this._right = new Float64Array(n);
    this._partScales = new Float64Array(n);
    this._change = new Float64Array(n);
    this._isFixed = new Uint8Array(n);
  }

  /** Damping of the previous step, where the next search starts. */
  get damping(): number {
    return this._trust.damping;
  }

  set damping(value: number) {
    this._trust.damping = value;
  }

  /** Linearise at p from the residuals and derivatives (destroyed). */
  linearise(jacobian: Float64Array, residual: Float64Array, p: Float64Array): void {
    const { rows, columns } = this._problem;
    this._p = p;
    for (let j = 0; j < columns; j++) {
      const length = norm(jacobian, rows, j * rows);
      this._norms[j] = length;
      // the largest norm the column has had, not the present one (with which some NIST problems
      // fail)
      this._scales[j] = Math.max(this._scales[j], length) || 1;
    }
    this._qtb.set(residual);
    this._full.factor(jacobian, rows, columns, this._qtb);
  }

  /** ‖D·p‖. */
  scaledNorm(p: Float64Array): number {
    let sum = 0;
    for (let j = 0; j < p.length; j++) {
      const scaled = this._scales[j] * p[j];
      sum += scaled * scaled;
    }
    return Math.sqrt(sum);
  }

  /**
   * Largest cosine between the residuals and a column, for columns that are free to move downhill.
   */
  gradientCosine(residualNorm: number): number {
    const { r, pivots, size: n } = this._full;
    let largest = 0;
    for (let j = 0; j < n; j++) {
      const column = pivots[j];
      let sum = 0;
      for (let i = 0; i <= j; i++) {
        sum += r[j * n + i] * this._qtb[i];
      }
      const { lower, upper } = this._problem;
      const isHeld = sum > 0 ? this._p[column] <= lower[column] : this._p[column] >= upper[column];
      if (this._norms[column] > 0 && !isHeld) {
        largest = Math.max(largest, Math.abs(sum / this._norms[column] / residualNorm));
      }
    }
    return largest;
  }

  /** Find a step of at most the radius and inside the box. */
  step(radius: number, residualNorm: number): Expected {
    this._isFixed.fill(0);
    this._trust.find(this._full, this._qtb, this._scales, radius);
    this.taken.set(this._trust.step);
    for (let tries = 0; tries < this.taken.length && this._fixLeaving(); tries++) {
      this._solveFree(radius);
    }
    return this._expect(residualNorm);
  }

  /** Prevents rounding from leaving the box. */
  clampInside(p: Float64Array): void {
    const { lower, upper } = this._problem;
    for (let j = 0; j < p.length; j++) {
      if (this._isFixed[j]) {
        p[j] = this.taken[j] === 0 ? this._p[j] : this.taken[j] < 0 ? lower[j] : upper[j];
      }
      p[j] = Math.min(Math.max(p[j], lower[j]), upper[j]);
    }
  }

  /** Set the parameters that would leave the box on their bounds. @returns whether there were any. */
  private _fixLeaving(): boolean {
    const { lower, upper } = this._problem;
    let found = false;
    for (let j = 0; j < this.taken.length; j++) {
      const next = this._p[j] + this.taken[j];
      if (!this._isFixed[j] && (next < lower[j] || next > upper[j])) {
        this.taken[j] = (next < lower[j] ? lower[j] : upper[j]) - this._p[j];
        this._isFixed[j] = 1;
        found = true;
      }
    }
    return found;
  }

  /** The step of the free parameters around the fixed ones, from R alone. */
  private _solveFree(radius: number): void {
    const { r, pivots, size: n } = this._full;
    let count = 0;
    let room = radius * radius;
    this._right.set(this._qtb.subarray(0, n));
    for (let j = 0; j < n; j++) {
      const column = pivots[j];
      if (this._isFixed[column]) {
        const scaled = this._scales[column] * this.taken[column];
        room -= scaled * scaled;
        for (let i = 0; i <= j; i++) {
          this._right[i] += r[j * n + i] * this.taken[column];
        }
      } else {
        this._dense.set(r.subarray(j * n, j * n + n), count * n);
        this._partScales[count] = this._scales[column];
        this._free[count++] = column;
      }
    }
    if (count === 0) {
      return;
    }
    this._part.factor(this._dense, n, count, this._right);
    const left = Math.sqrt(Math.max(room, 0.01 * radius * radius));
    this._trust.find(this._part, this._right, this._partScales, left);
    for (let k = 0; k < count; k++) {
      this.taken[this._free[k]] = this._trust.step[k];
    }
  }

  private _expect(residualNorm: number): Expected {
    const { r, pivots, size: n } = this._full;
    this._change.fill(0);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i <= j; i++) {
        this._change[i] += r[j * n + i] * this.taken[pivots[j]];
      }
    }
    let slope = 0;
    for (let i = 0; i < n; i++) {
      slope += (this._change[i] / residualNorm) * (this._qtb[i] / residualNorm);
    }
    const length = norm(this._change, n) / residualNorm;
    const predicted = -2 * slope - length * length;
    return { length: this.scaledNorm(this.taken), predicted, slope };
  }

  private _p: Float64Array = new Float64Array(0);
  private _scales: Float64Array;
  private _norms: Float64Array;
  private _full: QR;
  private _qtb: Float64Array;
  private _trust: TrustStep;
  private _part: QR;
  private _free: Int32Array;
  private _dense: Float64Array;
  private _right: Float64Array;
  private _partScales: Float64Array;
  private _change: Float64Array;
  private _isFixed: Uint8Array;
}
