import type { Places } from './commonaxis.js';
import type { CountedSpectrum, Spectrum } from './spectrum.js';
import { countVariance } from './tidy.js';

/** The points of an average (n). */
export interface Means {
  intensity: Float64Array;
  sigma: Float64Array;
  /** ΣN and ΣI1; null where it is no ratio of sums. */
  counts: Float64Array | null;
  monitor: Float64Array | null;
  /** How many scans have the point. */
  scans: Uint32Array;
}

/** ΣN/ΣI1, σ = √max(Σσ_N², 1)/ΣI1; interpolated N has the variance (1 − f)²N + f²N. */
export function ratioOfSums(
  spectra: readonly CountedSpectrum[],
  places: readonly Places[],
  n: number
): Means {
  const [counts, monitor, variance] = [0, 1, 2].map(() => new Float64Array(n));
  const scans = new Uint32Array(n);
  spectra.forEach((spectrum, k) => {
    const { counts: own, monitor: i1, sigma } = spectrum;
    eachPlace(places[k], n, (i, low, f) => {
      const spread = countVariance(own[low], i1[low], sigma[low]);
      scans[i]++;
      if (f === 0) {
        counts[i] += own[low];
        monitor[i] += i1[low];
        variance[i] += spread;
      } else {
        const next = countVariance(own[low + 1], i1[low + 1], sigma[low + 1]);
        counts[i] += (1 - f) * own[low] + f * own[low + 1];
        monitor[i] += (1 - f) * i1[low] + f * i1[low + 1];
        variance[i] += (1 - f) * (1 - f) * spread + f * f * next;
      }
    });
  });
  return {
    intensity: counts.map((sum, i) => sum / monitor[i]),
    sigma: variance.map((sum, i) => Math.sqrt(Math.max(sum, 1)) / monitor[i]),
    counts,
    monitor,
    scans
  };
}

/** The plain mean of the scans' intensities, σ = √Σσ²/n. */
export function meanOf(spectra: readonly Spectrum[], places: readonly Places[], n: number): Means {
  const [sum, variance] = [0, 1].map(() => new Float64Array(n));
  const scans = new Uint32Array(n);
  spectra.forEach(({ intensity, sigma }, k) => {
    eachPlace(places[k], n, (i, low, f) => {
      scans[i]++;
      if (f === 0) {
        sum[i] += intensity[low];
        variance[i] += sigma[low] * sigma[low];
      } else {
        const [a, b] = [(1 - f) * sigma[low], f * sigma[low + 1]];
        sum[i] += (1 - f) * intensity[low] + f * intensity[low + 1];
        variance[i] += a * a + b * b;
      }
    });
  });
  return {
    intensity: sum.map((total, i) => total / scans[i]),
    sigma: variance.map((total, i) => Math.sqrt(total) / scans[i]),
    counts: null,
    monitor: null,
    scans
  };
}

/** Go through the places that a spectrum has: which energy, which point, how far to the next. */
export function eachPlace(
  { lower, fraction }: Places,
  n: number,
  visit: (i: number, low: number, fraction: number) => void
): void {
  for (let i = 0; i < n; i++) {
    if (lower[i] >= 0) {
      visit(i, lower[i], fraction ? fraction[i] : 0);
    }
  }
}
