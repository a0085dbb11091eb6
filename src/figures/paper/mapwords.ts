import type { MapWords } from '../maps/mapfigure.js';

/** Of a plot that is less high or wide, pixels, the words are short. */
const [leastWidth, leastHeight] = [200, 170];

/** The words about a map in a plot of some size: what its colours are is said in any. */
export function mapWordsFor({ width, height }: { width: number; height: number }): MapWords {
  return width < leastWidth || height < leastHeight ? 'short' : 'all';
}
