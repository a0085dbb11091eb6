import { erf } from './special/erf.js';

/**
 * Noise shared between points: points i and j have the covariance sign · curveᵢ · curveⱼ, in
 * addition to each point's own variance.
 */
export interface SharedNoise {
  curve: Float64Array;
  sign: 1 | -1;
}

/** Points of a difference (n each): value, σ, weight in the integral, and the noise that points share. */
export interface DifferencePoints {
  d: Float64Array;
  noise: Float64Array;
  weights: Float64Array;
  shared: readonly SharedNoise[];
  /**
   * How many neighbours on either side share a point's noise because they were interpolated between
   * the same two points.
   */
  apart: number;
}

/** ∫|μ| of a true difference μ that was measured as d. */
export interface AbsoluteIntegral {
  value: number;
  /** ∂(value)/∂d of each point over its weight: ±1, or 0 where noise decides the sign (n). */
  direction: Float64Array;
  /**
   * Variance of each point's term relative to that with known signs (n): a sign taken from noisy
   * neighbours adds shared noise.
   */
  inflation: Float64Array;
  /**
   * Largest amount by which the value may be too small, where the spectra differ by about the noise
   * of their points.
   */
  hidden: number;
  /**
   * Whether neighbouring points do not show which spectrum is higher: the value is then probably
   * too small.
   */
  isCoarse: boolean;
  /**
   * Whether the difference is far smaller than its noise: both spectra derive from one measurement,
   * or σ is too large.
   */
  isSame: boolean;
}

/**
 * Beyond this many σ the sign of a point itself is used; for equal spectra this adds 0.009 σ on
 * average.
 */
const clear = 3;

/** Mean of |z| of a normal z within the limit, and its standard deviation. */
const folded = { mean: 0.7911, deviation: 0.595 };

/** Share of |d| less its noise that is added where the neighbours show no sign. */
const excessShare = 0.8;

/** Largest loss, over σ, averaged over points whose neighbours show no sign (simulated). */
const missing = 0.25;

/** Weights of the points on either side, nearest first. */
const shares = [1, 0.5, 0.25];

/**
 * Integral of |μ| without what noise adds to |d|: Σ w·d·s. The sign s of the difference is that of
 * the point itself where it is clear, else that of its neighbours alone, so that the mean for equal
 * spectra is 0. The less clear the neighbours are, the more of the excess of |d| over the mean of
 * noise is added, which is also 0 for equal spectra. If the unclear points exceed noise by more
 * than 3 σ of it and the neighbours' signs do not account for that, the steps are too wide to use
 * neighbours: the excess over the mean of noise is then taken instead.
 */
export function absoluteIntegral(points: DifferencePoints): AbsoluteIntegral {
  const { d, noise, weights } = points;
  const { sign, inflation, silence } = signs(points);
  const isSame = isTooAlike(d, noise);
  let [sure, directed, added, above, variance, unclear] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < d.length; i++) {
    if (isClear(d[i], noise[i])) {
      sure += weights[i] * Math.abs(d[i]);
    } else {
      directed += weights[i] * sign[i] * d[i];
      const deviation = weights[i] * noise[i];
      const excess = weights[i] * Math.abs(d[i]) - folded.mean * deviation;
      const excessWeight = excessShare * silence[i];
      above += excess;
      added += isSame ? 0 : excessWeight * excess;
      unclear += isSame ? 0 : deviation * silence[i];
      variance += deviation * deviation * (folded.deviation * folded.deviation + inflation[i]);
      inflation[i] += excessWeight * excessWeight * folded.deviation * folded.deviation;
    }
  }
  const isCoarse = above - directed > 3 * Math.sqrt(variance);
  return {
    value: sure + (isCoarse ? above : directed + added),
    direction: isCoarse ? d.map(Math.sign) : sign,
    inflation,
    hidden: missing * unclear,
    isCoarse,
    isSame
  };
}

/**
 * Whether χ² is smaller than for independent noise by more than 5 σ, in the approximation of Wilson
 * and Hilferty (PNAS 17 (1931) 684); for few points, only if they are equal up to rounding.
 */
function isTooAlike(d: Float64Array, noise: Float64Array): boolean {
  const squares = Array.from(d, (value, i) => (value / noise[i]) ** 2).filter(
    (_, i) => noise[i] > 0
  );
  const n = squares.length;
  const root = 1 - 2 / (9 * n) - 5 * Math.sqrt(2 / (9 * n));
  return n > 0 && squares.reduce((a, b) => a + b, 0) < n * Math.max(root ** 3, 1e-12);
}

function isClear(d: number, noise: number): boolean {
  return !(Math.abs(d) <= clear * noise);
}

/**
 * The sign of each point, and how little its neighbours show of it: 1 for nothing, 0 for certainty
 * (n).
 */
function signs({ d, noise, shared, apart }: DifferencePoints): {
  sign: Float64Array;
  inflation: Float64Array;
  silence: Float64Array;
} {
  const sign = d.map(Math.sign);
  const inflation = new Float64Array(d.length).fill(1);
  const silence = new Float64Array(d.length);
  for (let i = 0; i < d.length; i++) {
    if (isClear(d[i], noise[i])) {
      continue;
    }
    let [sum, total, common] = [0, 0, 0];
    shares.forEach((share, k) => {
      for (const at of [i - apart - k - 1, i + apart + k + 1]) {
        const weight = share / (noise[at] * noise[at]);
        sum += Number.isFinite(weight) ? weight * d[at] : share * d[at] || 0;
        total += Number.isFinite(weight) ? share * weight : 0;
        common += Number.isFinite(weight) ? weight * covariance(shared, i, at) : 0;
      }
    });
    const ownVariance = noise[i] * noise[i] + covariance(shared, i, i);
    const independentSum = ownVariance > 0 ? sum - (common / ownVariance) * d[i] : sum;
    sign[i] = Math.sign(independentSum);
    silence[i] = total > 0 ? Math.exp((-independentSum * independentSum) / total / 2) : 0;
    // for equal spectra, sᵢdᵢ and sⱼdⱼ of m neighbours have the covariance (2/π)/m, together 2/π
    const certainty = (sum * sum) / total / 9;
    inflation[i] = total > 0 ? 1 + 2 / Math.PI / (1 + certainty * certainty) : 1;
  }
  return { sign, inflation, silence };
}

function covariance(shared: readonly SharedNoise[], i: number, j: number): number {
  return shared.reduce((sum, { curve, sign }) => sum + sign * curve[i] * curve[j], 0);
}

/** Points on either side over which the true difference is taken as constant. */
const neighbours = 3;

/**
 * Standard deviation of |d| over that of d: |d| has the folded normal distribution about the true difference μ,
 * whose square is estimated by d² − σ², smoothed over neighbours.
 */
export function foldedDeviation(d: Float64Array, noise: Float64Array): Float64Array {
  const excess = d.map((value, i) => value * value - noise[i] * noise[i]);
  const steady = new Float64Array(d.length).fill(1);
  for (let i = 0; i < d.length; i++) {
    const window = excess.subarray(Math.max(i - neighbours, 0), i + neighbours + 1);
    const mu = Math.sqrt(Math.max(window.reduce((a, b) => a + b, 0) / window.length, 0));
    const s = noise[i];
    if (s > 0) {
      const z = mu / s;
      const mean = Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + z * erf(z / Math.SQRT2);
      steady[i] = Math.sqrt(Math.max(z * z + 1 - mean * mean, 0));
    }
  }
  return steady;
}
