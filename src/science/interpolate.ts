import { isSameEnergy, isWithin } from './equalenergies.js';

/** A position between two neighbouring points: value = (1 − fraction)·lower + fraction·upper. */
export interface Place {
  lower: number;
  upper: number;
  fraction: number;
}

/** Position of an energy among ascending energies (n ≥ 1); null outside of them. */
export function locate(energies: Float64Array, energy: number): Place | null {
  const last = energies.length - 1;
  if (!isWithin(energy, [energies[0], energies[last]])) {
    return null;
  }
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (energies[middle] <= energy) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  if (low === last || isSameEnergy(energy, energies[low])) {
    return { lower: low, upper: low, fraction: 0 };
  }
  if (isSameEnergy(energy, energies[low + 1])) {
    return { lower: low + 1, upper: low + 1, fraction: 0 };
  }
  const fraction = (energy - energies[low]) / (energies[low + 1] - energies[low]);
  return { lower: low, upper: low + 1, fraction };
}

/** A value between points, linear. */
export function valueAt(values: Float64Array, { lower, upper, fraction }: Place): number {
  return fraction === 0 ? values[lower] : (1 - fraction) * values[lower] + fraction * values[upper];
}

/** Variance of a value between points of independent σ: (1 − f)²σ² + f²σ². */
export function varianceAt(sigma: Float64Array, { lower, upper, fraction }: Place): number {
  if (fraction === 0) {
    return sigma[lower] * sigma[lower];
  }
  const [a, b] = [(1 - fraction) * sigma[lower], fraction * sigma[upper]];
  return a * a + b * b;
}
