/**
 * Limits of colours that hold all intensities.
 * @param extent smallest and largest intensity; null: there is none.
 * @returns never an empty range.
 */
export function wholeLimits(extent: readonly [number, number] | null): [number, number] {
  const [low, high] = extent ?? [0, 0];
  return low < high ? [low, high] : [low, low + 1];
}
