/** Whether a value is a number that was measured: neither NaN nor infinite. */
export function isMeasured(value: number): boolean {
  return value - value === 0; // unlike Number.isFinite no global is looked up, which is slow inside a test's VM
}

/** Median of the finite values; NaN where there is none. The input is not changed. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) {
    return NaN;
  }
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Smallest and largest finite value; null where there is none. */
export function extent(values: ArrayLike<number>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return low <= high ? [low, high] : null;
}

/** One standard deviation of N/I1 by counting statistics: √max(N,1)/I1. */
export function poissonSigma(counts: number, monitor: number): number {
  return Math.sqrt(Math.max(counts, 1)) / monitor;
}
