import {
  absoluteIntegral,
  foldedDeviation,
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
  /** The contribution of noise alone for equal spectra: Σ w √(2/π) σ_d. */
  noiseBias: number;
  /**
   * IAD corrected for noise (see `absoluteIntegral`): for equal spectra its mean is 0, and it is
   * below 0 as often as above. It is somewhat too small if the spectra differ by about their noise
   * (`iad/hidden`).
   */
  debiased: number;
  /** σ of `debiased`. */
  debiasedSigma: number;
  warnings: Warning[];
}

/**
 * Integrated absolute difference IAD = ∫|y₁/A₁ − y₂/A₂| dE (Vankó et al., J. Phys. Chem. B 110
 * (2006) 11647) of two spectra, each normalised to area 1 over their common range (or part of it),
 * at the energies of the spectrum with the wider steps, whatever their order. Noise makes it too
 * large, never too small: its contribution is reported separately.
 * @throws XESError `spectrum/no-overlap`, `spectrum/too-few`, `spectrum/empty-range`,
 * `spectrum/no-area`.
 */
export function iad(
  spectrum: Spectrum,
  reference: Spectrum,
  range?: Range | null
): IntegratedDifference {
  const {
    first,
    second,
    measured,
    places: measuredParts,
    warnings
  } = comparedPair(spectrum, reference, range);
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
  const [ownNoise, otherNoise] = [
    weightSigma(first),
    sigmaAt(measuredParts, weightSigma(measured))
  ];
  const ofPoints = ownNoise.map((s, i) => Math.hypot(s / a, otherNoise[i] / b));
  const noise = expectedNoise({
    first,
    measured,
    places: measuredParts,
    areas: [a, b],
    noise: ofPoints
  });
  const visibility = foldedDeviation(d, noise);
  const sum = (of: (i: number) => number) => weights.reduce((total, w, i) => total + w * of(i), 0);
  const value = sum(i => Math.abs(d[i]));
  const firstParts = identity(energy.length);
  const direction = d.map((difference, i) => Math.sign(difference) * visibility[i]);
  const sigmaBy = (directions: Float64Array) =>
    deviation(
      together(
        [1, pull(uncertaintyOf(first), gradientOf(first, firstParts, weights, directions, a))],
        [
          -1,
          pull(uncertaintyOf(measured), gradientOf(measured, measuredParts, weights, directions, b))
        ]
      )
    );
  const firstArea = isIndependent(first)
    ? variance(pull(uncertaintyOf(first), weights))
    : sumOfSquares(weights, ownNoise);
  const shared = [
    ...areaNoise(first.intensity, ownNoise, weights, a, firstArea),
    ...areaNoise(second.intensity, otherNoise, weights, b, sumOfSquares(weights, otherNoise))
  ];
  const isShared = measuredParts.some(part => part.some(({ share }) => share > 0 && share < 1));
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

/** |d| is never negative: noise adds to it at every point where the spectra are nearly equal. */
function tooLarge(by: number, sigma: number): Warning[] {
  return by > sigma / 3
    ? [
        {
          code: 'iad/noise',
          message: `Noise makes “iad” too large: by about ${by.toPrecision(2)} (${(by / sigma).toFixed(1)} of its σ). “debiased” is corrected for that.`
        }
      ]
    : [];
}

const coarse: Warning = {
  code: 'iad/coarse',
  message:
    'The steps are too wide for neighbouring points to tell which way the spectra differ where noise hides it: “debiased” is rather too small. Measure with finer steps, or longer.'
};

/**
 * Differences hidden by noise are missing from `debiased`: warn if that may be more than a third of
 * σ.
 */
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
    'The spectra differ by far less than their σ says: they share a part of the same measurement, or σ is too large. In both cases noise adds less than is stated here.'
};

const identity = (n: number): Part[] =>
  Array.from({ length: n }, (_, index) => [{ index, share: 1 }]);

/** σ of values interpolated from independent points (n → m). */
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
 * Noise that the points of a quotient y/A share through its own area A. The area has the relative
 * noise η = Σwε/A with the variance V; point i contributes bᵢ = wᵢσᵢ²/A² to it, so the shared
 * covariance is V(y − b/V)(y − b/V)ᵀ − bbᵀ/V.
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
  const areaShare = parts.map((part, i) => (part * sigma[i]) / area / spread);
  return [
    { curve: intensity.map((y, i) => (spread * y) / area - areaShare[i]), sign: 1 },
    { curve: areaShare, sign: -1 }
  ];
}

/** Gradient of a sum over d by one spectrum's points, through d and through its own area. */
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
