import { plainWords } from '../axes.js';
import type { IPlotSize } from '../curves/curvenames.js';
import { shortened } from '../curves/spectratraces.js';

/** Pixels of a line of a legend in height, and of a wide and a narrow character of it in width, about. */
const lineHeight = 19;
const wide = 7.2;
const narrow = 3.6;
const narrowOnes = /[ .,:;'|!()[\]Ilijtf]/g;
/** Pixels that the sample of a line and the rims of a legend have. */
const sample = 40;
/** Parts of the plot's width and height that a legend has at most: the curves are to be seen. */
const most = { x: 0.95, y: 0.7 };
/** A name of fewer characters tells nothing. */
const fewest = 8;

/**
 * The names of curves that a legend within a small plot has room for, long ones shortened.
 * @param curves by their labels. @param size between the axes, pixels; 0 or less before it is known.
 * @returns null where it has none: the colours on the map say which is which.
 */
export function namedInside(
  curves: readonly { readonly label: string }[],
  { width, height }: IPlotSize
): readonly string[] | null {
  const names = curves.map(({ label }) => plainWords(label));
  if (width <= 0 || height <= 0) {
    return names;
  }
  const room = width * most.x - sample;
  const lines = Math.floor((height * most.y) / lineHeight);
  const areWhole = names.every(name => widthOf(name) <= room);
  if (names.length > lines || (!areWhole && room < fewest * wide)) {
    return null;
  }
  const short = names.map(name =>
    widthOf(name) <= room ? name : shortened(name, Math.floor(room / wide))
  );
  // names that differ in the middle alone would be one
  return new Set(short).size < new Set(names).size ? null : short;
}

function widthOf(name: string): number {
  const thin = name.match(narrowOnes)?.length ?? 0;
  return thin * narrow + (name.length - thin) * wide;
}
