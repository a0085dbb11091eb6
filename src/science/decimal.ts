/** Decimals that energies are written with: none is measured more exactly. */
const steps = 1e6;

/** How far a sum or a product may be from its decimal: twice what rounding it once does, relative to it. */
const noise = 2 * Number.EPSILON;

/**
 * An energy that was computed, as the decimal of six digits that it stands for (8639.39, not 8639.390000000001), where it
 * differs from that by no more than its computation rounds; any other as it is. Of numbers of any size.
 */
export function asDecimal(energy: number): number {
  const decimal = Math.round(energy * steps) / steps;
  return Math.abs(decimal - energy) <= noise * Math.abs(energy) ? decimal : energy;
}
