import type { Range } from './spectrum.js';

/**
 * Weights (n) that integrate values (n) at ascending energies over a range by the trapezoidal rule, the values at its
 * ends interpolated: ∫ = Σ wᵢ·yᵢ. What lies outside the energies counts nothing.
 */
export function integrationWeights(energy: Float64Array, [low, high]: Range): Float64Array {
  const weights = new Float64Array(energy.length);
  for (let i = 0; i + 1 < energy.length; i++) {
    const width = energy[i + 1] - energy[i];
    const from = Math.max(low, energy[i]);
    const to = Math.min(high, energy[i + 1]);
    if (to > from) {
      // the line between the two points, integrated from `from` to `to`
      const share = ((from + to) / 2 - energy[i]) / width;
      weights[i] += (to - from) * (1 - share);
      weights[i + 1] += (to - from) * share;
    }
  }
  return weights;
}
