import { valueAt, varianceAt, type Place } from './interpolate.js';
import type { CountedSpectrum, Spectrum } from './spectrum.js';
import { countVariance } from './tidy.js';

/** One point of an average; counts and monitor are NaN where it is no ratio of sums. */
export interface PointMean {
  intensity: number;
  sigma: number;
  counts: number;
  monitor: number;
  /** How many scans have the point. */
  scans: number;
}

type Places = readonly (readonly (Place | null)[])[];

/** ΣN/ΣI1 at point i, σ = √max(Σσ_N², 1)/ΣI1; interpolated N has the variance (1 − f)²N + f²N. */
export function ratioOfSums(
  spectra: readonly CountedSpectrum[],
  places: Places,
  i: number
): PointMean {
  let [counts, monitor, variance, scans] = [0, 0, 0, 0];
  for (let k = 0; k < spectra.length; k++) {
    const place = places[k][i];
    if (place) {
      counts += valueAt(spectra[k].counts, place);
      monitor += valueAt(spectra[k].monitor, place);
      variance += varianceOfCounts(spectra[k], place);
      scans++;
    }
  }
  const sigma = Math.sqrt(Math.max(variance, 1)) / monitor;
  return { intensity: counts / monitor, sigma, counts, monitor, scans };
}

function varianceOfCounts(
  { counts, monitor, sigma }: CountedSpectrum,
  { lower, upper, fraction }: Place
): number {
  const of = (i: number) => countVariance(counts[i], monitor[i], sigma[i]);
  return fraction === 0
    ? of(lower)
    : (1 - fraction) * (1 - fraction) * of(lower) + fraction * fraction * of(upper);
}

/** The plain mean of the scans' intensities at point i, σ = √Σσ²/n. */
export function meanOf(spectra: readonly Spectrum[], places: Places, i: number): PointMean {
  let [sum, variance, scans] = [0, 0, 0];
  for (let k = 0; k < spectra.length; k++) {
    const place = places[k][i];
    if (place) {
      sum += valueAt(spectra[k].intensity, place);
      variance += varianceAt(spectra[k].sigma, place);
      scans++;
    }
  }
  return {
    intensity: sum / scans,
    sigma: Math.sqrt(variance) / scans,
    counts: NaN,
    monitor: NaN,
    scans
  };
}
