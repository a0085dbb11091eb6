import {
  absoluteIntegral,
  steadiness,
  type AbsoluteIntegral,
  type SharedNoise
} from './absolute.js';
import { comparedPair, type Part } from './comparison.js';
import { expectedNoise } from './expectednoise.js';
import { XESError } from '../base/errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { isIndependent, uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { deviation, pull, sum as together, variance } from './uncertainty/sensitivity.js';

export interface IntegratedDifference extends Estimate {
  /** What noise alone gives where the spectra are equal: Σ w √(2/π) σ_d. */
  noiseBias: number;
  /**
   * Without what noise adds (see `absoluteIntegral`): of equal spectra it is 0 in the mean, and below it as often as
   * above. Where they differ by about their noise it is somewhat too small (`iad/hidden`).
   */
  debiased: number;
  /** σ of `debiased`. */
  debiasedSigma: number;
  warnings: Warning[];
}

/**
 * Integrated absolute difference IAD = ∫|y₁/A₁ − y₂/A₂| dE (Vankó et al., J. Phys. Chem. B 110 (2006)
 * 11647) of two spectra, each of area 1 over what both cover (or a range of it), at the energies of the one with
 * the wider steps, whichever is named first. Noise makes it too large, never too small: what noise alone gives stands
 * beside it.
 * @throws XESError `spectrum/no-overlap`, `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`.
 */
export function iad(one: Spectrum, other: Spectrum, range?: Range | null): IntegratedDifference {
  const { first, second, measured, places: theirs, warnings } = comparedPair(one, other, range);
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
  const [ownNoise, otherNoise] = [weightSigma(first), sigmaAt(theirs, weightSigma(measured))];
  const ofPoints = ownNoise.map((s, i) => Math.hypot(s / a, otherNoise[i] / b));
  const noise = expectedNoise({ first, measured, places: theirs, areas: [a, b], noise: ofPoints });
  const seen = steadiness(d, noise);
  const sum = (of: (i: number) => number) => weights.reduce((total, w, i) => total + w * of(i), 0);
  const value = sum(i => Math.abs(d[i]));
  const own = identity(energy.length);
  const direction = d.map((one, i) => Math.sign(one) * seen[i]);
  const sigmaBy = (directions: Float64Array) =>
    deviation(
      together(
        [1, pull(uncertaintyOf(first), gradientOf(first, own, weights, directions, a))],
        [-1, pull(uncertaintyOf(measured), gradientOf(measured, theirs, weights, directions, b))]
      )
    );
  const firstArea = isIndependent(first)
    ? variance(pull(uncertaintyOf(first), weights))
    : sumOfSquares(weights, ownNoise);
  const shared = [
    ...areaNoise(first.intensity, ownNoise, weights, a, firstArea),
    ...areaNoise(second.intensity, otherNoise, weights, b, sumOfSquares(weights, otherNoise))
  ];
  const isShared = theirs.some(part => part.some(({ share }) => share > 0 && share < 1));
  const apart = isShared ? 1 : 0;
  const integral = absoluteIntegral({ d, noise, weights, shared, apart });
  const inflated = integral.direction.map((sign, i) => sign * Math.sqrt(integral.inflation[i]));
  const debiasedSigma = sigmaBy(inflated);
  const sigma = sigmaBy(direction);
  return {
    value,
    sigma,
    noiseBias: Math.sqrt(2 / Math.PI) * sum(i => noise[i]),
    debiased: integral.value,
    debiasedSigma,
    warnings: [
      ...warnings,
      ...doubts(integral, debiasedSigma),
      ...(integral.isSame ? [] : tooLarge(value - integral.value, sigma))
    ]
  };
}

/** |d| is never below zero: noise adds to it at every point where the spectra differ by little. */
function tooLarge(by: number, sigma: number): Warning[] {
  return by > sigma / 3
    ? [
        {
          code: 'iad/noise',
          message: `Noise makes “iad” too large: by about ${by.toPrecision(2)} (${(by / sigma).toFixed(1)} of its σ). “debiased” is what is left without that.`
        }
      ]
    : [];
}

const coarse: Warning = {
  code: 'iad/coarse',
  message:
    'The steps are too wide for neighbouring points to tell which way the spectra differ where noise hides it: “debiased” is rather too small. Measure with finer steps, or longer.'
};

/** A difference that noise hides is missing: that is said where it may be more than a third of σ. */
function doubts({ isCoarse, isSame, hidden }: AbsoluteIntegral, sigma: number): Warning[] {
  if (isSame) {
    return [alike];
  }
  if (isCoarse) {
    return [coarse];
  }
  return hidden > sigma / 3
    ? [
        {
          code: 'iad/hidden',
          message: `Noise hides differences at many of the points: if the spectra differ there by about their noise, “debiased” is too small, by up to ${hidden.toPrecision(2)} (${(hidden / sigma).toFixed(1)} of its σ). If they are equal there, it is right. Measure longer to tell.`
        }
      ]
    : [];
}

const alike: Warning = {
  code: 'iad/not-independent',
  message:
    'The spectra differ by far less than their σ says: they are made in part of the same measurement, or σ is too large. What noise adds is then less than is given here.'
};

const identity = (n: number): Part[] =>
  Array.from({ length: n }, (_, index) => [{ index, share: 1 }]);

/** σ of values that are made of independent points (n → m). */
function sigmaAt(parts: readonly Part[], sigma: Float64Array): Float64Array {
  return Float64Array.from(parts, part =>
    Math.sqrt(part.reduce((sum, { index, share }) => sum + (share * sigma[index]) ** 2, 0))
  );
}

/** Σ(wσ)² */
function sumOfSquares(weights: Float64Array, sigma: Float64Array): number {
  return weights.reduce((sum, w, i) => sum + (w === 0 ? 0 : w * sigma[i] * (w * sigma[i])), 0);
}

/**
 * What the points of a quotient y/A share through their own area. It has the noise η = Σwε/A with the variance V, and
 * bᵢ = wᵢσᵢ²/A² of it is a point's own, so that they share V(y − b/V)(y − b/V)ᵀ − bbᵀ/V.
 * @param ofArea variance of the area.
 */
function areaNoise(
  intensity: Float64Array,
  sigma: Float64Array,
  weights: Float64Array,
  area: number,
  ofArea: number
): SharedNoise[] {
  const parts = weights.map((w, i) => (w === 0 ? 0 : (w * sigma[i]) / area));
  const spread = Math.sqrt(ofArea) / area;
  if (!(spread > 0)) {
    return [];
  }
  const own = parts.map((part, i) => (part * sigma[i]) / area / spread);
  return [
    { curve: intensity.map((y, i) => (spread * y) / area - own[i]), sign: 1 },
    { curve: own, sign: -1 }
  ];
}

/** How a sum over d follows from one spectrum's points, through d and through its own area. */
function gradientOf(
  spectrum: Spectrum,
  parts: readonly Part[],
  weights: Float64Array,
  direction: Float64Array,
  area: number
): Float64Array {
  const value = (part: Part) =>
    part.reduce((y, { index, share }) => y + share * spectrum.intensity[index], 0);
  const drag =
    parts.reduce((sum, part, i) => sum + weights[i] * direction[i] * value(part), 0) / area;
  const gradient = new Float64Array(spectrum.energy.length);
  parts.forEach((part, i) => {
    const slope = (weights[i] * (direction[i] - drag)) / area;
    part.forEach(({ index, share }) => (gradient[index] += share * slope));
  });
  return gradient;
}
