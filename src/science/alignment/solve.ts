import { valueAt } from '../interpolate.js';
import type { Estimate } from '../spectrum.js';
import { isIndependent, uncertaintyOf } from '../uncertainty/curve.js';
import { deviation, pull, sum } from '../uncertainty/sensitivity.js';
import { referenceVariance, scanVariance, weightOf, type Pair, type Point } from './pair.js';

export interface Solution {
  shift: Estimate;
  scale: Estimate;
  chisqr: number;
  dof: number;
}

/**
 * One iteration: y − a·r = α·r − a·δ·r′ about a shift and a scale. The scale is determined from the
 * expected intensity rather than from r itself, whose noise would make it too small (an
 * instrumental variable, as in W. A. Fuller, Measurement Error Models, 1987, §1.4).
 * @param hasSigma compute σ; otherwise it is NaN, which is faster.
 */
export function solutionAt(
  pair: Pair,
  points: readonly Point[],
  shift: number,
  scale: number,
  hasSigma = true
): Solution {
  let [rr, rd, md, dd, noise, er, ed, chisqr, dof] = [0, 0, 0, 0, 0, 0, 0, 0, -2];
  const rows = points.flatMap(point => {
    const { index, place } = point;
    const weight = weightOf(pair, point, scale);
    const r = valueAt(pair.reference.intensity, place);
    const m = valueAt(pair.expected, place);
    const d = valueAt(pair.slope, place);
    const rest = pair.scan.intensity[index] - scale * r;
    return Number.isFinite(weight * rest) ? [{ point, weight, m, d, rest, r }] : [];
  });
  for (const { point, weight, m, d, rest, r } of rows) {
    rr += weight * m * r;
    rd += weight * r * d;
    md += weight * m * d;
    dd += weight * d * d;
    noise += weight * valueAt(pair.slopeVariance, point.place);
    er += weight * rest * m;
    ed += weight * rest * d;
    chisqr += weight * rest * rest;
    // where less than one count is expected, a point contributes less than one to the degrees of
    // freedom
    dof += valueAt(pair.seen, point.place);
  }
  // dd contains the noise of the slope as if it were signal; keeping it makes the steps of a search
  // shorter and safer
  const isShort = !hasSigma && !pair.isClear;
  const signal = !isShort && dd - noise > dd / 4 ? dd - noise : dd;
  const determinant = rr * signal - rd * md;
  const alpha = (er * signal - ed * md) / determinant;
  const b = (ed * rr - er * rd) / determinant;
  const height = scale + alpha;
  const sigmaOf = (influence: (row: (typeof rows)[number]) => number) =>
    hasSigma
      ? sigmaFrom(
          pair,
          rows.map(row => ({ ...row.point, influence: influence(row) })),
          height
        )
      : NaN;
  return {
    shift: {
      value: shift - b / height,
      sigma: sigmaOf(({ weight, m, d }) => (weight * (d * rr - m * rd)) / determinant / height)
    },
    scale: {
      value: height,
      sigma: sigmaOf(({ weight, m, d }) => (weight * (m * signal - d * md)) / determinant)
    },
    chisqr,
    dof
  };
}

/**
 * σ of Σ cᵢ(yᵢ − a·rᵢ): each point of the reference counts once, even if several points of the
 * spectrum depend on it. The variance of measured points is that expected from the reference.
 */
function sigmaFrom(
  pair: Pair,
  points: readonly (Point & { influence: number })[],
  scale: number
): number {
  const onReference = new Float64Array(pair.reference.energy.length);
  const onScan = new Float64Array(pair.scan.energy.length);
  let variance = 0;
  for (const { index, place, influence } of points) {
    const { lower, upper, fraction } = place;
    onScan[index] += influence;
    variance +=
      influence * influence * scanVariance(pair, index, valueAt(pair.expected, place), scale);
    onReference[lower] += influence * (1 - fraction);
    onReference[upper] += influence * fraction;
  }
  if (![pair.scan, pair.reference].every(isIndependent)) {
    return deviation(
      sum(
        [1, pull(uncertaintyOf(pair.scan), onScan)],
        [-scale, pull(uncertaintyOf(pair.reference), onReference)]
      )
    );
  }
  onReference.forEach((influence, j) => {
    variance += influence === 0 ? 0 : (scale * influence) ** 2 * referenceVariance(pair, j);
  });
  return Math.sqrt(variance);
}
