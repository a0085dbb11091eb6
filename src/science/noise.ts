import { isCounted, type CountedSpectrum, type Spectrum, type Warning } from './spectrum.js';
import { isMeasured } from './statistics.js';

/**
 * Variance of a point's counts: (σ·I1)², which is N where only counting made it; none of no counts, for
 * sums of zeros have σ = 1 together, not each.
 */
export function countVariance(counts: number, monitor: number, sigma: number): number {
  if (counts === 0) {
    return 0;
  }
  const deviation = sigma * monitor;
  const variance = deviation * deviation;
  // counting alone is the rule, and then the sum is exact; √ and square lose the last bit
  return Math.abs(variance - counts) <= 1e-9 * counts || !isMeasured(variance) ? counts : variance;
}

/** Variance of N/I1 that an intensity of 1 leads to expect (n): 1/I1, more where N has more than N. */
export function perIntensity({ counts, monitor, sigma }: CountedSpectrum): Float64Array {
  return monitor.map((i1, i) => {
    const n = counts[i];
    return (n > 0 ? countVariance(n, i1, sigma[i]) / n : 1) / i1;
  });
}

/**
 * Variances of sums of points whose σ is √max(N,1)/I1: that of the summed counts. Points without a count add
 * nothing to it; where none has any, the sum has the variance of one count, once and not once a point.
 */
export class VarianceSums {
  constructor(size: number) {
    this._counted = new Float64Array(size);
    this._empty = new Float64Array(size);
    this._weights = new Float64Array(size);
  }

  /**
   * Add a point to sum k: the variance of its part of the sum, and whether it is known to have no count; then
   * a count is as likely there as its monitor says.
   */
  add(k: number, variance: number, isEmpty = false, monitor = 1): void {
    if (!isEmpty) {
      this._counted[k] += variance;
    } else if (variance > 0) {
      // the mean by monitor, of one point exactly its own
      const weight = (this._weights[k] += monitor);
      this._empty[k] += (variance - this._empty[k]) * (monitor / weight);
    }
  }

  /** Variance of sum k. */
  at(k: number): number {
    return this._counted[k] > 0 || Number.isNaN(this._counted[k])
      ? this._counted[k]
      : this._empty[k];
  }

  private _counted: Float64Array;
  /** What one count adds to the variance, in the mean over the points without one. */
  private _empty: Float64Array;
  private _weights: Float64Array;
}

/** Variance of Σ w·y over the points of a spectrum (n), with all that they are known to share. */
export function varianceOfSum(weights: Float64Array, spectrum: Spectrum): number {
  const { sigma, shared = [] } = spectrum;
  const sums = new VarianceSums(1);
  const counted = isCounted(spectrum) ? spectrum : null;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] !== 0) {
      const deviation = weights[i] * sigma[i];
      const isEmpty = counted !== null && counted.counts[i] === 0;
      sums.add(0, deviation * deviation, isEmpty, isEmpty ? counted.monitor[i] : 1);
    }
  }
  let variance = sums.at(0);
  for (const { curve, sign } of shared) {
    let [together, apart] = [0, 0];
    for (let i = 0; i < weights.length; i++) {
      const part = weights[i] === 0 ? 0 : weights[i] * curve[i];
      together += part;
      apart += part * part;
    }
    variance += sign * (together * together - apart);
  }
  return shared.length > 0 ? Math.max(variance, 0) : variance;
}

/** What is to be said where points that share noise in an unknown way are summed or fitted. */
export function correlationWarnings(spectrum: Spectrum): Warning[] {
  return spectrum.isCorrelated
    ? [
        {
          code: 'spectrum/correlated',
          message:
            'The points of this spectrum share their noise (it was smoothed or interpolated, or a background was taken off it): σ of what is summed or fitted over them is not right, rather too small. Do that with the measured points.'
        }
      ]
    : [];
}

/**
 * What a spectrum has of those that it was made of: the mark where that keeps no account of what its points share,
 * and the jitter of their energies.
 */
export function markOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'isCorrelated' | 'jitter'> {
  const isMarked = spectra.some(
    ({ shared, isCorrelated }) => isCorrelated || (shared && shared.length > 0)
  );
  return { ...(isMarked ? { isCorrelated: true } : {}), ...jitterOf(...spectra) };
}

/** The jitter of the energies of several spectra, where a readback is among them. */
export function jitterOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'jitter'> {
  const jitter = Math.max(0, ...spectra.map(one => one.jitter ?? 0));
  return jitter > 0 ? { jitter } : {};
}

/** Each point's own σ (n), without what it shares with others. */
export function ownSigma({ sigma, shared = [] }: Spectrum): Float64Array {
  return shared.length === 0
    ? sigma
    : sigma.map((s, i) => {
        const common = shared.reduce((sum, { curve, sign }) => sum + sign * curve[i] * curve[i], 0);
        return Math.sqrt(Math.max(s * s - common, 0));
      });
}
