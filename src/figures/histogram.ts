import type { ColorScale } from '../analysis/document/types.js';
import type { RXESMap } from '../science/map.js';
import { isMeasured } from '../science/statistics.js';
import { surveyOf } from '../science/survey.js';
import { intensityScale } from './intensityscale.js';

/** How many cells of a map have which intensity. */
export interface Histogram {
  /** Smallest and largest intensity, of positive ones on a logarithmic scale. */
  extent: [number, number];
  /** Cells in each of equal parts of the scale between them. */
  counts: Uint32Array;
}

/** So many that each is seen as a bar of a few pixels. */
const parts = 120;

/**
 * Count the measured cells of a map along the scale of its colours; a single intensity is one part.
 * @param noise as `intensityScale` has it.
 */
export function histogramOf(map: RXESMap, scale: ColorScale, noise?: number): Histogram {
  const { extent, positive } = surveyOf(map);
  const [low, high] = (scale === 'log' ? positive : extent) ?? [0, 0];
  const { place } = intensityScale(map, scale, noise);
  const [from, to] = [place(low), place(high)];
  const counts = new Uint32Array(to > from ? parts : 1);
  for (const value of map.intensity) {
    if (isMeasured(value) && value >= low && value <= high) {
      // divided first: parts over the smallest of spans are infinitely many
      const share = to > from ? (place(value) - from) / (to - from) : 0;
      counts[Math.max(0, Math.min(Math.floor(share * parts), counts.length - 1))]++;
    }
  }
  return { extent: [low + 0, high + 0], counts }; // −0 is 0, as a person reads it
}
