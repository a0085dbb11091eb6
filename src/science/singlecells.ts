import type { ArmPoints, CellValues, Points } from './points.js';
import { isMeasured, poissonSigma } from './statistics.js';
import { unknownSigma } from './unknownsigma.js';

/**
 * What cells of one point each hold (n), in the order of the points: the numbers that `CellSums` comes to with one
 * point, to the bit. Arrays in which nothing would differ are the points' own.
 */
export function singleCells(points: Points, arm: ArmPoints): CellValues {
  return arm.counts ? counted(points, arm, arm.counts) : uncounted(arm);
}

function uncounted({ intensity, sigma }: ArmPoints): CellValues {
  return {
    intensity: isKept(intensity) ? intensity : intensity.map(onlyMeasured),
    // by way of the variance, as sums have it
    sigma:
      sigma?.map((s, i) => (isMeasured(intensity[i]) ? Math.sqrt(s * s) : NaN)) ??
      unknownSigma(intensity.length),
    counts: null,
    monitor: null
  };
}

/** Whether sums that begin at 0 leave all values as they are: -0 becomes 0. */
function isKept(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!isMeasured(values[i]) || (values[i] === 0 && 1 / values[i] < 0)) {
      return false;
    }
  }
  return true;
}

function onlyMeasured(value: number): number {
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
