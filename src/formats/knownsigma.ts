import { isMeasured } from '../science/statistics.js';
import type { ScanWarning } from './scan.js';

/**
 * σ of a file (n): NaN where it holds none, or one below zero. Where some points have one and others do not, their
 * number is said; points without an intensity need none, and a file without any σ is nothing unusual.
 */
export function knownSigma(
  values: Float64Array,
  intensity: Float64Array
): { sigma: Float64Array; warnings: ScanWarning[] } {
  const sigma = values.map(value => (value >= 0 && isMeasured(value) ? value : NaN));
  let measured = 0;
  let known = 0;
  for (let i = 0; i < intensity.length; i++) {
    const isThere = isMeasured(intensity[i]);
    measured += isThere ? 1 : 0;
    known += isThere && sigma[i] >= 0 ? 1 : 0;
  }
  const missing = known === 0 ? 0 : measured - known;
  return {
    sigma,
    warnings:
      missing === 0
        ? []
        : [
            {
              code: 'spectrum/sigma-missing',
              message: `σ is missing, or below zero, at ${missing} of ${measured} points: areas, moments and all else that is made of them have no σ either. Leave these points out, or give them a σ.`
            }
          ]
  };
}
