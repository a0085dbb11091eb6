/**
 * Round to a nano-electronvolt: sums and differences of energies have no more significant digits.
 */
export function toNanoElectronVolt(energy: number): number {
  return Math.round(energy * 1e9) / 1e9;
}
