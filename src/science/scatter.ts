import type { CommonAxis } from './commonaxis.js';
import { valueAt, varianceAt, type Place } from './interpolate.js';
import { isCounted, type CountedSpectrum, type Spectrum } from './spectrum.js';
import { countVariance } from './tidy.js';

/** How far scans differ from their mean in units of σ: 1 where counting explains all. */
export interface Scatter {
  chisqr: number;
  dof: number;
  /** χ²/dof; NaN without degrees of freedom or without σ. */
  redchi: number;
  /** χ²/dof of each point (n); NaN where fewer than two scans have it. */
  redchiAt: Float64Array;
}

/**
 * χ² of the scans about their mean, at the given points. Where counts are known σ² is what the mean
 * leads to expect of each scan, ȳ/I1 (Pearson's χ², whose expectation is dof for any number of counts);
 * else the scan's own σ², and the mean is weighted by it.
 */
export function scatterOf(
  spectra: readonly Spectrum[],
  { places }: Pick<CommonAxis, 'places'>,
  points: readonly number[]
): Scatter {
  const redchiAt = new Float64Array(points.length).fill(NaN);
  const isPearson = spectra.every(isCounted);
  let [chisqr, dof] = [0, 0];
  points.forEach((i, at) => {
    const samples = spectra.flatMap((spectrum, k) => {
      const place = places[k][i];
      return place ? [sample(spectrum, place, isPearson)] : [];
    });
    const own = chisqrOf(samples, isPearson);
    if (samples.length > 1 && Number.isFinite(own)) {
      redchiAt[at] = own / (samples.length - 1);
      chisqr += own;
      dof += samples.length - 1;
    }
  });
  return { chisqr, dof, redchi: dof > 0 ? chisqr / dof : NaN, redchiAt };
}

/** An intensity and its weight: 1/σ², or where counts are known ȳ/σ². */
interface Sample {
  value: number;
  weight: number;
}

function sample(spectrum: Spectrum, place: Place, isPearson: boolean): Sample {
  const value = valueAt(spectrum.intensity, place);
  if (!isPearson || !isCounted(spectrum)) {
    return { value, weight: 1 / varianceAt(spectrum.sigma, place) };
  }
  const { lower, upper, fraction } = place;
  const [low, high] = [perIntensity(spectrum, lower), perIntensity(spectrum, upper)];
  const variance =
    fraction === 0 ? low : (1 - fraction) * (1 - fraction) * low + fraction * fraction * high;
  return { value, weight: 1 / variance };
}

/** Variance of N/I1 that an intensity of 1 leads to expect: 1/I1, more where N has more than N. */
function perIntensity({ counts, monitor, sigma }: CountedSpectrum, i: number): number {
  const excess = counts[i] > 0 ? countVariance(counts[i], monitor[i], sigma[i]) / counts[i] : 1;
  return excess / monitor[i];
}

function chisqrOf(samples: readonly Sample[], isPearson: boolean): number {
  let [sum, weights] = [0, 0];
  for (const { value, weight } of samples) {
    sum += weight * value;
    weights += weight;
  }
  const mean = sum / weights;
  let chisqr = 0;
  for (const { value, weight } of samples) {
    chisqr += weight * (value - mean) * (value - mean);
  }
  return isPearson ? (mean > 0 ? chisqr / mean : 0) : chisqr;
}
