import type { ColorScale } from '../analysis/document/types.js';
import { pinnedLimits } from '../analysis/mapcolors.js';
import { wholeLimits } from '../analysis/wholelimits.js';
import type { RXESMap } from '../science/map.js';
import { measured, quantiles } from '../science/statistics.js';
import { surveyOf } from '../science/survey.js';

type Limits = [number, number];

/** The intensities that the colours span. */
export interface ColorRange {
  scale: ColorScale;
  /** Pinned limits; null to use `percentile`. */
  limits: readonly [number, number] | null;
  /** Percentiles of the intensities, %; null: their extent. */
  percentile: readonly [number, number] | null;
}

/** Needed in every redraw; a map never changes, so its limits are computed once. */
const known = new WeakMap<RXESMap, Map<string, Limits>>();

/**
 * Limits of a map's colours: the pinned ones, else percentiles, else the extent of the data. On a
 * logarithmic scale, pinned limits that include zero are ignored.
 */
export function colorLimits(map: RXESMap, { limits, percentile, scale }: ColorRange): Limits {
  const pinned = pinnedLimits({ limits, scale });
  return pinned ? [...pinned] : autoLimits(map, scale, percentile);
}

/**
 * Smallest and largest intensity, or percentiles (%); on a logarithmic scale, of positive ones.
 * Never an empty range.
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
  return wholeLimits(whole); // percentiles coincide if most cells are equal
}
