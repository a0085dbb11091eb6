import type { Steps } from './cellstep.js';
import type { ICurve } from '../figures/curves/curve.js';
import { pointAt, type ICurvePoint } from './nearestpoint.js';
import { panelOf } from './panel.js';
import type { IPlotlyNode } from './plotly.js';

/**
 * The same if energies run upwards, as next to a map: up and down move along a curve, left and
 * right to the previous and next curve.
 */
export function steppedUpwards(
  curves: readonly ICurve[],
  layout: NonNullable<IPlotlyNode['_fullLayout']>,
  from: ICurvePoint | null,
  [right, up]: Steps
): ICurvePoint | null {
  const turned = { ...layout, xaxis: layout.yaxis, yaxis: layout.xaxis };
  const point = steppedPoint(curves, turned, from, [up, -right]);
  const { l: left, t: top, w: width, h: height } = layout._size;
  return (
    point && {
      ...point,
      // along the rotated axes: energies to the left, intensities to the bottom
      x: left + (1 - (point.y - top) / height) * width,
      y: top + (1 - (point.x - left) / width) * height
    }
  );
}

/**
 * The point at a number of steps from another, among the visible ones; up and down move to the
 * previous and next curve, at the nearest energy.
 * @param from null, or on a curve that no longer exists: the middle of the active curve, else of
 * the first.
 * @returns null if no point is visible.
 */
export function steppedPoint(
  curves: readonly ICurve[],
  layout: NonNullable<IPlotlyNode['_fullLayout']>,
  from: ICurvePoint | null,
  [right, up]: Steps
): ICurvePoint | null {
  const panel = panelOf(layout, 'yaxis');
  if (!panel) {
    return null;
  }
  const [low, high] = [...panel.xaxis.range].sort((a, b) => a - b);
  const seenOf = ({ data: { energy, intensity } }: ICurve) =>
    [...energy.keys()].filter(
      i => energy[i] >= low && energy[i] <= high && Number.isFinite(intensity[i])
    );
  const there = curves.filter(curve => seenOf(curve).length > 0);
  const key = from?.curve.key;
  const known = there.findIndex(curve => curve.key === key);
  const usual = Math.max(
    0,
    there.findIndex(({ isActive }) => isActive)
  );
  const at = known < 0 ? usual : Math.max(0, Math.min(there.length - 1, known - Math.sign(up)));
  const curve = there.at(at);
  if (!curve) {
    return null;
  }
  const seen = seenOf(curve);
  const { energy } = curve.data;
  const middle = (low + high) / 2;
  const wanted = known < 0 || !from ? middle : from.curve.data.energy[from.index];
  const nearest = seen.reduce((best, i) =>
    Math.abs(energy[i] - wanted) < Math.abs(energy[best] - wanted) ? i : best
  );
  // a profile over Δ has descending energies
  const isAscending = energy[0] <= energy[energy.length - 1];
  const ahead = panel.xaxis.range[0] <= panel.xaxis.range[1] === isAscending ? right : -right;
  const place = known < 0 ? seen.indexOf(nearest) : seen.indexOf(nearest) + ahead;
  const index = seen[Math.max(0, Math.min(seen.length - 1, place))];
  return pointAt(curve, index, panel);
}
