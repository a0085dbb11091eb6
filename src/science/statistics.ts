/** Whether a value was measured: neither NaN nor infinite. */
export function isMeasured(value: number): boolean {
  return value - value === 0; // unlike Number.isFinite this looks up no global, which is slow inside a test's VM
}

/** Median of the finite values; NaN where there is none. The input is not changed. */
export function median(values: ArrayLike<number>): number {
  const sorted = measured(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) {
    return NaN;
  }
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Smallest and largest finite value larger than `above`; null if there is none. */
export function extent(values: ArrayLike<number>, above = -Infinity): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMeasured(value) && value > above) {
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
  }
  return low <= high ? [low, high] : null;
}

/**
 * Quantiles of the finite values, interpolated linearly between them (numpy's default).
 * @param fractions each 0…1.
 * @returns one value per fraction; NaN if there is no finite value.
 */
export function quantiles(values: ArrayLike<number>, fractions: readonly number[]): number[] {
  const finite = measured(values);
  const last = finite.length - 1;
  return fractions.map(fraction => {
    const at = fraction * last;
    const low = select(finite, Math.floor(at));
    const high = select(finite, Math.min(Math.floor(at) + 1, last));
    return low + (at - Math.floor(at)) * (high - low);
  });
}

/**
 * A copy of the finite values larger than `above`. For millions of cells the built-in `filter`
 * takes a hundred times as long.
 */
export function measured(values: ArrayLike<number>, above = -Infinity): Float64Array {
  const selected = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (isMeasured(values[i]) && values[i] > above) {
      selected[count++] = values[i];
    }
  }
  return selected.subarray(0, count);
}

/** The k-th smallest value, by Hoare's selection: maps have millions of cells. Reorders the values. */
function select(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) {
        i++;
      }
      while (values[j] > pivot) {
        j--;
      }
      if (i <= j) {
        const swapped = values[i];
        values[i] = values[j];
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (k > j && k < i) {
      break;
    }
    [low, high] = k <= j ? [low, j] : [i, high];
  }
  return values.length > 0 ? values[k] : NaN;
}

/** σ of N/I1 by counting statistics: √max(N,1)/I1. */
export function poissonSigma(counts: number, monitor: number): number {
  return Math.sqrt(Math.max(counts, 1)) / monitor;
}
