import { isBelow, startsOfEqual } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { countVariance } from './countvariance.js';
import { originOf } from './origin.js';
import { isCounted, type Spectrum, type Warning } from './spectrum.js';
import { isMeasured, poissonSigma } from './statistics.js';
import { selected } from './uncertainty/curve.js';
import { withMeans } from './uncertainty/means.js';

/** A spectrum fit for computation, and warnings about what was changed. */
export interface Tidied {
  /** Energies finite, ascending, each once; intensities finite; σ ≥ 0 or NaN. */
  spectrum: Spectrum;
  warnings: Warning[];
}

/**
 * Make a spectrum fit for use: unmeasured points (NaN, ±Inf, negative counts, monitor not above
 * zero) are left out, points are sorted, repeats of an energy merged; with a warning for each. A
 * spectrum that needs none of this is returned as it is.
 * @param least fewest points the caller can use.
 * @throws XESError `spectrum/invalid` if arrays differ in length, `spectrum/too-few`.
 */
export function tidy(spectrum: Spectrum, least = 1): Tidied {
  checkLengths(spectrum);
  if (isTidy(spectrum) && spectrum.energy.length >= least) {
    return { spectrum, warnings: [] };
  }
  const warnings: Warning[] = [];
  const n = spectrum.energy.length;
  let indices = [...spectrum.energy.keys()].filter(i => isGood(spectrum, i));
  if (indices.length < n) {
    warnings.push({
      code: 'spectrum/points-left-out',
      message: `${n - indices.length} of ${n} points were not measured (no number, counts below zero or no monitor) and are left out.`
    });
  }
  const { energy } = spectrum;
  if (indices.some((i, k) => k > 0 && isBelow(energy[i], energy[indices[k - 1]]))) {
    indices = indices.sort((a, b) => energy[a] - energy[b]);
    warnings.push({ code: 'spectrum/unsorted', message: 'The energies were not in order.' });
  }
  let tidied = indices.length < n || warnings.length > 0 ? pick(spectrum, indices) : spectrum;
  const starts = startsOfEqual(tidied.energy);
  if (starts.length < tidied.energy.length) {
    tidied = mergeRepeats(tidied, starts);
    warnings.push({
      code: 'spectrum/repeated-energies',
      message: 'Points of the same energy were put together.'
    });
  }
  if (tidied.energy.length < least) {
    throw new XESError(
      'spectrum/too-few',
      `This needs at least ${least} measured point${least > 1 ? 's' : ''}, and there ${tidied.energy.length === 1 ? 'is' : 'are'} ${tidied.energy.length}.`
    );
  }
  return { spectrum: tidied, warnings };
}

/** Most spectra are tidy and need not be copied. */
function isTidy(spectrum: Spectrum): boolean {
  const { energy } = spectrum;
  for (let i = 0; i < energy.length; i++) {
    if (!isGood(spectrum, i) || (i > 0 && !isBelow(energy[i - 1], energy[i]))) {
      return false;
    }
  }
  return true;
}

/** The points with the given indices, in their order. */
export function pick(spectrum: Spectrum, indices: readonly number[]): Spectrum {
  const take = (values: Float64Array) => Float64Array.from(indices, i => values[i]);
  return {
    energy: take(spectrum.energy),
    intensity: take(spectrum.intensity),
    sigma: take(spectrum.sigma),
    counts: spectrum.counts ? take(spectrum.counts) : null,
    monitor: spectrum.monitor ? take(spectrum.monitor) : null,
    ...selected(spectrum, indices),
    ...(spectrum.affine
      ? {
          affine: {
            exposure: take(spectrum.affine.exposure),
            offset: take(spectrum.affine.offset)
          }
        }
      : {}),
    ...originOf(spectrum)
  };
}

function checkLengths({ energy, intensity, sigma, counts, monitor }: Spectrum): void {
  for (const values of [intensity, sigma, counts, monitor]) {
    if (values && values.length !== energy.length) {
      throw new XESError(
        'spectrum/invalid',
        `A spectrum of ${energy.length} energies cannot have ${values.length} values: give one value for each point.`
      );
    }
  }
}

function isGood({ energy, intensity, counts, monitor }: Spectrum, i: number): boolean {
  return (
    isMeasured(energy[i]) &&
    isMeasured(intensity[i]) &&
    (!counts || (isMeasured(counts[i]) && counts[i] >= 0)) &&
    (!monitor || (isMeasured(monitor[i]) && monitor[i] > 0))
  );
}

/** Merge neighbours of equal energy: ΣN/ΣI1 if known, else the mean. */
function mergeRepeats(spectrum: Spectrum, starts: readonly number[]): Spectrum {
  const { energy } = spectrum;
  const merged = { ...pick(spectrum, starts), affine: undefined };
  starts.forEach((from, k) => {
    const members = spectrum.energy.subarray(from, starts[k + 1] ?? energy.length).length;
    if (members > 1) {
      mergePoint(spectrum, from, members, merged, k);
    }
  });
  const members = starts.map((from, k) =>
    Array.from({ length: (starts[k + 1] ?? energy.length) - from }, (_, m) => from + m)
  );
  return withMeans(merged, spectrum, members);
}

function mergePoint(from: Spectrum, start: number, members: number, to: Spectrum, k: number): void {
  const indices = Array.from({ length: members }, (_, m) => start + m);
  const sum = (valueOf: (i: number) => number) =>
    indices.reduce((total, i) => total + valueOf(i), 0);
  if (isCounted(from) && to.counts && to.monitor) {
    const { counts, monitor, sigma } = from;
    to.counts[k] = sum(i => counts[i]);
    to.monitor[k] = sum(i => monitor[i]);
    to.intensity[k] = to.counts[k] / to.monitor[k];
    const variance = sum(i => countVariance(counts[i], monitor[i], sigma[i]));
    to.sigma[k] = poissonSigma(variance, to.monitor[k]);
  } else {
    to.intensity[k] = sum(i => from.intensity[i]) / members;
    to.sigma[k] = Math.sqrt(sum(i => from.sigma[i] * from.sigma[i])) / members;
  }
}
