import type { Spectrum } from '../spectrum.js';
import { partOf } from './curve.js';
import type { Part } from './linear.js';

/** A scale, with its derivatives by the points of two spectra (∂/∂y of each) if it was measured. */
export interface FoundScale {
  sigma: number;
  gradients?: readonly [Float64Array, Float64Array];
}

/**
 * Contributions of a scale measured on two spectra to points derived from both (n); `slope` is the
 * derivative of each point by the scale. Empty for a given scale.
 */
export function scaleParts(
  spectra: readonly [Spectrum, Spectrum],
  { sigma, gradients }: FoundScale,
  slope: Float64Array
): Part[] {
  return gradients && sigma > 0
    ? spectra.map((spectrum, k) =>
        partOf(spectrum, {
          kind: 'lowRank',
          rows: slope.length,
          columns: spectrum.energy.length,
          diagonal: null,
          left: [slope],
          right: [gradients[k]]
        })
      )
    : [];
}
