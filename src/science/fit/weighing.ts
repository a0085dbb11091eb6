import type { AffineCounts } from '../spectrum.js';

/** Writes residuals (n), and their derivatives by the model (n), for model values (n). */
export type Weighing = (model: Float64Array, residual: Float64Array, slope: Float64Array) => void;

/** Least expected counts of a point: negative counts have no variance. */
const fewestExpected = 0.1;

/** Residuals (model − data)·weight, for fixed weights 1/σ. */
export function byWeights(y: Float64Array, weights: Float64Array | null): Weighing {
  let isWritten = false;
  return (model, residual, slope) => {
    if (!isWritten) {
      isWritten = true;
      slope.set(weights ?? new Float64Array(y.length).fill(1));
    }
    for (let i = 0; i < y.length; i++) {
      residual[i] = (model[i] - y[i]) * slope[i];
    }
  };
}

/** Pearson's residuals: (model − data)/σ, with σ² expected from the model itself. */
export function byExpectation(
  y: Float64Array,
  weights: Float64Array,
  { exposure, offset }: AffineCounts
): Weighing {
  return (model, residual, slope) => {
    for (let i = 0; i < y.length; i++) {
      const e = exposure[i];
      const expected = Math.max(e * (model[i] + offset[i]), fewestExpected);
      slope[i] = e > 0 ? e / Math.sqrt(expected) : weights[i];
      residual[i] = (model[i] - y[i]) * slope[i];
    }
  };
}

/**
 * Signed roots of the deviance, 2(μ − N + N·ln(N/μ)) of each point: their least squares are the
 * maximum Poisson likelihood. Below the least expected counts the deviance is continued by the
 * parabola that touches it there.
 */
export function byDeviance(
  y: Float64Array,
  weights: Float64Array,
  { exposure, offset }: AffineCounts
): Weighing {
  return (model, residual, slope) => {
    for (let i = 0; i < y.length; i++) {
      const e = exposure[i];
      if (!(e > 0)) {
        residual[i] = (model[i] - y[i]) * weights[i];
        slope[i] = weights[i];
        continue;
      }
      const counts = Math.max(e * (y[i] + offset[i]), 0);
      const expected = e * (model[i] + offset[i]);
      const floored = Math.max(expected, fewestExpected);
      const off = (counts - floored) / floored;
      const root = Math.sqrt(ratio(off) / floored);
      residual[i] = (floored - counts) * root;
      slope[i] = e / (floored * root);
      if (expected < fewestExpected) {
        const below = expected - fewestExpected;
        const deviance =
          residual[i] * residual[i] + (below * (floored + expected - 2 * counts)) / floored;
        residual[i] = Math.sqrt(Math.max(deviance, 0)) * (counts > floored ? -1 : 1);
        slope[i] = residual[i] === 0 ? 0 : ((expected - counts) / floored / residual[i]) * e;
      }
    }
  };
}

/**
 * Residuals for which a Gauss–Newton step is Newton's step towards the least deviance: slopes are
 * the roots of its curvature in the model, N·(exposure/μ)² of each point, and residuals its
 * gradient divided by them. A point without counts, whose deviance is linear, gets the curvature of
 * the least counts.
 */
export function byCurvature(
  y: Float64Array,
  weights: Float64Array,
  { exposure, offset }: AffineCounts
): Weighing {
  return (model, residual, slope) => {
    for (let i = 0; i < y.length; i++) {
      const e = exposure[i];
      if (!(e > 0)) {
        residual[i] = (model[i] - y[i]) * weights[i];
        slope[i] = weights[i];
        continue;
      }
      const counts = Math.max(e * (y[i] + offset[i]), 0);
      const expected = e * (model[i] + offset[i]);
      const floored = Math.max(expected, fewestExpected);
      const root = Math.sqrt(
        expected < fewestExpected ? floored : Math.max(counts, fewestExpected)
      );
      slope[i] = (e * root) / floored;
      residual[i] = (expected - counts) / root;
    }
  };
}

/** 2((1 + δ)ln(1 + δ) − δ)/δ²: the deviance over Pearson's χ², δ = (N − μ)/μ ≥ −1. */
function ratio(off: number): number {
  if (Math.abs(off) < 1e-3) {
    return 1 - off * (1 / 3 - off * (1 / 6 - off * (1 / 10 - off / 15)));
  }
  const whole = 1 + off;
  return (2 * ((whole > 0 ? whole * Math.log1p(off) : 0) - off)) / (off * off);
}
