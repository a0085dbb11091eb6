import type { MapView } from './document/index.js';
import { defaultWidth } from '../science/cuts.js';
import { isBelow, roundedEnergy, wholeSteps } from '../science/equalenergies.js';
import type { MapCut } from './linecuts.js';
import { directionOf, heldRange, zoomedRanges, type MapPlane } from './mapplane.js';
import { brightest, type Cut, type CutType, type MapAxes, type RXESMap } from '../science/map.js';

export { roundedEnergy };

/** Position of the brightest cell of a map, and the map's grid. */
export interface CuttableMap extends MapAxes {
  brightest: { incident: number; emission: number };
}

/** What placing cuts on a map needs. */
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
  const step = cutStep(map, type);
  return placed({ type, at, width: steps * step }, at, step);
}

/**
 * An informative place for a new cut: through the map's maximum if that is visible and no other cut
 * of this type lies there; else in the widest gap between existing cuts and the edges of the
 * visible range; else in the middle.
 * @param steps its width in steps of the energy it holds constant.
 * @param plane the map is drawn in.
 */
export function newCut(
  map: CuttableMap,
  type: CutType,
  steps: number,
  cuts: readonly MapCut[],
  zoom: MapView['zoom'],
  plane: MapPlane = 'incident'
): Cut {
  const cut = cutThroughMaximum(map, type, steps);
  const step = cutStep(map, type);
  const points = pointsOf(map, type, cut.at, step);
  const [low, high] = zoom
    ? heldRange(directionOf(type, plane), zoomedRanges(zoom, plane))
    : [points[0], points[points.length - 1]];
  const isSeen = (at: number) => at >= low && at <= high;
  const middle = (low + high) / 2;
  const wanted = isSeen(cut.at) ? cut.at : middle;
  const taken = cuts.flatMap(cut => (cut.type === type ? cut.at : []));
  const distance = (at: number) => Math.min(...taken.map(other => Math.abs(at - other)));
  const room = (at: number) => Math.min(distance(at), at - low + step / 2, high + step / 2 - at);
  const near = [wanted, ...points.filter(isSeen)].sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)
  );
  if (taken.length === 0) {
    return placed(cut, wanted, step);
  }
  // clear of the bands of other cuts, or at least of their centre lines
  for (const least of [0.999 * cut.width, step / 2]) {
    const free = near.filter(at => distance(at) >= least);
    const [first, ...others] = free;
    if (first !== undefined) {
      const best = others.reduce(
        (value, at) => (room(at) > room(value) + 1e-9 ? at : value),
        first
      );
      return placed(cut, best, step);
    }
  }
  return placed(cut, middle, step);
}

/**
 * The energies at which a cut can be placed, ascending, eV: measured ones, or Δ in steps from the
 * maximum.
 */
function pointsOf(
  { incident, emission }: MapAxes,
  type: CutType,
  maximum: number,
  step: number
): readonly number[] {
  if (type !== 'CET') {
    return [...(type === 'CIE' ? incident : emission)];
  }
  const [low, high] = transferRange({ incident, emission });
  const first = stepsWithin(maximum - low, step);
  const count = first + stepsWithin(high - maximum, step) + 1;
  return Array.from({ length: count }, (_, k) => maximum + (k - first) * step);
}

/** Most candidate energies. */
const maxSteps = 10_000;

function stepsWithin(extent: number, step: number): number {
  return step > 0 ? Math.min(maxSteps, wholeSteps(extent, step)) : 0;
}

/** Least and largest measured Δ, eV. */
function transferRange({ incident, emission }: MapAxes): readonly [number, number] {
  return [incident[0] - emission[emission.length - 1], incident[incident.length - 1] - emission[0]];
}

function placed({ type, width }: Cut, at: number, step: number): Cut {
  return { type, at: roundedEnergy(at, step), width: roundedEnergy(width, step) };
}

const held: Record<CutType, string> = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/** Sentences about cuts that lie outside a map. */
export function undrawnCuts(cuts: readonly Cut[], map: MapAxes | null): string[] {
  return map ? cuts.flatMap(cut => reasonFor(cut, map) ?? []) : [];
}

function reasonFor({ type, at, width }: Cut, map: MapAxes): string | null {
  const what = `${type} at ${held[type]} = ${at.toFixed(2)} eV, width ${width.toFixed(2)} eV`;
  const axis = type === 'CIE' ? map.incident : map.emission;
  const ends = type === 'CET' ? transferRange(map) : [axis[0], axis[axis.length - 1]];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return isBelow(at + width / 2, low) || isBelow(high, at - width / 2)
    ? `${what}: outside of this map (${low.toFixed(2)} to ${high.toFixed(2)} eV)`
    : null;
}
