import type { Spectrum } from '../spectrum.js';
import { partOf } from './curve.js';
import type { Part } from './linear.js';

/** A scale that follows from points of two spectra (∂/∂y of each). */
export interface FoundScale {
  sigma: number;
  gradients?: readonly [Float64Array, Float64Array];
}

/**
 * What a scale that was found on two spectra does to points of both (n), of which `slope` is what it is multiplied by:
 * none where it was given.
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
