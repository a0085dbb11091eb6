import { isMeasured } from './statistics.js';

/** Summary of the cells of a map, without positions. */
export interface Survey {
  /** Number of measured cells. */
  count: number;
  /** Index of the brightest measured cell, the first of equals; -1 if there is none. */
  brightest: number;
  /** Smallest and largest measured intensity; null if there is none. */
  extent: readonly [number, number] | null;
  /** Smallest and largest positive intensity. */
  positive: readonly [number, number] | null;
}

/** Maps are immutable, so each is surveyed once. */
const known = new WeakMap<Float64Array, Survey>();

/**
 * Survey all cells of a map, once: for millions of cells each pass takes as long as the rest of the
 * first picture.
 */
export function surveyOf({ intensity }: { intensity: Float64Array }): Survey {
  let result = known.get(intensity);
  if (!result) {
    result = survey(intensity);
    known.set(intensity, result);
  }
  return result;
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
