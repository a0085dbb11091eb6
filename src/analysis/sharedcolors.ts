import { levelsWithin } from '../science/contours.js';
import type { MapView, Range } from './document/index.js';
import { mapViewOf, pinnedLimits } from './mapcolors.js';

/** What colours are computed from: the intensities of a map. */
export interface ColoredMap {
  /**
   * Smallest and largest intensity, and of the positive ones (for `log`); null if there are none.
   */
  readonly extents: { readonly linear: Extent | null; readonly log: Extent | null };
  /** symlog is linear below this intensity. */
  readonly noise: number;
  readonly isDifference?: boolean;
}

type Extent = readonly [number, number];

/** A map with its own colour limits. */
export interface LimitedMap {
  readonly map: ColoredMap;
  readonly limits: Range;
}

/** Whether two maps can share limits: differences only with differences. */
export function areAlike(a: ColoredMap, b: ColoredMap): boolean {
  return (a.isDifference ?? false) === (b.isDifference ?? false);
}

/** The range that includes the limits of all maps; that of the first if no map has an intensity. */
export function limitsAround(maps: readonly LimitedMap[], view: MapView): Range {
  const parts = maps.flatMap(map => contributedRanges(map, view)).flat();
  const [low, high] = [Math.min(...parts), Math.max(...parts)];
  return low < high ? [low, high] : maps[0].limits;
}

/**
 * Limits of a difference are symmetric about zero, so that zero has the neutral colour, unless they
 * are pinned.
 */
export function evenLimits([low, high]: Range): Range {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return [-largest, largest];
}

/**
 * The intensity at which symlog changes from linear to logarithmic. Maps that share limits, or have
 * the same pinned, use the largest noise among them, so that equal intensities have equal colours
 * and no map has its noise spread over decades.
 * @param maps all drawn maps.
 */
export function sharedNoise(map: ColoredMap, maps: readonly ColoredMap[], view: MapView): number {
  const { sameLimits, limits } = mapViewOf(view, map);
  if (!sameLimits && !limits) {
    return map.noise;
  }
  const alike = maps.filter(item => areAlike(item, map) && item.extents.linear);
  return alike.length > 0 ? Math.max(...alike.map(({ noise }) => noise)) : map.noise;
}

/**
 * The view of a map as drawn. Maps that share limits also share contour levels, between the lowest
 * and the highest intensity of all: equal colours mean equal intensities.
 * @param maps all drawn maps.
 */
export function sharedView(map: ColoredMap, maps: readonly ColoredMap[], view: MapView): MapView {
  const own = mapViewOf(view, map);
  const { contours, sameLimits } = own;
  if (!sameLimits || !contours || contours.levels) {
    return own;
  }
  const extents = maps
    .filter(item => areAlike(item, map))
    .flatMap(map => (contours.scale === 'log' ? map.extents.log : map.extents.linear) ?? []);
  const range: Range = [Math.min(...extents), Math.max(...extents)];
  return withLevels(own, extents.length > 0 ? range : null);
}

/**
 * The ranges that a map contributes to shared limits: none if no cell has a value the scale can
 * show, and that value alone if all cells have the same.
 */
function contributedRanges({ map, limits }: LimitedMap, view: MapView): Range[] {
  const own = mapViewOf(view, map);
  const [low, high] = (own.scale === 'log' ? map.extents.log : map.extents.linear) ?? [];
  if (low === undefined || high === undefined) {
    return [];
  }
  if (low < high || pinnedLimits(own)) {
    return [limits];
  }
  return [map.isDifference ? [-Math.abs(low), Math.abs(low)] : [low, low]];
}

/** The same object for the same view: callers compare by identity. */
const known = new WeakMap<MapView, Map<string, MapView>>();

function withLevels(view: MapView, range: Range | null): MapView {
  const { contours } = view;
  const made = known.get(view) ?? new Map<string, MapView>();
  known.set(view, made);
  const key = String(range);
  let found = made.get(key);
  if (!found && contours) {
    const levels = levelsWithin(range, contours.count, contours.scale);
    found = { ...view, contours: { ...contours, levels } };
    made.set(key, found);
  }
  return found ?? view;
}
