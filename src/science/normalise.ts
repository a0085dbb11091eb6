import { writtenEnergy } from '../base/writtenenergy.js';
import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import { requireSameUnit } from './intensityunit.js';
import { jitterOf } from './origin.js';
import { coveredRange } from './ranges.js';
import { scaledAffine } from './counting.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { derivedFrom, partOf } from './uncertainty/curve.js';
import type { Part } from './uncertainty/linear.js';
import { diagonal, type LowRank } from './uncertainty/operators.js';

/** A spectrum divided by a factor. It has no counts or monitor. */
export interface Normalised {
  spectrum: Spectrum;
  /** The divisor. */
  factor: Estimate;
  warnings: Warning[];
}

/**
 * Divide by the spectrum's own area over a range (default: the whole spectrum): the area becomes 1.
 * The area includes each point's own noise: y/A changes by dy/A − y·Σw dy/A².
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`.
 */
export function normaliseArea(spectrum: Spectrum, range?: Range | null): Normalised {
  const { spectrum: tidied, warnings } = tidy(spectrum, 2);
  const covered = coveredRange(tidied, range);
  const weights = areaWeights(tidied.energy, covered.range);
  return divide(tidied, { of: tidied, weights }, '1 / eV', [...warnings, ...covered.warnings]);
}

/**
 * Divide by the highest intensity, which becomes 1 with σ = 0. The highest of many noisy points
 * tends to be too high: an area is more robust.
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
  return divide(tidied, { of: tidied, weights }, 'of the maximum', [
    ...warnings,
    ...covered.warnings
  ]);
}

/**
 * Divide by the area of another spectrum over a range: a reference, or the other arm's spectrum.
 * All points share its noise; noise it shares with the points cancels.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`,
 * `spectrum/units-differ`.
 */
export function normaliseReference(
  spectrum: Spectrum,
  reference: Spectrum,
  range?: Range | null
): Normalised {
  const tidiedReference = tidy(reference, 2);
  const covered = coveredRange(tidiedReference.spectrum, range);
  const tidied = tidy(spectrum);
  requireSameUnit([tidied.spectrum, reference]);
  const divisor = {
    of: tidiedReference.spectrum,
    weights: areaWeights(tidiedReference.spectrum.energy, covered.range)
  };
  const unit = 'of a reference / eV';
  const warnings = [...tidied.warnings, ...tidiedReference.warnings, ...covered.warnings];
  return divide(tidied.spectrum, divisor, unit, warnings);
}

/** Σ w·y of the points of a spectrum. */
interface Divisor {
  of: Spectrum;
  weights: Float64Array;
}

function divide(
  spectrum: Spectrum,
  divisor: Divisor,
  unit: string,
  warnings: Warning[]
): Normalised {
  const factor = weightedSum(divisor.weights, divisor.of);
  const { value } = factor;
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new XESError(
      'spectrum/no-area',
      `There is nothing to normalise by: it is ${value}. Choose a range with signal.`
    );
  }
  const { energy } = spectrum;
  const intensity = spectrum.intensity.map(y => y / value);
  return {
    spectrum: {
      energy,
      intensity,
      counts: null,
      monitor: null,
      ...derivedFrom(energy.length, quotient(spectrum, divisor, intensity, value)),
      ...scaledAffine(spectrum, 1 / value),
      ...jitterOf(spectrum),
      unit
    },
    factor,
    warnings: [...warnings, ...poorDivisorWarnings(factor, divisor.of !== spectrum)]
  };
}

/** The dependence of a quotient y/A on its points and on those of its divisor. */
function quotient(
  spectrum: Spectrum,
  { of, weights }: Divisor,
  intensity: Float64Array,
  area: number
): Part[] {
  const shared: LowRank = {
    kind: 'lowRank',
    rows: intensity.length,
    columns: weights.length,
    diagonal: of === spectrum ? 1 / area : null,
    left: [intensity.map(y => -y / area)],
    right: [weights]
  };
  const own = partOf(spectrum, diagonal(1 / area, intensity.length));
  return of === spectrum ? [partOf(of, shared)] : [own, partOf(of, shared)];
}

/**
 * Below this many of its σ a divisor is not constant: its squared noise biases the mean of the
 * quotient.
 */
const leastSigmas = 5;

/**
 * Warnings about a poorly known divisor. The mean of 1/A is 1/A·(1 + σ²/A²); for a spectrum divided
 * by its own area this cancels (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, §6.8).
 */
export function poorDivisorWarnings({ value, sigma }: Estimate, isOther: boolean): Warning[] {
  if (!(value < leastSigmas * sigma)) {
    return [];
  }
  const excess = Math.round(100 * (sigma / value) ** 2);
  const bias = isOther ? `the result is too large by about ${excess} % in the mean, and ` : '';
  return [
    {
      code: 'normalise/faint',
      message: `What it is normalised by is less than ${leastSigmas} times its own uncertainty: ${bias}its σ is only approximately right.`
    }
  ];
}
