/** Nominal values of a jittering axis: `values` ascending (m), and the level of each point (n; -1 for none). */
export interface Levels {
  values: Float64Array;
  of: Int32Array;
}

/**
 * Group a readback into the levels it was moved to. Points nearer than half the nominal step are
 * one level; a level's value is the median of its points. The nominal step is the largest gap
 * that still splits sorted neighbours in two kinds: jitter below it, steps above.
 */
export function levels(axis: Float64Array): Levels {
  const order = Uint32Array.from(axis.keys())
    .filter(i => Number.isFinite(axis[i]))
    .sort((a, b) => axis[a] - axis[b]);
  const of = new Int32Array(axis.length).fill(-1);
  if (order.length === 0) {
    return { values: new Float64Array(0), of };
  }
  const half = nominalStep(axis, order) / 2;
  const values: number[] = [];
  let first = 0;
  for (let k = 1; k <= order.length; k++) {
    const ends = k === order.length || axis[order[k]] - axis[order[k - 1]] > half;
    if (ends) {
      const size = k - first;
      const middle = first + (size >> 1);
      const high = axis[order[middle]];
      values.push(size % 2 ? high : (high + axis[order[middle - 1]]) / 2);
      for (let i = first; i < k; i++) {
        of[order[i]] = values.length - 1;
      }
      first = k;
    }
  }
  return { values: Float64Array.from(values), of };
}

/**
 * The step the axis was moved by, eV: gaps of sorted neighbours fall into jitter (many, small) and
 * steps (few, large); the widest ratio between successive gaps parts them.
 * @returns Infinity where nothing but jitter is seen.
 */
function nominalStep(axis: Float64Array, order: Uint32Array): number {
  const gaps = new Float64Array(Math.max(order.length - 1, 0));
  for (let k = 1; k < order.length; k++) {
    gaps[k - 1] = axis[order[k]] - axis[order[k - 1]];
  }
  gaps.sort();
  const floor = 1e-6;
  let step = NaN;
  let widest = 5; // steps stand out from jitter by more than this, else all gaps are of one kind
  for (let k = 1; k < gaps.length; k++) {
    const ratio = gaps[k] / Math.max(gaps[k - 1], floor);
    if (gaps[k] > resolution && ratio > widest) {
      widest = ratio;
      step = gaps[k];
    }
  }
  if (Number.isFinite(step)) {
    return step;
  }
  const typical = gaps.length > 0 ? gaps[gaps.length >> 1] : 0;
  return typical > resolution ? typical : Infinity;
}

/** Below this (eV) a difference of energies is readback noise of any monochromator. */
const resolution = 0.015;

/** Whether an axis was moved in the scan: more than one level, and more than noise. */
export function varies(axis: Float64Array): boolean {
  return levels(axis).values.length > 1;
}
