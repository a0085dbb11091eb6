/** Digits that an energy is given with at most: a nano-electronvolt of 8 keV. */
const digits = 13;

/** Powers of ten that are exact. */
const powers = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** Units in the last place that a few roundings amount to. */
const noise = 4;

/**
 * A number as people write it: `8639.390000000001` is 8639.39. What differs from a decimal of 13 digits by more than a
 * few roundings stays as it is. Order is kept; neighbours within the noise may become equal (`writtenEnergies`).
 * @param scale size of the numbers that it was calculated of, where they were larger: of the energies of a difference.
 */
export function writtenEnergy(energy: number, scale = 0): number {
  const size = Math.max(Math.abs(energy), scale);
  const power = powers[digits - 1 - Math.floor(Math.log10(size))];
  if (power === undefined) {
    return energy; // no number, or none of an energy's size
  }
  const decimal = Math.round(energy * power) / power; // of two whole numbers: the nearest to the decimal
  return isNoise(energy, decimal, scale) ? decimal : energy;
}

function isNoise(energy: number, decimal: number, scale: number): boolean {
  const off = Math.abs(energy - decimal);
  return off > 0 && off <= noise * lastPlace(Math.max(Math.abs(decimal), scale));
}

/** The unit in the last place; of a power of two that of the numbers below it, which is the smaller one. */
function lastPlace(size: number): number {
  const power = 2 ** Math.floor(Math.log2(size));
  return (power === size ? power / 2 : power) * Number.EPSILON;
}

/** Size of the energies whose difference an energy transfer is, eV. */
const photonEnergy = 1e4;

/** The same for a difference of two energies of photons, eV: `0.2999999999992724` is 0.3. */
export function writtenDifference(difference: number): number {
  return writtenEnergy(difference, photonEnergy);
}

/**
 * The energies of an axis (n) as people write them. Different ones stay different: those that would become equal are
 * left as they are.
 */
export function writtenEnergies(
  energies: Float64Array,
  written: (energy: number) => number = one => writtenEnergy(one)
): Float64Array {
  const made = energies.map(written);
  const origin = new Map<number, number>();
  const merged = new Set<number>();
  made.forEach((one, i) => {
    if ((origin.get(one) ?? energies[i]) !== energies[i]) {
      merged.add(one);
    }
    origin.set(one, energies[i]);
  });
  return merged.size === 0 ? made : made.map((one, i) => (merged.has(one) ? energies[i] : one));
}
