import { levelsWithin } from '../science/contours.js';
import type { MapView, Range } from './document/index.js';
import { mapViewOf, pinnedLimits } from './mapcolors.js';

/** What colours are made for: intensities of a map. */
export interface ColoredMap {
  /** Smallest and largest intensity, and of the positive ones (for `log`); null where no cell has one. */
  readonly extents: { readonly linear: Extent | null; readonly log: Extent | null };
  /** Below this symlog is linear. */
  readonly noise: number;
  readonly isDifference?: boolean;
}

type Extent = readonly [number, number];

/** A map with the limits that its colours have of its own. */
export interface LimitedMap {
  readonly map: ColoredMap;
  readonly limits: Range;
}

/** Whether two maps can share their colours: differences have theirs among themselves. */
export function areAlike(one: ColoredMap, other: ColoredMap): boolean {
  return (one.isDifference ?? false) === (other.isDifference ?? false);
}

/** From the smallest limit of maps to the largest; those of the first where no map has an intensity. */
export function limitsAround(maps: readonly LimitedMap[], view: MapView): Range {
  const parts = maps.flatMap(one => askedBy(one, view)).flat();
  const [low, high] = [Math.min(...parts), Math.max(...parts)];
  return low < high ? [low, high] : maps[0].limits;
}

/** Those of a difference lie as far below zero as above, so that zero has the neutral colour, unless they are pinned. */
export function evenLimits([low, high]: Range): Range {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return [-largest, largest];
}

/**
 * Where symlog ends to be linear, intensity: of maps that share their limits, or have the same pinned, at the largest of
 * their noises, so that equal intensities have equal colours and none has its noise spread over decades.
 * @param maps all that are drawn.
 */
export function sharedNoise(map: ColoredMap, maps: readonly ColoredMap[], view: MapView): number {
  const { sameLimits, limits } = mapViewOf(view, map);
  if (!sameLimits && !limits) {
    return map.noise;
  }
  const alike = maps.filter(one => areAlike(one, map) && one.extents.linear);
  return alike.length > 0 ? Math.max(...alike.map(({ noise }) => noise)) : map.noise;
}

/**
 * How a map is drawn. Maps that share their limits have the same contours too, between the lowest and the highest
 * intensity of all: one colour between two of them is the same in each.
 * @param maps all that are drawn.
 */
export function sharedView(map: ColoredMap, maps: readonly ColoredMap[], view: MapView): MapView {
  const own = mapViewOf(view, map);
  const { contours, sameLimits } = own;
  if (!sameLimits || !contours || contours.levels) {
    return own;
  }
  const extents = maps
    .filter(one => areAlike(one, map))
    .flatMap(one => (contours.scale === 'log' ? one.extents.log : one.extents.linear) ?? []);
  const range: Range = [Math.min(...extents), Math.max(...extents)];
  return withLevels(own, extents.length > 0 ? range : null);
}

/**
 * What of a map's own limits its cells ask for: nothing where none has an intensity that they can show, and where all
 * have the same no more than that.
 */
function askedBy({ map, limits }: LimitedMap, view: MapView): Range[] {
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

/** Of a view that stays the same the same: who draws compares by identity. */
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
