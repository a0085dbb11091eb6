/**
 * Colour limits that include all intensities.
 * @param extent smallest and largest intensity; null if there are none.
 * @returns never an empty range.
 */
export function wholeLimits(extent: readonly [number, number] | null): [number, number] {
  const [low, high] = extent ?? [0, 0];
  return low < high ? [low, high] : [low, low + 1];
}
