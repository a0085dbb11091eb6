import type { MapView } from './document/index.js';
import { defaultWidth } from '../science/cuts.js';
import { isBelow } from '../science/equalenergies.js';
import { brightest, type Cut, type CutType, type MapAxes, type RXESMap } from '../science/map.js';

/** Where the brightest cell of a map lies, and its grid. */
export interface CuttableMap extends MapAxes {
  brightest: { incident: number; emission: number };
}

/** What cuts are put by, of a map. */
export function cuttable(map: RXESMap): CuttableMap {
  const { incident, emission } = map;
  return { incident, emission, brightest: brightest(map) };
}

/** One step of the energy that a cut holds constant, eV. */
export function cutStep(axes: MapAxes, type: CutType): number {
  return defaultWidth(axes, type);
}

/** A cut through a map's maximum. @param steps its width in steps of the energy it holds constant. */
export function cutThroughMaximum(map: CuttableMap, type: CutType, steps = 1): Cut {
  const { incident, emission } = map.brightest;
  const at = { CIE: incident, CEE: emission, CET: incident - emission }[type];
  return { type, at, width: steps * cutStep(map, type) };
}

/**
 * A new cut where it can be seen and none of its type lies yet: through the map's maximum, else
 * through the nearest free point beside it, else in the middle of what is shown.
 * @param steps its width in steps of the energy it holds constant.
 */
export function newCut(
  map: CuttableMap,
  type: 'CIE' | 'CEE',
  steps: number,
  cuts: readonly Cut[],
  zoom: MapView['zoom']
): Cut {
  const cut = cutThroughMaximum(map, type, steps);
  const axis = type === 'CIE' ? 'incident' : 'emission';
  const points = [...map[axis]];
  const range = zoom?.[axis] ?? [points[0], points[points.length - 1]];
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const middle = (low + high) / 2;
  const wanted = cut.at >= low && cut.at <= high ? cut.at : middle;
  const taken = cuts.filter(one => one.type === type).map(({ at }) => at);
  const near = [wanted, ...points.filter(at => at >= low && at <= high)].sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)
  );
  // beside the bands of the others, or at least not on their lines
  for (const distance of [0.999 * cut.width, cutStep(map, type) / 2]) {
    const at = near.find(one => taken.every(other => Math.abs(one - other) >= distance));
    if (at !== undefined) {
      return { ...cut, at };
    }
  }
  return { ...cut, at: middle };
}

const held: Record<CutType, string> = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/** What is said of cuts that a map of Ω and ω does not show. */
export function undrawnCuts(cuts: readonly Cut[], map: MapAxes | null): string[] {
  return map ? cuts.flatMap(cut => reasonFor(cut, map) ?? []) : [];
}

function reasonFor({ type, at, width }: Cut, map: MapAxes): string | null {
  const what = `${type} at ${held[type]} = ${at.toFixed(2)} eV, width ${width.toFixed(2)} eV`;
  if (type === 'CET') {
    return `${what}: this map has no axis of Δ = Ω − ω. For its profile: jupyterlab-xes cut --type CET`;
  }
  const axis = type === 'CIE' ? map.incident : map.emission;
  const ends = [axis[0], axis[axis.length - 1]];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return isBelow(at + width / 2, low) || isBelow(high, at - width / 2)
    ? `${what}: outside of this map (${low.toFixed(2)} to ${high.toFixed(2)} eV)`
    : null;
}
