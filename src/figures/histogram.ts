import type { ColorScale } from '../analysis/document/types.js';
import type { RXESMap } from '../science/map.js';
import { isMeasured } from '../science/statistics.js';
import { surveyOf } from '../science/survey.js';
import { intensityScale } from './intensityscale.js';

/** Histogram of the intensities of a map's cells. */
export interface Histogram {
  /** Smallest and largest intensity; on a logarithmic scale, of positive ones. */
  extent: [number, number];
  /** Number of cells in each of equal parts of the scale between them. */
  counts: Uint32Array;
}

/** A number at which each part is drawn as a bar of a few pixels. */
const parts = 120;

/**
 * Count the measured cells of a map along its colour scale; a single intensity has a single part.
 * @param noise as in `intensityScale`.
 */
export function histogramOf(map: RXESMap, scale: ColorScale, noise?: number): Histogram {
  const { extent, positive } = surveyOf(map);
  const [low, high] = (scale === 'log' ? positive : extent) ?? [0, 0];
  const { place } = intensityScale(map, scale, noise);
  const [from, to] = [place(low), place(high)];
  const counts = new Uint32Array(to > from ? parts : 1);
  for (const value of map.intensity) {
    if (isMeasured(value) && value >= low && value <= high) {
      // divide first: the number of parts over a tiny span would be infinite
      const share = to > from ? (place(value) - from) / (to - from) : 0;
      counts[Math.max(0, Math.min(Math.floor(share * parts), counts.length - 1))]++;
    }
  }
  return { extent: [low + 0, high + 0], counts }; // turns −0 into 0, for display
}
