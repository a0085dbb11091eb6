import { writtenEnergy } from '../base/writtenenergy.js';
import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { area, areaWeights, weightedSum } from './integrate.js';
import { requireSameUnit } from './intensityunit.js';
import { correlationWarnings, markOf } from './noise.js';
import { coveredRange } from './ranges.js';
import type { Estimate, Range, SharedNoise, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';

/** A spectrum over what it was divided by. Its counts and monitor no longer belong to it. */
export interface Normalised {
  spectrum: Spectrum;
  /** The divisor. */
  factor: Estimate;
  warnings: Warning[];
}

/**
 * Divide by the spectrum's own area over a range (all of it without one): the area becomes 1.
 * σ² = (σᵢ² − 2yᵢwᵢσᵢ²/A + yᵢ²σ_A²/A²)/A², for the area holds the point's own noise.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`.
 */
export function normaliseArea(spectrum: Spectrum, range?: Range | null): Normalised {
  const { spectrum: tidied, warnings } = tidy(spectrum, 2);
  const covered = coveredRange(tidied, range);
  const weights = areaWeights(tidied.energy, covered.range);
  return divide(tidied, weightedSum(weights, tidied), weights, '1 / eV', [
    ...warnings,
    ...covered.warnings
  ]);
}

/**
 * Divide by the highest intensity, which becomes 1 with σ = 0; of the noise the highest of many points
 * is rather too high: an area is steadier.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`.
 */
export function normaliseMaximum(spectrum: Spectrum, range?: Range | null): Normalised {
  const { spectrum: tidied, warnings } = tidy(spectrum);
  const covered = range
    ? coveredRange(tidied, range)
    : { range: [-Infinity, Infinity] as const, warnings: [] };
  const { energy, intensity } = tidied;
  let highest = -1;
  for (let i = 0; i < energy.length; i++) {
    const isIn = isWithin(energy[i], covered.range);
    highest = isIn && !(intensity[i] <= intensity[highest]) ? i : highest;
  }
  if (highest < 0) {
    throw new XESError(
      'spectrum/empty-range',
      `No point lies from ${writtenEnergy(covered.range[0])} to ${writtenEnergy(covered.range[1])} eV: make the range wider.`
    );
  }
  const weights = energy.map((_, i) => (i === highest ? 1 : 0));
  return divide(tidied, weightedSum(weights, tidied), weights, 'of the maximum', [
    ...warnings,
    ...covered.warnings
  ]);
}

/**
 * Divide by the area of another spectrum over a range: a reference, or the other arm's. Its noise must
 * be its own: σ² = σᵢ²/A² + yᵢ²σ_A²/A⁴.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`, `spectrum/units-differ`.
 */
export function normaliseReference(
  spectrum: Spectrum,
  reference: Spectrum,
  range?: Range | null
): Normalised {
  const { warnings, value, sigma } = area(reference, range);
  const tidied = tidy(spectrum);
  requireSameUnit([tidied.spectrum, reference]);
  return divide(tidied.spectrum, { value, sigma }, null, 'of a reference / eV', [
    ...tidied.warnings,
    ...warnings
  ]);
}

/** @param weights the divisor's weights of the spectrum's own points; null where it is independent. */
function divide(
  spectrum: Spectrum,
  factor: Estimate,
  weights: Float64Array | null,
  unit: string,
  warnings: Warning[]
): Normalised {
  if (!(factor.value > 0) || !Number.isFinite(factor.value)) {
    throw new XESError(
      'spectrum/no-area',
      `There is nothing to normalise by: it is ${factor.value}. Choose a range with signal.`
    );
  }
  const { energy, intensity, sigma } = spectrum;
  const isFaint = factor.value < 3 * factor.sigma;
  const relative = (factor.sigma / factor.value) * (factor.sigma / factor.value);
  const ownSigma = (s: number, i: number) => {
    const y = intensity[i] / factor.value;
    const own = (s / factor.value) * (s / factor.value);
    const shared = weights && weights[i] !== 0 ? 2 * y * weights[i] * own : 0;
    return Math.sqrt(Math.max(own - shared + y * y * relative, 0));
  };
  return {
    spectrum: {
      energy,
      intensity: intensity.map(y => y / factor.value),
      sigma: sigma.map(ownSigma),
      counts: null,
      monitor: null,
      ...sharedBy(spectrum, factor, weights),
      unit
    },
    factor,
    warnings: [
      ...warnings,
      ...(weights ? correlationWarnings(spectrum) : []),
      ...(isFaint ? [faint] : [])
    ]
  };
}

/**
 * What the points share through their divisor A. That of their own has the noise η = Σwε/A with the variance
 * V = σ_A²/A², and bᵢ = wᵢσᵢ²/A² of it is a point's own, so that they share V(y − b/V)(y − b/V)ᵀ − bbᵀ/V.
 */
function sharedBy(
  spectrum: Spectrum,
  { value, sigma: sigmaOf }: Estimate,
  weights: Float64Array | null
): Pick<Spectrum, 'shared' | 'isCorrelated' | 'jitter'> {
  const { intensity, sigma } = spectrum;
  const spread = sigmaOf / value;
  if (!(spread > 0)) {
    return markOf(spectrum);
  }
  const common = (curve: Float64Array, sign: 1 | -1): SharedNoise => ({ curve, sign });
  const own = weights?.map((w, i) => (w === 0 ? 0 : (w * (sigma[i] / value) * sigma[i]) / value));
  const whole = intensity.map((y, i) => (spread * y) / value - (own ? own[i] / spread : 0));
  return {
    shared: [
      common(whole, 1),
      ...(own
        ? [
            common(
              own.map(b => b / spread),
              -1
            )
          ]
        : [])
    ],
    ...markOf(spectrum)
  };
}

const faint: Warning = {
  code: 'normalise/faint',
  message: 'What it is normalised by is less than three times its own uncertainty.'
};
