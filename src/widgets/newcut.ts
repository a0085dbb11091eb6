import { cutStep, cutThroughMaximum, type ViewState } from '../analysis/index.js';
import type { Cut, RXESMap } from '../science/map.js';

/**
 * A new cut where it can be seen and none of its type lies yet: through the map's maximum, else
 * through the nearest free point beside it, else in the middle of what is shown.
 * @param steps its width in steps of the energy it holds constant.
 */
export function newCut(
  map: RXESMap,
  type: 'CIE' | 'CEE',
  steps: number,
  cuts: readonly Cut[],
  zoom: ViewState['zoom']
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
