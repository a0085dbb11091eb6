import type { IText } from './display.js';
import { codeOf } from './codeof.js';
import { bookFont, type Contour } from './font.js';
import { wordsPlace } from './wordsplace.js';

/** A circle as a polygon, indistinguishable at the resolution of pixels. */
export function circleOf(x: number, y: number, radius: number): number[] {
  const count = Math.max(8, Math.min(64, Math.ceil(4 * Math.sqrt(radius) * 2)));
  return Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count).flatMap(angle => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle)
  ]);
}

/**
 * Outlines of a stroke along a line: they overlap, and all have the same orientation.
 * @param line alternating x and y. @param dashes alternating lengths of dashes and gaps.
 */
export function strokeOf(
  line: readonly number[],
  width: number,
  isClosed: boolean,
  dashes: readonly number[]
): number[][] {
  const whole = isClosed && line.length > 2 ? [...line, line[0], line[1]] : line;
  const pieces = dashes.length > 0 ? dashed(whole, dashes) : [whole];
  return pieces.flatMap(piece => solid(piece, width, isClosed && dashes.length === 0));
}

function solid(line: readonly number[], width: number, isClosed: boolean): number[][] {
  const outlines: number[][] = [];
  const half = width / 2;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x0, y0, x1, y1] = line.slice(i, i + 4);
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length > 0) {
      const [dx, dy] = [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half];
      outlines.push([x0 - dx, y0 - dy, x1 - dx, y1 - dy, x1 + dx, y1 + dy, x0 + dx, y0 + dy]);
    }
    // joints of thin lines are not visible
    if (width > 1 && (i > 0 || isClosed)) {
      outlines.push(circleOf(x0, y0, half));
    }
  }
  return outlines;
}

function dashed(line: readonly number[], dashes: readonly number[]): number[][] {
  const pieces: number[][] = [];
  let [index, left] = [0, dashes[0]];
  let piece: number[] = line.slice(0, 2);
  for (let i = 0; i + 3 < line.length; i += 2) {
    let [x, y] = [line[i], line[i + 1]];
    const [x1, y1] = [line[i + 2], line[i + 3]];
    let rest = Math.hypot(x1 - x, y1 - y);
    while (rest > left && left > 0) {
      x += ((x1 - x) * left) / rest;
      y += ((y1 - y) * left) / rest;
      rest -= left;
      if (index % 2 === 0) {
        pieces.push([...piece, x, y]);
      }
      index++;
      left = dashes[index % dashes.length];
      piece = [x, y];
    }
    left -= rest;
    piece.push(x1, y1);
  }
  return index % 2 === 0 ? [...pieces, piece] : pieces;
}

/** The outlines of a text. */
export function letterOutlines(item: IText): number[][] {
  const font = bookFont();
  const { runs, place } = wordsPlace(item);
  return runs.flatMap(run => {
    let along = run.x;
    return [...run.text].flatMap(letter => {
      const glyph = font.glyphOf(codeOf(letter));
      const at = along;
      const scale = run.size / font.units;
      along += scale * font.advanceOf(glyph);
      return font
        .contoursOf(glyph)
        .map(contour =>
          flattened(contour, (px, py) => place(at + scale * px, run.rise + scale * py))
        );
    });
  });
}

const pieces = 5;

/**
 * Approximate quadratic curves by short segments: between two off-curve points lies an implied
 * on-curve point.
 */
function flattened(contour: Contour, place: (x: number, y: number) => [number, number]): number[] {
  const points = contour.flatMap((point, i) => {
    const next = contour[(i + 1) % contour.length];
    const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, isOn: true };
    return point.isOn || next.isOn ? [point] : [point, middle];
  });
  const first = Math.max(
    0,
    points.findIndex(({ isOn }) => isOn)
  );
  const line: number[] = [];
  for (let k = 0; k < points.length; k++) {
    const point = points[(first + k) % points.length];
    if (point.isOn) {
      line.push(...place(point.x, point.y));
    } else {
      const from = points[(first + k - 1 + points.length) % points.length];
      const to = points[(first + k + 1) % points.length];
      for (let t = 1; t < pieces; t++) {
        const [a, b] = [1 - t / pieces, t / pieces];
        const at = (axis: 'x' | 'y') =>
          a * a * from[axis] + 2 * a * b * point[axis] + b * b * to[axis];
        line.push(...place(at('x'), at('y')));
      }
    }
  }
  return line;
}
