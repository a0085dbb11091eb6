import { isMeasured } from './statistics.js';

/** What the cells of a map hold, without where. */
export interface Survey {
  /** Cells that were measured. */
  count: number;
  /** Index of the brightest of them, the first of several; -1 where there is none. */
  brightest: number;
  /** Smallest and largest measured intensity; null where there is none. */
  extent: readonly [number, number] | null;
  /** The same of those above zero. */
  positive: readonly [number, number] | null;
}

/** A map never changes, so it is looked through once. */
const known = new WeakMap<Float64Array, Survey>();

/** Look through all cells of a map, once: of millions each look takes as long as all else that a first picture needs. */
export function surveyOf({ intensity }: { intensity: Float64Array }): Survey {
  let found = known.get(intensity);
  if (!found) {
    found = survey(intensity);
    known.set(intensity, found);
  }
  return found;
}

function survey(intensity: Float64Array): Survey {
  let count = 0;
  let brightest = -1;
  let [low, high, lowest] = [Infinity, -Infinity, Infinity];
  for (let k = 0; k < intensity.length; k++) {
    const value = intensity[k];
    if (isMeasured(value)) {
      count++;
      if (value > high) {
        high = value;
        brightest = k;
      }
      low = value < low ? value : low;
      lowest = value > 0 && value < lowest ? value : lowest;
    }
  }
  return {
    count,
    brightest,
    extent: count > 0 ? [low, high] : null,
    positive: high > 0 ? [lowest, high] : null
  };
}
