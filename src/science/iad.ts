import { pairOf } from './difference.js';
import { XESError } from './errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import { locate } from './interpolate.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';

export interface IntegratedDifference extends Estimate {
  /** What noise alone gives where the spectra are equal: Σ w √(2/π) σ_d. */
  noiseBias: number;
  /** The value less what noise adds to it where it is seen: 0 or about it for equal spectra. */
  debiased: number;
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
  const seen = folded(d, noise);
  const sum = (of: (i: number) => number) => weights.reduce((total, w, i) => total + w * of(i), 0);
  const value = sum(i => Math.abs(d[i]));
  const variance =
    varianceFrom(first, identity(energy.length), weights, d, seen.steadiness, a) +
    varianceFrom(measured, placesIn(measured, energy), weights, d, seen.steadiness, b);
  return {
    value,
    sigma: Math.sqrt(variance),
    noiseBias: Math.sqrt(2 / Math.PI) * sum(i => noise[i]),
    debiased: value - sum(i => seen.bias[i]),
    warnings
  };
}

interface Folded {
  /** Mean of |d| less |true d|. */
  bias: Float64Array;
  /** Standard deviation of |d| over that of d. */
  steadiness: Float64Array;
}

/** Points on either side over which a true difference is taken for the same. */
const neighbours = 3;

/**
 * What the modulus does to noise: |d| has the folded normal distribution about the true difference μ,
 * whose square is estimated by d² − σ², smoothed over neighbours.
 */
function folded(d: Float64Array, noise: Float64Array): Folded {
  const excess = d.map((value, i) => value * value - noise[i] * noise[i]);
  const bias = new Float64Array(d.length);
  const steadiness = new Float64Array(d.length).fill(1);
  for (let i = 0; i < d.length; i++) {
    const window = excess.subarray(Math.max(i - neighbours, 0), i + neighbours + 1);
    const mu = Math.sqrt(Math.max(window.reduce((a, b) => a + b, 0) / window.length, 0));
    const s = noise[i];
    if (s > 0) {
      const z = mu / s;
      const mean = Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) + z * erf(z / Math.SQRT2);
      bias[i] = s * (mean - z);
      steadiness[i] = Math.sqrt(Math.max(z * z + 1 - mean * mean, 0));
    }
  }
  return { bias, steadiness };
}

/** Error function to 1.5e-7 (Abramowitz and Stegun 7.1.26), z ≥ 0: it only weighs a σ. */
function erf(z: number): number {
  const t = 1 / (1 + 0.3275911 * z);
  const polynomial =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-z * z);
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
  d: Float64Array,
  steadiness: Float64Array,
  area: number
): number {
  const value = (part: Part) =>
    part.reduce((y, { index, share }) => y + share * spectrum.intensity[index], 0);
  const drag =
    parts.reduce((sum, part, i) => sum + weights[i] * Math.sign(d[i]) * value(part), 0) / area;
  const gradient = new Float64Array(spectrum.energy.length);
  parts.forEach((part, i) => {
    const slope = (weights[i] * (Math.sign(d[i]) * steadiness[i] - drag)) / area;
    part.forEach(({ index, share }) => (gradient[index] += share * slope));
  });
  return gradient.reduce((sum, g, i) => {
    const deviation = g === 0 ? 0 : g * spectrum.sigma[i];
    return sum + deviation * deviation;
  }, 0);
}
