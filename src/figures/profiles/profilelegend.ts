import { plainWords } from '../axes.js';
import type { IPlotSize } from '../curves/curvenames.js';
import { shortened } from '../curves/spectratraces.js';

/** Approximate height of a line of a legend, and width of a wide and a narrow character, pixels. */
const lineHeight = 19;
const wide = 7.2;
const narrow = 3.6;
const narrowOnes = /[ .,:;'|!()[\]Ilijtf]/g;
/** Pixels of the line sample and the margins of a legend. */
const sample = 40;
/** Largest fractions of the plot's width and height for a legend: the curves have to be visible. */
const most = { x: 0.95, y: 0.7 };
/** A shorter name is meaningless. */
const fewest = 8;

/**
 * The names of curves that fit into a legend within a small plot, long ones shortened.
 * @param curves by their labels. @param size between the axes, pixels; 0 or less before it is
 * known.
 * @returns null if it does not fit: the colours on the map then identify the curves.
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
  // names that differ only in the middle would be equal
  return new Set(short).size < new Set(names).size ? null : short;
}

function widthOf(name: string): number {
  const thin = name.match(narrowOnes)?.length ?? 0;
  return thin * narrow + (name.length - thin) * wide;
}
