import { writtenNumber } from '../../base/writtennumber.js';
import type { ContourLines } from '../contourlines.js';
import { isInside, type IPlotArea } from './area.js';
import { traceContour } from './contourpath.js';

/** The intensity label of a line. */
export interface IContourLabel {
  text: string;
  /** Middle, pixels of the node. */
  x: number;
  y: number;
  /** Rotation, radians; never upside down. */
  angle: number;
}

/** Half the length and half the height of a label, pixels; a shorter line has no room for one. */
const [halfLength, halfHeight] = [24, 8];

/** Strongest bend along which a label is legible: the fraction by which the chord is shorter. */
const mostBend = 0.25;

type Place = readonly [number, number];

/**
 * A label for each level that has room for one: on its straightest piece that is not covered by
 * another.
 */
export function contourLabels(lines: ContourLines, area: IPlotArea): IContourLabel[] {
  const labels: IContourLabel[] = [];
  const isFree = ({ x, y }: IContourLabel) =>
    labels.every(other => Math.hypot(other.x - x, other.y - y) > 2 * halfLength);
  const byLevel = lines.levels.map((): Place[][] => []);
  for (let line = 0; line < lines.levelOf.length; line++) {
    byLevel[lines.levelOf[line]].push(...piecesOf(lines, line, area));
  }
  byLevel.forEach((pieces, level) => {
    const text = writtenNumber(Number(lines.levels[level].toPrecision(3)));
    const places = pieces
      .flatMap(piece => straightest(piece, area))
      .sort((a, b) => a.bend - b.bend)
      .map(({ bend: _, ...place }) => ({ text, ...place }));
    const label = places.find(isFree);
    if (label) {
      labels.push(label);
    }
  });
  return labels;
}

/** The visible pieces of a line, as points. */
function piecesOf(lines: ContourLines, line: number, area: IPlotArea): Place[][] {
  const pieces: Place[][] = [];
  traceContour(lines, line, area, {
    moveTo: (x, y) => pieces.push([[x, y]]),
    lineTo: (x, y) => pieces.at(-1)?.push([x, y])
  });
  return pieces;
}

/** Where a label fits on a piece, and the fraction by which the line bends there. */
function straightest(piece: readonly Place[], area: IPlotArea) {
  const found: (Omit<IContourLabel, 'text'> & { bend: number })[] = [];
  const along = lengths(piece);
  let end = 0;
  for (let start = 0; start < piece.length && end < piece.length; start++) {
    while (end < piece.length && along[end] - along[start] < 2 * halfLength) {
      end++;
    }
    if (end < piece.length) {
      const [[x0, y0], [x1, y1]] = [piece[start], piece[end]];
      const length = along[end] - along[start];
      const place = { x: (x0 + x1) / 2, y: (y0 + y1) / 2, angle: upright(x1 - x0, y1 - y0) };
      const bend = 1 - Math.hypot(x1 - x0, y1 - y0) / length;
      if (bend <= mostBend && isRoomy(area, place)) {
        found.push({ ...place, bend });
      }
    }
  }
  return found.sort((a, b) => a.bend - b.bend).slice(0, 8);
}

/** Length of a piece up to each of its points, pixels. */
function lengths(piece: readonly Place[]): Float64Array {
  const along = new Float64Array(piece.length);
  for (let k = 1; k < piece.length; k++) {
    const [[x0, y0], [x1, y1]] = [piece[k - 1], piece[k]];
    along[k] = along[k - 1] + Math.hypot(x1 - x0, y1 - y0);
  }
  return along;
}

function upright(across: number, down: number): number {
  return Math.atan2(across < 0 ? -down : down, Math.abs(across));
}

/** Whether a label lies completely within the plot area. */
function isRoomy(area: IPlotArea, { x, y, angle }: Omit<IContourLabel, 'text'>): boolean {
  const wide = Math.abs(Math.cos(angle)) * halfLength + halfHeight;
  const high = Math.abs(Math.sin(angle)) * halfLength + halfHeight;
  return isInside(area, x - wide, y - high) && isInside(area, x + wide, y + high);
}
