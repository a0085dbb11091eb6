import { cut, defaultWidth } from '../science/cuts.js';
import { XESError } from '../science/errors.js';
import { brightest, type Cut, type CutType, type RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';

/** A cut with the curve along it. */
export interface IProfile {
  cut: Cut;
  /** Null where no measured cell lies in the cut's band. */
  curve: Spectrum | null;
}

/** Cuts and maps never change in place: a drag of one cut leaves the curves of the others known. */
const known = new WeakMap<RXESMap, WeakMap<Cut, Spectrum | null>>();

/** The curve along a cut; null where no measured cell lies in its band. */
export function curveAlong(map: RXESMap, one: Cut): Spectrum | null {
  const curves = known.get(map) ?? new WeakMap<Cut, Spectrum | null>();
  known.set(map, curves);
  let curve = curves.get(one);
  if (curve === undefined) {
    curve = measure(map, one);
    curves.set(one, curve);
  }
  return curve;
}

/** An empty cut is a state to show, not an error. */
function measure(map: RXESMap, one: Cut): Spectrum | null {
  try {
    return cut(map, one);
  } catch (error) {
    if (error instanceof XESError && error.code === 'cut/empty') {
      return null;
    }
    throw error;
  }
}

/**
 * Index of the cut of a type whose profile is shown: the one a person chose, else the newest;
 * −1 where there is none.
 */
export function shownCut(cuts: readonly Cut[], type: CutType, chosen = -1): number {
  return cuts[chosen]?.type === type ? chosen : cuts.map(one => one.type).lastIndexOf(type);
}

/** One step of the energy a cut holds constant, eV. */
export function cutStep(map: RXESMap, type: CutType): number {
  return defaultWidth(map, type);
}

/** A cut through a map's maximum. @param steps its width in steps of the energy it holds constant. */
export function cutThroughMaximum(map: RXESMap, type: CutType, steps = 1): Cut {
  const { incident, emission } = brightest(map);
  const at = { CIE: incident, CEE: emission, CET: incident - emission }[type];
  return { type, at, width: steps * cutStep(map, type) };
}
