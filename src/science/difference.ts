import { writtenEnergy } from '../base/writtenenergy.js';
import { XESError } from '../base/errors.js';
import { interpolate } from './interpolatespectrum.js';
import { normaliseArea } from './normalise.js';
import { commonUnit, requireSameUnit } from './intensityunit.js';
import { jitterOf } from './origin.js';
import { checkRange, indicesWithin, requireCommonRange } from './ranges.js';
import type { Range, Spectrum, Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';
import { derivedFrom, partOf } from './uncertainty/curve.js';
import { diagonal } from './uncertainty/operators.js';

export interface DifferenceOptions {
  /** Energies, eV; default: the common range. */
  range?: Range | null;
  /** First divide each spectrum by its area over the range. */
  normalise?: 'none' | 'area';
}

export interface Difference {
  /** First − second, at the first's energies: shared noise cancels, else σ² = σ₁² + σ₂². */
  spectrum: Spectrum;
  warnings: Warning[];
}

/** Two spectra at the first's energies in their common range. */
interface Pair {
  first: Spectrum;
  /** Interpolated. */
  second: Spectrum;
  warnings: Warning[];
}

/** @throws XESError `spectrum/no-overlap`, `spectrum/empty-range`, `spectrum/too-few`. */
function pairOf(one: Spectrum, other: Spectrum, range?: Range | null): Pair {
  const [a, b] = [tidy(one), tidy(other)];
  const common = requireCommonRange([a.spectrum, b.spectrum]);
  if (range) {
    checkRange(range);
  }
  const [low, high] = [
    Math.max(common[0], range?.[0] ?? -Infinity),
    Math.min(common[1], range?.[1] ?? Infinity)
  ];
  const inside = indicesWithin(a.spectrum, [low, high]);
  if (inside.length === 0) {
    throw new XESError(
      'spectrum/empty-range',
      `The first spectrum has no point from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV.`
    );
  }
  const first = pick(a.spectrum, inside);
  return {
    first,
    second: interpolate(b.spectrum, first.energy),
    warnings: [...a.warnings, ...b.warnings]
  };
}

/**
 * Difference of two spectra.
 * @throws XESError as `pairOf`; `spectrum/units-differ`; `spectrum/no-area` if one has no area to
 * normalise by.
 */
export function difference(
  one: Spectrum,
  other: Spectrum,
  options: DifferenceOptions = {}
): Difference {
  if (options.normalise !== 'area') {
    requireSameUnit([one, other]);
  }
  const { first, second, warnings } = pairOf(one, other, options.range);
  const [a, b] =
    options.normalise === 'area'
      ? [normaliseArea(first).spectrum, normaliseArea(second).spectrum]
      : [first, second];
  const n = a.energy.length;
  return {
    spectrum: {
      energy: a.energy,
      intensity: a.intensity.map((y, i) => y - b.intensity[i]),
      counts: null,
      monitor: null,
      ...derivedFrom(n, [partOf(a, diagonal(1, n)), partOf(b, diagonal(-1, n))]),
      ...jitterOf(one, other),
      ...commonUnit(a)
    },
    warnings
  };
}
