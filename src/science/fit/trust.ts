import { norm } from './vector.js';
import { QR } from './qr.js';

/** Smallest positive normal number: a damping of zero would remain zero. */
const smallestNormal = 2.2250738585072014e-308;

/**
 * The Levenberg–Marquardt step: the x that minimises ‖R·Pᵀx + qtb‖ within ‖D·x‖ ≤ radius, to 10 %
 * of the radius (J. J. Moré, Lect. Notes Math. 630 (1978) 105; MINPACK's lmpar). All memory is
 * allocated once.
 */
export class TrustStep {
  /** The step, in the order of the problem's parameters. */
  readonly step: Float64Array;
  /** Damping of the last step, where the next search starts. */
  damping = 0;

  constructor(columns: number) {
    this.step = new Float64Array(columns);
    this._damped = new QR(columns);
    this._stacked = new Float64Array(2 * columns * columns);
    this._right = new Float64Array(2 * columns);
    this._scaled = new Float64Array(columns);
    this._work = new Float64Array(columns);
  }

  /**
   * Compute the step for the factorisation, the right-hand side Qᵀb, the scales D and the radius.
   */
  find(qr: QR, qtb: Float64Array, scales: Float64Array, radius: number): void {
    const n = qr.size;
    qr.solve(qtb, this.step, this._work);
    let length = this._measure(n, scales);
    let excess = length - radius;
    if (excess <= 0.1 * radius) {
      this.damping = 0;
      this._negate(n);
      return;
    }
    let low = this._lowest(qr, scales, length, excess, radius);
    const gradient = this._gradient(qr, qtb, scales);
    let high = gradient / radius || smallestNormal / Math.min(radius, 0.1);
    let damping = Math.min(Math.max(this.damping, low), high) || gradient / length;
    for (let trial = 1; ; trial++) {
      damping = damping || Math.max(smallestNormal, 0.001 * high);
      this._solveDamped(qr, qtb, scales, damping);
      length = this._measure(n, scales);
      const before = excess;
      excess = length - radius;
      const isShortEnough = low === 0 && excess <= before && before < 0;
      if (Math.abs(excess) <= 0.1 * radius || isShortEnough || trial === 10) {
        break;
      }
      const correction = this._newton(this._damped, scales, length, excess, radius);
      low = excess > 0 ? Math.max(low, damping) : low;
      high = excess < 0 ? Math.min(high, damping) : high;
      damping = Math.max(low, damping + correction);
    }
    this.damping = damping;
    this._negate(n);
  }

  /** The solution is −step. */
  private _negate(n: number): void {
    for (let j = 0; j < n; j++) {
      this.step[j] = -this.step[j];
    }
  }

  /** Returns ‖D·x‖, with D·x in `_scaled`. */
  private _measure(n: number, scales: Float64Array): number {
    for (let j = 0; j < n; j++) {
      this._scaled[j] = scales[j] * this.step[j];
    }
    return norm(this._scaled, n);
  }

  /** A lower bound of the damping: that of Newton's first step; 0 if R does not have full rank. */
  private _lowest(
    qr: QR,
    scales: Float64Array,
    length: number,
    excess: number,
    radius: number
  ): number {
    const n = qr.size;
    for (let j = 0; j < n; j++) {
      if (qr.r[j * n + j] === 0) {
        return 0;
      }
    }
    return this._newton(qr, scales, length, excess, radius);
  }

  /** Newton's correction of the damping, from the triangle of the damped (or undamped) matrix. */
  private _newton(
    triangle: QR,
    scales: Float64Array,
    length: number,
    excess: number,
    radius: number
  ): number {
    const n = triangle.size;
    for (let j = 0; j < n; j++) {
      const column = triangle.pivots[j];
      this._work[j] = scales[column] * (this._scaled[column] / length);
    }
    triangle.solveTransposed(this._work);
    const size = norm(this._work, n);
    return excess / radius / size / size;
  }

  private _gradient(qr: QR, qtb: Float64Array, scales: Float64Array): number {
    const n = qr.size;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i <= j; i++) {
        sum += qr.r[j * n + i] * qtb[i];
      }
      this._work[j] = sum / scales[qr.pivots[j]];
    }
    return norm(this._work, n);
  }

  /** Minimise ‖R·Pᵀx − qtb‖² + damping·‖D·x‖²: R and √damping·D stacked, factored once more. */
  private _solveDamped(qr: QR, qtb: Float64Array, scales: Float64Array, damping: number): void {
    const n = qr.size;
    const rows = 2 * n;
    const root = Math.sqrt(damping);
    const stacked = this._stacked.fill(0, 0, rows * n);
    for (let j = 0; j < n; j++) {
      for (let i = 0; i <= j; i++) {
        stacked[j * rows + i] = qr.r[j * n + i];
      }
      stacked[j * rows + n + j] = root * scales[qr.pivots[j]];
      this._right[j] = qtb[j];
      this._right[n + j] = 0;
    }
    this._damped.factor(stacked, rows, n, this._right, false);
    this._damped.pivots.set(qr.pivots.subarray(0, n));
    this._damped.solve(this._right, this.step, this._work);
  }

  private _damped: QR;
  private _stacked: Float64Array;
  private _right: Float64Array;
  private _scaled: Float64Array;
  private _work: Float64Array;
}
