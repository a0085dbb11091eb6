import { isBelow, startsOfEqual } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { countVariance } from './countvariance.js';
import { originOf } from './origin.js';
import { isCounted, type Spectrum, type Warning } from './spectrum.js';
import { isMeasured, poissonSigma } from './statistics.js';
import { selected } from './uncertainty/curve.js';
import { withMeans } from './uncertainty/means.js';

/** A spectrum that can be reckoned with, and what had to be done for that. */
export interface Tidied {
  /** Energies finite, ascending, each once; intensities finite; σ ≥ 0 or NaN. */
  spectrum: Spectrum;
  warnings: Warning[];
}

/**
 * Make a spectrum fit for use: points that were not measured (NaN, ±Inf, counts below zero, monitor not
 * above zero) are left out, unsorted ones sorted, repeats of an energy put together; a warning says each.
 * A spectrum that needs none of this is returned as it is.
 * @param least fewest points the caller can do with.
 * @throws XESError `spectrum/invalid` where arrays differ in length, `spectrum/too-few`.
 */
export function tidy(spectrum: Spectrum, least = 1): Tidied {
  checkLengths(spectrum);
  if (isTidy(spectrum) && spectrum.energy.length >= least) {
    return { spectrum, warnings: [] };
  }
  const warnings: Warning[] = [];
  const n = spectrum.energy.length;
  let kept = [...spectrum.energy.keys()].filter(i => isGood(spectrum, i));
  if (kept.length < n) {
    warnings.push({
      code: 'spectrum/points-left-out',
      message: `${n - kept.length} of ${n} points were not measured (no number, counts below zero or no monitor) and are left out.`
    });
  }
  const { energy } = spectrum;
  if (kept.some((i, k) => k > 0 && isBelow(energy[i], energy[kept[k - 1]]))) {
    kept = kept.sort((a, b) => energy[a] - energy[b]);
    warnings.push({ code: 'spectrum/unsorted', message: 'The energies were not in order.' });
  }
  let tidied = kept.length < n || warnings.length > 0 ? pick(spectrum, kept) : spectrum;
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

/** Most spectra are: they are only looked at, not copied. */
function isTidy(spectrum: Spectrum): boolean {
  const { energy } = spectrum;
  for (let i = 0; i < energy.length; i++) {
    if (!isGood(spectrum, i) || (i > 0 && !isBelow(energy[i - 1], energy[i]))) {
      return false;
    }
  }
  return true;
}

/** The points of the given indices, in their order. */
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
        `A spectrum of ${energy.length} energies cannot have ${values.length} values: give one a point.`
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

/** Neighbours of equal energy as one point: ΣN/ΣI1 where known, else the mean. */
function mergeRepeats(spectrum: Spectrum, starts: readonly number[]): Spectrum {
  const { energy } = spectrum;
  const merged = { ...pick(spectrum, starts), affine: undefined };
  starts.forEach((from, k) => {
    const members = spectrum.energy.subarray(from, starts[k + 1] ?? energy.length).length;
    if (members > 1) {
      put(spectrum, from, members, merged, k);
    }
  });
  const members = starts.map((from, k) =>
    Array.from({ length: (starts[k + 1] ?? energy.length) - from }, (_, m) => from + m)
  );
  return withMeans(merged, spectrum, members);
}

function put(from: Spectrum, start: number, members: number, to: Spectrum, k: number): void {
  const indices = Array.from({ length: members }, (_, m) => start + m);
  const sum = (of: (i: number) => number) => indices.reduce((total, i) => total + of(i), 0);
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
