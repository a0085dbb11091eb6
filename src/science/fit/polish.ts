import type { Problem } from './problem.js';
import { allFinite, norm } from './vector.js';
import { dependent, QR } from './qr.js';

/** Largest number of iterations; Gauss–Newton converges linearly if the residuals are large. */
const mostIterations = 100;

/** Scaled step below which there is nothing to gain. */
const leastStep = 1e-12;

/** Iterations without a smaller step after which rounding dominates. */
const mostIdle = 3;

/** The solution, and the linear problem at it, for the covariance. */
export interface Polished {
  p: Float64Array;
  /** Residuals at p. */
  residual: Float64Array;
  /** ‖D·s‖/‖residuals‖ of the remaining Gauss–Newton step s at p, which certifies the solution. */
  scaledStep: number;
  /**
   * ‖J·s‖/‖residuals‖: the same, in units determined by the data (Bates and Watts's relative
   * offset).
   */
  offset: number;
  evaluations: number;
  /** Parameters not on a bound; R belongs to their columns, each divided by its length. */
  free: number[];
  /** Lengths of the columns, D. */
  lengths: Float64Array;
  qr: QR;
}

/**
 * Gauss–Newton steps by QR from the end of the descent; returns the iterate with the smallest
 * scaled step. They give the last digits, which tests on the sum of squares cannot resolve.
 * @param increase relative increase of ‖residuals‖ at which it stops.
 */
export function polish(problem: Problem, start: Float64Array, increase = 1e-6): Polished {
  const local = new LocalProblem(problem);
  const p = Float64Array.from(start);
  const best = Float64Array.from(start);
  let smallest = local.measure(p);
  const limit = local.size * (1 + increase);
  let idle = 0;
  for (let i = 0; i < mostIterations && smallest > leastStep && idle < mostIdle; i++) {
    if (!local.advance(p)) {
      break;
    }
    const scaled = local.measure(p);
    if (!(scaled - scaled === 0) || !(local.size <= limit)) {
      break;
    }
    idle = scaled < smallest ? 0 : idle + 1;
    if (scaled < smallest) {
      smallest = scaled;
      best.set(p);
    }
  }
  if (p.some((value, j) => value !== best[j])) {
    local.measure(best);
  }
  const { residual, offset, evaluations, free, lengths, qr } = local;
  return { p: best, residual, scaledStep: smallest, offset, evaluations, free, lengths, qr };
}

/** The problem linearised at a point, for the parameters not held by a bound. */
export class LocalProblem {
  readonly residual: Float64Array;
  readonly lengths: Float64Array;
  readonly qr: QR;
  free: number[] = [];
  evaluations = 0;
  /** ‖residuals‖. */
  size = 0;
  offset = 0;

  constructor(private _problem: Problem) {
    const { rows, columns } = _problem;
    this.residual = new Float64Array(rows);
    this.lengths = new Float64Array(columns);
    this.qr = new QR(columns);
    this._jacobian = new Float64Array(rows * columns);
    this._scaled = new Float64Array(rows * columns);
    this._right = new Float64Array(rows);
    this._step = new Float64Array(columns);
    this._work = new Float64Array(columns);
  }

  /** Evaluate at p and compute the step from there. @returns the scaled step; NaN if not finite. */
  measure(p: Float64Array): number {
    const { rows, columns } = this._problem;
    this._problem.evaluate(p, this.residual, this._jacobian);
    this.evaluations++;
    if (!allFinite(this.residual) || !allFinite(this._jacobian)) {
      return NaN;
    }
    this.size = norm(this.residual, rows);
    const all = Array.from({ length: columns }, (_, j) => j);
    this.lengths.set(all.map(j => norm(this._jacobian, rows, j * rows) || 1));
    this.free = all.filter(j => !this._isHeld(p, j));
    let rank = this._solve();
    for (let leaving = this._leaving(p); leaving.length > 0; leaving = this._leaving(p)) {
      this.free = this.free.filter(j => !leaving.includes(j));
      rank = this._solve();
    }
    const scaled = norm(this._step, this.free.length);
    this.offset = this.size === 0 ? 0 : norm(this._right, rank) / this.size;
    return scaled === 0 ? 0 : scaled / this.size;
  }

  /** Compute the step of the free parameters. @returns the rank of their columns. */
  private _solve(): number {
    const { rows } = this._problem;
    this.free.forEach((j, k) => {
      for (let i = 0; i < rows; i++) {
        this._scaled[k * rows + i] = this._jacobian[j * rows + i] / this.lengths[j];
      }
    });
    this._right.set(this.residual);
    this.qr.factor(this._scaled, rows, this.free.length, this._right);
    const rank = this.qr.rank(dependent);
    this.qr.solve(this._right, this._step, this._work, rank);
    return rank;
  }

  /**
   * Free parameters on a bound that the step would cross: with correlated parameters the slope of
   * one alone does not show its direction in the joint step.
   */
  private _leaving(p: Float64Array): number[] {
    const { lower, upper } = this._problem;
    return this.free.filter(
      (j, k) => (p[j] <= lower[j] && this._step[k] > 0) || (p[j] >= upper[j] && this._step[k] < 0)
    );
  }

  /** Take a share of the computed step. @returns false if it leaves the bounds. */
  advance(p: Float64Array, share = 1): boolean {
    const { lower, upper } = this._problem;
    return this.free.every((j, k) => {
      p[j] -= (share * this._step[k]) / this.lengths[j];
      return p[j] >= lower[j] && p[j] <= upper[j];
    });
  }

  /** Whether p lies on a bound that the sum of squares pushes it against. */
  private _isHeld(p: Float64Array, j: number): boolean {
    const { rows, lower, upper } = this._problem;
    if (p[j] > lower[j] && p[j] < upper[j]) {
      return false;
    }
    let slope = 0;
    for (let i = 0; i < rows; i++) {
      slope += this._jacobian[j * rows + i] * this.residual[i];
    }
    return p[j] <= lower[j] ? slope > 0 : slope < 0;
  }

  private _jacobian: Float64Array;
  private _scaled: Float64Array;
  private _right: Float64Array;
  private _step: Float64Array;
  private _work: Float64Array;
}
