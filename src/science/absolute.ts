import { erf } from './special/erf.js';

/** Noise that points share: their covariance holds sign · curveᵢ · curveⱼ beside each point's own variance. */
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
  /** Points next to one that share its noise, for they were interpolated between the same two. */
  apart: number;
}

/** ∫|μ| of a true difference μ that was measured as d. */
export interface AbsoluteIntegral {
  value: number;
  /** ∂(value)/∂d of each point over its weight: ±1, or 0 where noise decides (n). */
  direction: Float64Array;
  /** What its variance is of that with directions that are known (n): a direction that noise made is shared. */
  inflation: Float64Array;
  /** By how much it may be too small, where the spectra differ by about the noise of their points. */
  hidden: number;
  /** Whether the neighbours do not tell which way the spectra differ: the value is then rather too small. */
  isCoarse: boolean;
  /** Whether the difference is far smaller than noise makes it: both were made of one measurement, or σ is too large. */
  isSame: boolean;
}

/** Beyond so many σ a point itself tells which way the spectra differ: of equal ones it adds 0.009 σ in the mean. */
const clear = 3;

/** Mean of |z| of a normal z within the limit, and its standard deviation. */
const folded = { mean: 0.7911, deviation: 0.595 };

/** How much of |d| less its noise is added where the neighbours say nothing. */
const ownShare = 0.8;

/** What is missing at most, over σ, of points of which their neighbours say nothing, in the mean over such points (simulated). */
const missing = 0.25;

/** Weights of the points on either side, the next first. */
const shares = [1, 0.5, 0.25];

/**
 * Integral of |μ| without what noise adds to |d|: Σ w·d·s, with the direction s of the difference given by the point itself
 * where it is clear, and else by its neighbours alone, so that of equal spectra it is 0 in the mean. The less they say
 * of it, the more of what |d| has above the mean of noise is added, which of equal spectra is 0 as well. Where the unclear
 * points are larger than noise makes them, by more than 3 σ of that, and the neighbours' directions do not
 * add up to it, the steps are too wide for neighbours to tell: then what they have above the mean of noise is taken.
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
      const own = ownShare * silence[i];
      above += excess;
      added += isSame ? 0 : own * excess;
      unclear += isSame ? 0 : deviation * silence[i];
      variance += deviation * deviation * (folded.deviation * folded.deviation + inflation[i]);
      inflation[i] += own * own * folded.deviation * folded.deviation;
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
 * Whether χ² is smaller than that of independent noise by more than 5 σ, in the approximation of Wilson and Hilferty
 * (PNAS 17 (1931) 684); of few points only where they are equal but for rounding.
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

/** The direction of each point, and how little its neighbours say of it: 1 where nothing, 0 where it is sure (n). */
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
    const own = noise[i] * noise[i] + covariance(shared, i, i);
    const apartFromOwn = own > 0 ? sum - (common / own) * d[i] : sum;
    sign[i] = Math.sign(apartFromOwn);
    silence[i] = total > 0 ? Math.exp((-apartFromOwn * apartFromOwn) / total / 2) : 0;
    // of equal spectra sᵢdᵢ and sⱼdⱼ of neighbours have the covariance (2/π)/m, m of them together 2/π
    const certainty = (sum * sum) / total / 9;
    inflation[i] = total > 0 ? 1 + 2 / Math.PI / (1 + certainty * certainty) : 1;
  }
  return { sign, inflation, silence };
}

function covariance(shared: readonly SharedNoise[], i: number, j: number): number {
  return shared.reduce((sum, { curve, sign }) => sum + sign * curve[i] * curve[j], 0);
}

/** Points on either side over which a true difference is taken for the same. */
const neighbours = 3;

/**
 * Standard deviation of |d| over that of d: |d| has the folded normal distribution about the true difference μ,
 * whose square is estimated by d² − σ², smoothed over neighbours.
 */
export function steadiness(d: Float64Array, noise: Float64Array): Float64Array {
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
