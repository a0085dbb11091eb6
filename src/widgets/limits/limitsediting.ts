import type { Range } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { usualPercentile } from '../preferences.js';

/** How the colour limits are found: each map's extent or percentiles, or pinned for all maps. */
export type LimitsKind = 'extent' | 'percentile' | 'pinned';

export function kindOfLimits({ mapView: { limits, percentile } }: AnalysisModel): LimitsKind {
  return limits ? 'pinned' : percentile ? 'percentile' : 'extent';
}

/** The chosen percentiles, or those that would be used. */
export function percentileOf({ mapView: { percentile } }: AnalysisModel): Range {
  return percentile ?? usualPercentile;
}

/** Change how the limits are found; pinned limits start from the visible ones. */
export function chooseLimits(model: AnalysisModel, kind: LimitsKind): void {
  const { colorLimits } = model;
  if (kind === 'pinned' && colorLimits) {
    model.setColors({ limits: colorLimits });
  } else if (kind !== 'pinned') {
    const percentile = kind === 'percentile' ? percentileOf(model) : null;
    model.setColors({ limits: null, percentile });
  }
}

/**
 * Why limits are invalid: they must be ascending numbers, above zero for a logarithm. @returns null
 * if valid.
 */
export function limitsProblem(model: AnalysisModel, [low, high]: Range): string | null {
  if (!Number.isFinite(high - low)) {
    return 'A limit must be a number.';
  }
  if (low >= high) {
    return `From ${writtenLimit(low)} to ${writtenLimit(high)} is not a range: the first limit must be below the second.`;
  }
  // zero has no place on a logarithmic scale
  const isLog = model.mapView.scale === 'log';
  return isLog && low <= 0 ? 'On the logarithmic scale, limits must be above 0.' : null;
}

/** Pin the limits. @returns whether they are valid. */
export function pinLimits(model: AnalysisModel, limits: Range): boolean {
  const isSound = limitsProblem(model, limits) === null;
  if (isSound) {
    model.setColors({ limits });
  }
  return isSound;
}

/** Choose percentiles, %. @returns whether they are valid: ascending, from 0 to 100. */
export function choosePercentile(model: AnalysisModel, [low, high]: Range): boolean {
  const isSound = low >= 0 && low < high && high <= 100;
  if (isSound) {
    model.setColors({ limits: null, percentile: [low, high] });
  }
  return isSound;
}

/** Outside this range, zeros would hide the digits of a limit in a narrow field. */
const [small, large] = [1e-3, 1e8];

/** A limit as shown: four digits, with a power of ten if small or large. */
export function writtenLimit(value: number): string {
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  const isPlain = rounded === 0 || (size >= small && size < large);
  return isPlain ? String(rounded) : rounded.toExponential().replace('e+', 'e');
}
