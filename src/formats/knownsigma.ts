import { isMeasured } from '../science/statistics.js';
import type { ScanWarning } from './scan.js';

/**
 * σ from a file (n): NaN if missing or negative. Warns if only some points have σ, with their
 * number, or if no σ is above zero; points without an intensity need none, and a file without any σ
 * is not unusual.
 */
export function knownSigma(
  values: Float64Array,
  intensity: Float64Array
): { sigma: Float64Array; warnings: ScanWarning[] } {
  const sigma = values.map(value => (value >= 0 && isMeasured(value) ? value : NaN));
  let measured = 0;
  let known = 0;
  let stated = 0;
  let above = 0;
  for (let i = 0; i < intensity.length; i++) {
    const isThere = isMeasured(intensity[i]);
    measured += isThere ? 1 : 0;
    known += isThere && sigma[i] >= 0 ? 1 : 0;
    stated += isThere && !Number.isNaN(values[i]) ? 1 : 0;
    above += isThere && sigma[i] > 0 ? 1 : 0;
  }
  if (stated > 0 && above === 0) {
    return { sigma, warnings: [nowhereAbove] };
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

const nowhereAbove = {
  code: 'spectrum/sigma-missing',
  message:
    'σ is in the file, but nowhere a number above zero: nothing is weighted by it, and areas, moments and all else that is made of these points have no σ, or one of 0. Give the points their σ, or leave it out of the file.'
};
