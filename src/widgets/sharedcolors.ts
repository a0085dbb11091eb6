import type { MapView, Range } from '../analysis/document/index.js';
import type { DrawnMap } from '../compute/types.js';
import { levelsWithin } from '../figures/index.js';
import { alikeOf, mapViewOf, type AnalysisModel } from '../model/index.js';

type Shown = Pick<AnalysisModel, 'mapsShown' | 'view'>;

/**
 * Where symlog ends to be linear, intensity: of maps that share their limits, or have the same pinned, at the largest of
 * their noises, so that equal intensities have equal colours and none has its noise spread over decades.
 */
export function symlogNoise({ mapsShown, view }: Shown, map: DrawnMap): number {
  const { sameLimits, limits } = mapViewOf(view.map, map);
  if (!sameLimits && !limits) {
    return map.noise;
  }
  const alike = alikeOf({ map }, mapsShown.maps).filter(one => one.map.extents.linear);
  return alike.length > 0 ? Math.max(...alike.map(one => one.map.noise)) : map.noise;
}

/**
 * How a map is drawn. Maps that share their limits have the same contours too, between the lowest and the highest
 * intensity of all: one colour between two of them is the same in each.
 */
export function drawnViewOf({ mapsShown, view }: Shown, map: DrawnMap): MapView {
  const own = mapViewOf(view.map, map);
  const { contours, sameLimits } = own;
  if (!sameLimits || !contours || contours.levels) {
    return own;
  }
  const extents = alikeOf({ map }, mapsShown.maps).flatMap(
    one => (contours.scale === 'log' ? one.map.extents.log : one.map.extents.linear) ?? []
  );
  const range: Range = [Math.min(...extents), Math.max(...extents)];
  return withLevels(own, extents.length > 0 ? range : null);
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
