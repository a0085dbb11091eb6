import { otherEnergy } from '../../analysis/mapplane.js';
import type { ContourLines } from '../contourlines.js';
import { planeOf, type IPlotArea } from './area.js';

/** Least distance between drawn vertices, pixels. */
const fine = 0.75;

/** Starts a new line, or continues it, at pixels of the node. */
export interface IPen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/**
 * Draw the visible parts of a contour line, without points outside the plot area or too close to be
 * distinguished.
 * @param line its index.
 */
export function traceContour(lines: ContourLines, line: number, area: IPlotArea, pen: IPen): void {
  const { incident, emission, starts, closed } = lines;
  const [from, to] = [starts[line], starts[line + 1]];
  const toPixel = pixelsOf(area);
  const count = to - from + closed[line];
  let [fromX, fromY, fromSide] = [0, 0, 0];
  let isDown = false;
  for (let k = 0; k < count; k++) {
    const at = k === to - from ? from : from + k;
    const [x, y] = toPixel(incident[at], emission[at]);
    const side = sideOf(area, x, y);
    if (k > 0) {
      const isNear = Math.abs(x - fromX) + Math.abs(y - fromY) < fine && k + 1 < count;
      if (isNear && side === fromSide) {
        continue;
      }
      if ((side & fromSide) !== 0) {
        isDown = false; // all of it is beyond the same edge
      } else {
        if (!isDown) {
          pen.moveTo(fromX, fromY);
        }
        pen.lineTo(x, y);
        isDown = true;
      }
    }
    [fromX, fromY, fromSide] = [x, y, side];
  }
}

/** From Ω and ω to a point on the node, pixels. */
export function pixelsOf(
  area: IPlotArea
): (incident: number, emission: number) => [number, number] {
  const plane = planeOf(area);
  const { left, top, width, height, x, y } = area;
  const [across, up] = [width / (x[1] - x[0]), height / (y[1] - y[0])];
  return (incident, emission) => [
    left + (incident - x[0]) * across,
    top + (y[1] - otherEnergy(plane, incident, emission)) * up
  ];
}

/** The edges of the plot area that a point is beyond: one bit each. */
function sideOf({ left, top, width, height }: IPlotArea, x: number, y: number): number {
  return (
    (x < left ? 1 : 0) | (x > left + width ? 2 : 0) | (y < top ? 4 : 0) | (y > top + height ? 8 : 0)
  );
}
