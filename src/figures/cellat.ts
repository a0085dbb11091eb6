/** Index of the cell an energy falls in; −1 outside. `borders` ascending (n + 1). */
export function cellAt(borders: Float64Array, energy: number): number {
  let low = 0;
  let high = borders.length - 1;
  if (!(energy >= borders[0] && energy < borders[high])) {
    return -1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (borders[middle] <= energy) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
