import type { CurveData } from './curve.js';

/** The outline of an area as filled by plotly: parts are separated by NaN. */
export interface IOutline {
  x: Float64Array;
  y: Float64Array;
}

const known = new WeakMap<CurveData, { floor: number; outline: IOutline }>();

/**
 * The area within one σ of a curve: each unbroken run of known points has its own outline. The same
 * curve returns the same arrays, so that plotly need not redraw them.
 * @param floor the lowest intensity that can be drawn: lower values are clamped to it; -Infinity on
 * a linear axis.
 */
export function bandOf(curve: CurveData, floor: number): IOutline {
  const before = known.get(curve);
  if (before?.floor === floor) {
    return before.outline;
  }
  const outline = outlineOf(curve, floor);
  known.set(curve, { floor, outline });
  return outline;
}

function outlineOf(curve: CurveData, floor: number): IOutline {
  const { energy, intensity, sigma } = curve;
  const runs = runsOf(curve);
  const size = runs.reduce((sum, [from, to]) => sum + 2 * (to - from) + 1, 0);
  const [x, y] = [new Float64Array(size), new Float64Array(size)];
  let place = 0;
  const put = (i: number, sign: 1 | -1) => {
    x[place] = energy[i];
    y[place++] = Math.max(floor, intensity[i] + sign * sigma[i]);
  };
  for (const [from, to] of runs) {
    for (let i = from; i < to; i++) {
      put(i, 1);
    }
    for (let i = to - 1; i >= from; i--) {
      put(i, -1);
    }
    x[place] = y[place] = NaN;
    place++;
  }
  return { x, y };
}

/** Where a curve and its σ are known: half-open runs of indices. */
function runsOf({ energy, intensity, sigma }: CurveData): [number, number][] {
  const runs: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= energy.length; i++) {
    const isKnown = i < energy.length && Number.isFinite(intensity[i] + sigma[i]);
    if (isKnown && from < 0) {
      from = i;
    } else if (!isKnown && from >= 0) {
      runs.push([from, i]);
      from = -1;
    }
  }
  return runs;
}
