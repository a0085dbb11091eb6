import fc from 'fast-check';
import { contourLines } from '../../../src/figures';
import type { IPlotArea } from '../../../src/figures/maps/area';
import { contourLabels } from '../../../src/figures/maps/contourlabels';
import { traceContour } from '../../../src/figures/maps/contourpath';
import { steps } from '../science/synthetic';
import { makeMap } from './maps';

const axis = steps(0, 0.25, 81);
const cone = makeMap(axis, axis, (i, j) => 10 - Math.hypot(axis[i] - 10, axis[j] - 10));
const area: IPlotArea = { left: 40, top: 8, width: 400, height: 300, x: [0, 20], y: [0, 20] };

type Segment = [number, number, number, number];

/** Drawn segments of all lines, pixels. */
function segmentsOf(lines: ReturnType<typeof contourLines>, where: IPlotArea): Segment[] {
  const segments: Segment[] = [];
  let at: [number, number] = [NaN, NaN];
  const pen = {
    moveTo: (x: number, y: number) => (at = [x, y]),
    lineTo: (x: number, y: number) => {
      segments.push([...at, x, y]);
      at = [x, y];
    }
  };
  for (let line = 0; line < lines.levelOf.length; line++) {
    traceContour(lines, line, where, pen);
  }
  return segments;
}

describe('a contour on the screen', () => {
  it('is at its energies, in either plane, and closes', () => {
    const lines = contourLines(cone, { count: 1, scale: 'linear', levels: [5] });
    const radius = ([x, y]: number[]) =>
      Math.hypot(((x - 40) / 400) * 20 - 10, ((308 - y) / 300) * 20 - 10);
    const segments = segmentsOf(lines, area);
    segments.forEach(([x0, y0, x1, y1]) => {
      expect(radius([x0, y0])).toBeCloseTo(5, 1);
      expect(radius([x1, y1])).toBeCloseTo(5, 1);
    });
    expect(segments[0].slice(0, 2)).toEqual(segments.at(-1)?.slice(2));
    const over: IPlotArea = { ...area, y: [-20, 20], plane: 'transfer' };
    segmentsOf(lines, over).forEach(([x, y]) => {
      const omega = ((x - 40) / 400) * 20;
      const delta = ((308 - y) / 300) * 40 - 20;
      expect(Math.hypot(omega - 10, omega - delta - 10)).toBeCloseTo(5, 1);
    });
  });

  it('is complete where visible, at any zoom, and little is drawn beyond that', () => {
    const lines = contourLines(cone, { count: 1, scale: 'linear', levels: [5] });
    const energy = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(energy, energy, fc.double({ min: 0.5, max: 8, noNaN: true }), (x, y, size) => {
        const zoomed: IPlotArea = { ...area, x: [x, x + size], y: [y, y + size] };
        const drawn = segmentsOf(lines, zoomed);
        const isDrawn = ([u, v]: number[]) =>
          drawn.some(([x0, y0, x1, y1]) => distance([u, v], [x0, y0], [x1, y1]) < 1.5);
        for (let k = 0; k < lines.incident.length; k++) {
          const u = 40 + ((lines.incident[k] - x) / size) * 400;
          const v = 8 + ((y + size - lines.emission[k]) / size) * 300;
          if (u >= 40 && u <= 440 && v >= 8 && v <= 308) {
            expect(isDrawn([u, v])).toBe(true);
          }
        }
        // a segment on both sides of one edge is left out
        drawn.forEach(([x0, , x1]) => expect(Math.max(x0, x1)).toBeGreaterThanOrEqual(40));
      }),
      { seed: 3, numRuns: 40 }
    );
  });

  it('has its intensity on it: within the plot, upright, without overlaps', () => {
    const levels = [2, 4, 6, 8];
    const lines = contourLines(cone, { count: 1, scale: 'linear', levels });
    const labels = contourLabels(lines, area);
    expect(labels.map(({ text }) => text)).toEqual(['2', '4', '6']); // no room is left for 8
    labels.forEach(({ x, y, angle }, k) => {
      expect(x > 40 && x < 440 && y > 8 && y < 308).toBe(true);
      expect(Math.abs(angle)).toBeLessThanOrEqual(Math.PI / 2);
      labels
        .slice(k + 1)
        .forEach(other => expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThan(40));
    });
    const narrow: IPlotArea = { ...area, width: 20, height: 15 };
    expect(contourLabels(lines, narrow)).toEqual([]);
  });
});

/** Distance from a point to a segment, pixels. */
function distance([x, y]: number[], [x0, y0]: number[], [x1, y1]: number[]): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const part = Math.max(0, Math.min(1, along));
  return Math.hypot(x - x0 - part * dx, y - y0 - part * dy);
}
