import type { ColorScale } from '../analysis/document/types.js';
import { pinnedLimits } from '../analysis/mapcolors.js';
import { wholeLimits } from '../analysis/wholelimits.js';
import type { RXESMap } from '../science/map.js';
import { measured, quantiles } from '../science/statistics.js';
import { surveyOf } from '../science/survey.js';

type Limits = [number, number];

/** Which intensities the colours span. */
export interface ColorRange {
  scale: ColorScale;
  /** Pinned limits; null: what `percentile` says. */
  limits: readonly [number, number] | null;
  /** Percentiles of the intensities, %; null: their extent. */
  percentile: readonly [number, number] | null;
}

/** Asked for with every redraw; a map never changes, so its limits are found once. */
const known = new WeakMap<RXESMap, Map<string, Limits>>();

/**
 * Limits of a map's colours: those that are pinned, else percentiles, else the extent of the data.
 * A logarithm has no place for zero: limits pinned below it are left aside there.
 */
export function colorLimits(map: RXESMap, { limits, percentile, scale }: ColorRange): Limits {
  const pinned = pinnedLimits({ limits, scale });
  return pinned ? [...pinned] : autoLimits(map, scale, percentile);
}

/**
 * Smallest and largest intensity, or percentiles (%), of positive ones on a logarithmic scale;
 * never an empty range.
 */
export function autoLimits(
  map: RXESMap,
  scale: ColorScale,
  percentile: readonly [number, number] | null = null
): Limits {
  const limits = known.get(map) ?? new Map<string, Limits>();
  known.set(map, limits);
  const key = `${scale === 'log'} ${percentile?.join() ?? ''}`;
  let found = limits.get(key);
  if (!found) {
    found = findLimits(map, scale, percentile);
    limits.set(key, found);
  }
  return found;
}

function findLimits(
  map: RXESMap,
  scale: ColorScale,
  percentile: readonly [number, number] | null
): Limits {
  const { extent, positive } = surveyOf(map);
  const [whole, above] = scale === 'log' ? [positive, 0] : [extent, -Infinity];
  const fractions = percentile && [percentile[0] / 100, percentile[1] / 100];
  const [low, high] =
    (whole && fractions && quantiles(measured(map.intensity, above), fractions)) ?? whole ?? [];
  if (low !== undefined && high !== undefined && low < high) {
    return [low, high];
  }
  return wholeLimits(whole); // percentiles fall together where most cells are alike
}
