import type { Range } from '../../analysis/document/index.js';
import type { ICurve } from './curve.js';
import type { IPlotSize } from './curvenames.js';
import type { ISpectraRange } from './spectrarange.js';

/** Marks over curves, and the names in the legend between them. */
export interface IMarked {
  /** Energies, eV; for a line, both ends are the same. */
  readonly spans: readonly Range[];
  readonly names: readonly string[];
  /** Size of the part of the plot with the curves, pixels. */
  readonly size: IPlotSize;
}

/**
 * Approximate pixels of a legend's row, its margins, the sample of a line with its gaps, and a
 * character.
 */
const [row, rim, sample, wide] = [19, 6, 46, 6.4];

/** Free space between a legend and a mark, pixels. */
const gap = 6;

/** Positions to try, as fractions of the free width. */
const places = [1, 0, 0.75, 0.5, 0.25, 0.875, 0.625, 0.375, 0.125];

/** A box in a plot: fractions of its width, and of its height from the bottom. */
interface IBox {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

const atEnd = { x: 1, y: 1, xanchor: 'right', yanchor: 'top', maxheight: 0.6 };

/** Above the plot, which makes room for it. */
const above = { orientation: 'h', x: 0, y: 1, xanchor: 'left', yanchor: 'bottom' };

/**
 * A position at the top of a plot, where labels of marks make way for it, that covers no mark and
 * no curve: the right end, the left end, or in between; if there is none, above the plot.
 */
export function placeAmongMarks(
  { spans, names, size }: IMarked,
  curves: readonly ICurve[],
  range: ISpectraRange,
  isLog: boolean
) {
  if (size.width <= 0 || size.height <= 0) {
    return atEnd; // not laid out yet
  }
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const width = (sample + wide * longest) / size.width;
  const height = (row * names.length + rim) / size.height;
  const taken = [
    ...spans.map(span => boxOfSpan(span, range, gap / size.width)),
    ...curves.flatMap(curve => boxesOf(curve, range, isLog))
  ];
  const free = places.find(place => {
    const left = place * (1 - width);
    const own: IBox = { x: [left, left + width], y: [1 - height, 1] };
    return width <= 1 && height <= 0.6 && !taken.some(box => overlap(box, own));
  });
  if (free === undefined) {
    return above;
  }
  return free === 1 ? atEnd : { ...atEnd, x: free * (1 - width), xanchor: 'left' };
}

function boxOfSpan(
  [from, to]: readonly [number, number],
  range: ISpectraRange,
  rest: number
): IBox {
  const ends = [acrossOf(from, range), acrossOf(to, range)].sort((a, b) => a - b);
  return { x: [ends[0] - rest, ends[1] + rest], y: [0, 1] };
}

/**
 * The bounding box of each segment of a curve: a steep line may cross a box without a point in it.
 */
function boxesOf({ data }: ICurve, range: ISpectraRange, isLog: boolean): IBox[] {
  const [bottom, top] = range.y;
  const at = (i: number) => {
    const value = isLog ? Math.log10(data.intensity[i]) : data.intensity[i];
    return [acrossOf(data.energy[i], range), (value - bottom) / (top - bottom)] as const;
  };
  const boxes: IBox[] = [];
  for (let i = 1; i < data.energy.length; i++) {
    const [one, other] = [at(i - 1), at(i)];
    boxes.push({ x: ordered(one[0], other[0]), y: ordered(one[1], other[1]) });
  }
  return boxes;
}

function acrossOf(energy: number, { x: [from, to] }: ISpectraRange): number {
  return (energy - from) / (to - from);
}

function ordered(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}

/** A box with non-finite values overlaps nothing. */
function overlap(a: IBox, b: IBox): boolean {
  return a.x[0] <= b.x[1] && b.x[0] <= a.x[1] && a.y[0] <= b.y[1] && b.y[0] <= a.y[1];
}
