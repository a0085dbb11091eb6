import { splitCurves, type CurveData, type ICurve } from '../../plots/index.js';
import { splitJoined } from './joinedview.js';

const known = new WeakMap<CurveData, number>();

/**
 * Reports how many points have no place on a logarithmic axis: they would be missing without
 * notice. Residuals have a linear axis of their own.
 * @param curves all displayed curves. @param isSplit whether residuals have a panel.
 */
export function notPositive(curves: readonly ICurve[], isSplit: boolean): string[] {
  const { upper } = splitJoined(curves);
  const counts = (isSplit ? splitCurves(upper).measured : upper)
    .map(({ label, data }) => ({ label, count: countOf(data) }))
    .filter(({ count }) => count > 0);
  const sum = counts.reduce((all, { count }) => all + count, 0);
  if (sum === 0) {
    return [];
  }
  const of = counts.length === 1 ? counts[0].label : `${counts.length} curves`;
  const points = sum === 1 ? '1 point' : `${sum} points`;
  const are = sum === 1 ? 'is zero or less and has' : 'are zero or less and have';
  return [`${points} of ${of} ${are} no place on a logarithmic axis.`];
}

function countOf(data: CurveData): number {
  const before = known.get(data);
  if (before !== undefined) {
    return before;
  }
  const count = data.intensity.reduce((sum, value) => sum + Number(value <= 0), 0);
  known.set(data, count);
  return count;
}
