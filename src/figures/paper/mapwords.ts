import type { MapWords } from '../maps/mapfigure.js';

/** Below this width or height, the text around a plot is short, pixels. */
const [leastWidth, leastHeight] = [200, 170];

/** The text around a map in a plot of a given size; the title of the colours is always present. */
export function mapWordsFor({ width, height }: { width: number; height: number }): MapWords {
  return width < leastWidth || height < leastHeight ? 'short' : 'all';
}
