/** Most digits of a written energy: a nano-electronvolt at 8 keV. */
const digits = 13;

/** Exactly representable powers of ten. */
const powers = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** Units in the last place that a few roundings amount to. */
const noise = 4;

/**
 * Remove rounding noise: `8639.390000000001` becomes 8639.39. A number that differs by more than a
 * few roundings from any decimal of 13 digits is returned unchanged. Order is preserved; neighbours
 * within the noise may become equal (`writtenEnergies`).
 * @param scale size of the numbers it was computed from, if larger: for a difference that of the
 * energies.
 */
export function writtenEnergy(energy: number, scale = 0): number {
  const size = Math.max(Math.abs(energy), scale);
  const power = powers[digits - 1 - Math.floor(Math.log10(size))];
  if (power === undefined) {
    return energy; // not finite, or not the size of an energy
  }
  const decimal = Math.round(energy * power) / power; // both exact, so this is the nearest to the decimal
  return isNoise(energy, decimal, scale) ? decimal : energy;
}

function isNoise(energy: number, decimal: number, scale: number): boolean {
  const off = Math.abs(energy - decimal);
  return off > 0 && off <= noise * lastPlace(Math.max(Math.abs(decimal), scale));
}

/** The unit in the last place; for a power of two that of the smaller numbers, which is smaller. */
function lastPlace(size: number): number {
  const power = 2 ** Math.floor(Math.log2(size));
  return (power === size ? power / 2 : power) * Number.EPSILON;
}

/** Size of the energies in the difference of an energy transfer, eV. */
const photonEnergy = 1e4;

/** The same for a difference of two photon energies, eV: `0.2999999999992724` becomes 0.3. */
export function writtenDifference(difference: number): number {
  return writtenEnergy(difference, photonEnergy);
}

/**
 * The energies of an axis (n) without rounding noise. Distinct energies stay distinct: those that
 * would become equal are returned unchanged.
 */
export function writtenEnergies(
  energies: Float64Array,
  written: (energy: number) => number = value => writtenEnergy(value)
): Float64Array {
  const made = energies.map(written);
  const origin = new Map<number, number>();
  const merged = new Set<number>();
  made.forEach((value, i) => {
    if ((origin.get(value) ?? energies[i]) !== energies[i]) {
      merged.add(value);
    }
    origin.set(value, energies[i]);
  });
  return merged.size === 0
    ? made
    : made.map((value, i) => (merged.has(value) ? energies[i] : value));
}
