import { pairOf } from './difference.js';
import { XESError } from './errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import { locate } from './interpolate.js';
import { correlationWarnings } from './noise.js';
import { normaliseArea } from './normalise.js';
import { erf } from './special/erf.js';
import type { Estimate, Range, SharedNoise, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';

export interface IntegratedDifference extends Estimate {
  /** What noise alone gives where the spectra are equal: Σ w √(2/π) σ_d. */
  noiseBias: number;
  /**
   * Σ w·d·s with the direction s of the difference told by each point's neighbours: of equal spectra it is 0 in the
   * mean, and below it as often as above. Where they differ by about their noise it is somewhat too small.
   */
  debiased: number;
  /** σ of `debiased`. */
  debiasedSigma: number;
  warnings: Warning[];
}

/**
 * Integrated absolute difference IAD = ∫|y₁/A₁ − y₂/A₂| dE (Vankó et al., J. Phys. Chem. B 110 (2006)
 * 11647) of two spectra, each of area 1 over what both cover (or a range of it), at the first's energies.
 * Noise makes it too large, never too small: what it gives by itself is told beside it.
 * @throws XESError `spectrum/no-overlap`, `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`.
 */
export function iad(one: Spectrum, other: Spectrum, range?: Range | null): IntegratedDifference {
  const { first, second, measured, warnings } = pairOf(one, other, range);
  tidy(first, 2);
  const { energy } = first;
  const weights = areaWeights(energy, [energy[0], energy[energy.length - 1]]);
  const [a, b] = [weightedSum(weights, first).value, weightedSum(weights, second).value];
  if (!(a > 0) || !(b > 0)) {
    throw new XESError(
      'spectrum/no-area',
      'A spectrum has no area here: choose a range with signal.'
    );
  }
  const d = first.intensity.map((y, i) => y / a - second.intensity[i] / b);
  const noise = first.sigma.map((s, i) => Math.hypot(s / a, second.sigma[i] / b));
  const seen = steadiness(d, noise);
  const sum = (of: (i: number) => number) => weights.reduce((total, w, i) => total + w * of(i), 0);
  const value = sum(i => Math.abs(d[i]));
  const [own, theirs] = [identity(energy.length), placesIn(measured, energy)];
  const direction = d.map((one, i) => Math.sign(one) * seen[i]);
  const variance =
    varianceFrom(first, own, weights, direction, a) +
    varianceFrom(measured, theirs, weights, direction, b);
  const shared = [first, second].flatMap(one => normaliseArea(one).spectrum.shared ?? []);
  const isShared = theirs.some(part => part.some(({ share }) => share > 0 && share < 1));
  const told = signs(d, noise, shared, isShared ? 1 : 0);
  const inflated = told.sign.map((sign, i) => sign * Math.sqrt(told.inflation[i]));
  return {
    value,
    sigma: Math.sqrt(variance),
    noiseBias: Math.sqrt(2 / Math.PI) * sum(i => noise[i]),
    debiased: sum(i => told.sign[i] * d[i]),
    debiasedSigma: Math.sqrt(
      varianceFrom(first, own, weights, inflated, a) +
        varianceFrom(measured, theirs, weights, inflated, b)
    ),
    warnings: [...warnings, ...correlationWarnings(one), ...correlationWarnings(other)]
  };
}

/** Points on either side over which a true difference is taken for the same. */
const neighbours = 3;

/**
 * Standard deviation of |d| over that of d: |d| has the folded normal distribution about the true difference μ,
 * whose square is estimated by d² − σ², smoothed over neighbours.
 */
function steadiness(d: Float64Array, noise: Float64Array): Float64Array {
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

interface Signs {
  sign: Float64Array;
  /** What the variance of a sum of sign · d is of that with signs that are known: a sign that noise made is shared. */
  inflation: Float64Array;
}

/**
 * Which way the spectra differ at each point, told by its neighbours alone: the noise of the point itself has no
 * say, not through the areas either, so that dᵢ times it is 0 in the mean where they are equal.
 * @param apart points next to it that share its noise.
 */
function signs(
  d: Float64Array,
  noise: Float64Array,
  shared: readonly SharedNoise[],
  apart: number
): Signs {
  const sign = new Float64Array(d.length);
  const inflation = new Float64Array(d.length).fill(1);
  for (let i = 0; i < d.length; i++) {
    let [sum, total, common] = [0, 0, 0];
    for (let k = apart + 1; k <= apart + neighbours; k++) {
      for (const at of [i - k, i + k]) {
        const weight = 1 / (noise[at] * noise[at]);
        sum += Number.isFinite(weight) ? weight * d[at] : d[at] || 0;
        total += Number.isFinite(weight) ? weight : 0;
        common += Number.isFinite(weight) ? weight * covariance(shared, i, at) : 0;
      }
    }
    const own = noise[i] * noise[i] + covariance(shared, i, i);
    sign[i] = Math.sign(own > 0 ? sum - (common / own) * d[i] : sum);
    // of equal spectra sᵢdᵢ and sⱼdⱼ of neighbours have the covariance (2/π)/m, m of them together 2/π
    const certainty = (sum * sum) / total / 9;
    inflation[i] = total > 0 ? 1 + 2 / Math.PI / (1 + certainty * certainty) : 1;
  }
  return { sign, inflation };
}

function covariance(shared: readonly SharedNoise[], i: number, j: number): number {
  return shared.reduce((sum, { curve, sign }) => sum + sign * curve[i] * curve[j], 0);
}

type Part = { index: number; share: number }[];

const identity = (n: number): Part[] =>
  Array.from({ length: n }, (_, index) => [{ index, share: 1 }]);

function placesIn({ energy }: Spectrum, at: Float64Array): Part[] {
  return Array.from(at, one => {
    const place = locate(energy, one);
    return place
      ? [
          { index: place.lower, share: 1 - place.fraction },
          { index: place.upper, share: place.fraction }
        ]
      : [];
  });
}

/** Variance from one spectrum's points, through d and through its own area. */
function varianceFrom(
  spectrum: Spectrum,
  parts: readonly Part[],
  weights: Float64Array,
  direction: Float64Array,
  area: number
): number {
  const value = (part: Part) =>
    part.reduce((y, { index, share }) => y + share * spectrum.intensity[index], 0);
  const drag =
    parts.reduce((sum, part, i) => sum + weights[i] * direction[i] * value(part), 0) / area;
  const gradient = new Float64Array(spectrum.energy.length);
  parts.forEach((part, i) => {
    const slope = (weights[i] * (direction[i] - drag)) / area;
    part.forEach(({ index, share }) => (gradient[index] += share * slope));
  });
  return gradient.reduce((sum, g, i) => {
    const deviation = g === 0 ? 0 : g * spectrum.sigma[i];
    return sum + deviation * deviation;
  }, 0);
}
