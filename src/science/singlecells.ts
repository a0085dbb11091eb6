import type { ArmPoints, CellValues, Points } from './points.js';
import { isMeasured, poissonSigma } from './statistics.js';
import { unknownSigma } from './unknownsigma.js';

/**
 * Values of cells with one point each (n), in the order of the points: bit for bit the numbers of
 * `CellSums`. Arrays that would be unchanged are not copied.
 */
export function singleCells(points: Points, arm: ArmPoints): CellValues {
  return arm.counts ? counted(points, arm, arm.counts) : uncounted(arm);
}

function uncounted({ intensity, sigma }: ArmPoints): CellValues {
  return {
    intensity: isUnchanged(intensity) ? intensity : intensity.map(measuredOrNaN),
    // through the variance, as in sums
    sigma:
      sigma?.map((s, i) => (isMeasured(intensity[i]) ? Math.sqrt(s * s) : NaN)) ??
      unknownSigma(intensity.length),
    counts: null,
    monitor: null
  };
}

/** Whether sums that begin at 0 leave all values unchanged: -0 becomes 0. */
function isUnchanged(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!isMeasured(values[i]) || (values[i] === 0 && 1 / values[i] < 0)) {
      return false;
    }
  }
  return true;
}

function measuredOrNaN(value: number): number {
  return isMeasured(value) ? 0 + value : NaN;
}

function counted({ monitor }: Points, { variance }: ArmPoints, counts: Float64Array): CellValues {
  const n = counts.length;
  const make = () => new Float64Array(n);
  const cells = { intensity: make(), sigma: make(), counts: make(), monitor: make() };
  for (let i = 0; i < n; i++) {
    const weight = monitor ? monitor[i] : 1;
    const value = 0 + counts[i];
    const isUsable =
      value >= 0 &&
      weight > 0 &&
      isMeasured(value) &&
      isMeasured(weight) &&
      isMeasured(value / weight);
    cells.intensity[i] = isUsable ? value / weight : NaN;
    cells.sigma[i] = isUsable ? poissonSigma(variance ? variance[i] : value, weight) : NaN;
    cells.counts[i] = isUsable ? value : NaN;
    cells.monitor[i] = isUsable ? weight : NaN;
  }
  return cells;
}
