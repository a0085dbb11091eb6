import { isBelow } from '../science/equalenergies.js';
import type { Cut, CutType, RXESMap } from '../science/map.js';

const held: Record<CutType, string> = { CIE: 'Ω', CEE: 'ω', CET: 'Δ' };

/** What is said of the cuts of a document that a map of Ω and ω does not show. */
export function undrawnCuts(cuts: readonly Cut[], map: RXESMap | null): string[] {
  return map ? cuts.flatMap(cut => reasonFor(cut, map) ?? []) : [];
}

function reasonFor({ type, at, width }: Cut, map: RXESMap): string | null {
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
