import { writtenEnergy } from '../base/writtenenergy.js';
import { isBelow, isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import type { Range, Spectrum, Warning } from './spectrum.js';

/**
 * @throws XESError `spectrum/empty-range` for an invalid interval; valid is low < high, both
 * finite, eV.
 */
export function checkRange([low, high]: Range): void {
  if (!isBelow(low, high) || !Number.isFinite(high - low)) {
    throw new XESError(
      'spectrum/empty-range',
      `From ${writtenEnergy(low)} to ${writtenEnergy(high)} eV is no range: give a lower and a higher energy.`
    );
  }
}

/** The part of a range that a spectrum covers. */
export interface Covered {
  range: Range;
  warnings: Warning[];
}

/**
 * The part of a range that a tidy spectrum covers; default: all of it. A range that extends beyond
 * the points is cut, with a warning.
 * @throws XESError `spectrum/empty-range` if the range is invalid or contains nothing of the
 * spectrum.
 */
export function coveredRange({ energy }: Spectrum, range?: Range | null): Covered {
  const [first, last] = [energy[0], energy[energy.length - 1]];
  if (!range) {
    return { range: [first, last], warnings: [] };
  }
  checkRange(range);
  const low = Math.max(first, range[0]);
  const high = Math.min(last, range[1]);
  if (!isBelow(low, high)) {
    throw new XESError(
      'spectrum/empty-range',
      `From ${writtenEnergy(range[0])} to ${writtenEnergy(range[1])} eV there is nothing: the points lie from ${writtenEnergy(first)} to ${writtenEnergy(last)} eV.`
    );
  }
  // an end that was stored truncated to 0.01 eV still covers the requested range, unless steps are
  // finer
  const least = Math.min(0.015, medianStep(energy) / 2);
  const isCut = isBelow(range[0] + least, low) || isBelow(high + least, range[1]);
  return {
    range: [low, high],
    warnings: isCut
      ? [
          {
            code: 'spectrum/range-cut',
            message: `Only ${writtenEnergy(low)} to ${writtenEnergy(high)} eV of the range from ${writtenEnergy(range[0])} to ${writtenEnergy(range[1])} eV was measured.`
          }
        ]
      : []
  };
}

/** Indices of the points of a tidy spectrum with low ≤ E ≤ high. */
export function indicesWithin({ energy }: Spectrum, range: Range): number[] {
  return [...energy.keys()].filter(i => isWithin(energy[i], range));
}

/** The common range of spectra, eV; null if there is none. A single common energy counts. */
export function commonRange(spectra: readonly Spectrum[]): Range | null {
  const low = Math.max(...spectra.map(({ energy }) => energy[0]));
  const high = Math.min(...spectra.map(({ energy }) => energy[energy.length - 1]));
  return isBelow(high, low) ? null : [Math.min(low, high), Math.max(low, high)];
}

/** The common range of spectra to be compared. @throws XESError `spectrum/no-overlap` */
export function requireCommonRange(spectra: readonly Spectrum[]): Range {
  const common = commonRange(spectra);
  if (!common) {
    throw new XESError(
      'spectrum/no-overlap',
      'These spectra have no energy in common to be compared at.'
    );
  }
  return common;
}

/** Median step of ascending energies, eV; 0 for one energy. */
export function medianStep(energy: Float64Array): number {
  const steps = Float64Array.from(
    { length: Math.max(energy.length - 1, 0) },
    (_, i) => energy[i + 1] - energy[i]
  );
  steps.sort();
  return steps.length > 0 ? steps[steps.length >> 1] : 0;
}
