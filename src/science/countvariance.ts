import type { CountedSpectrum } from './spectrum.js';
import { isMeasured } from './statistics.js';

/**
 * Variance of a point's counts: (σ·I1)², which is N for pure counting statistics; 0 for zero
 * counts, as zeros have σ = 1 for their sum, not each.
 */
export function countVariance(counts: number, monitor: number, sigma: number): number {
  if (counts === 0) {
    return 0;
  }
  const deviation = sigma * monitor;
  const variance = deviation * deviation;
  // usually there is only counting noise, and then the sum is exact; √ and square lose the last bit
  return Math.abs(variance - counts) <= 1e-9 * counts || !isMeasured(variance) ? counts : variance;
}

/**
 * Variance of N/I1 expected for an intensity of 1 (n): 1/I1, more if the variance of N exceeds N.
 */
export function perIntensity({ counts, monitor, sigma }: CountedSpectrum): Float64Array {
  return monitor.map((i1, i) => {
    const n = counts[i];
    return (n > 0 ? countVariance(n, i1, sigma[i]) / n : 1) / i1;
  });
}
