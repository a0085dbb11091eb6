import type { Place } from '../interpolate.js';
import type { Rows } from './operators.js';

/**
 * The operator that interpolates at positions between points (`columns` of them), with a weight
 * each; empty rows for null.
 */
export function atPlaces(
  places: readonly (Place | null)[],
  columns: number,
  weight: (i: number) => number = () => 1
): Rows {
  const starts = new Uint32Array(places.length + 1);
  const [at, weights]: [number[], number[]] = [[], []];
  places.forEach((place, i) => {
    if (place) {
      const { lower, upper, fraction } = place;
      at.push(lower);
      weights.push(weight(i) * (1 - fraction));
      if (fraction > 0) {
        at.push(upper);
        weights.push(weight(i) * fraction);
      }
    }
    starts[i + 1] = at.length;
  });
  return {
    kind: 'rows',
    rows: places.length,
    columns,
    starts,
    places: Uint32Array.from(at),
    weights: Float64Array.from(weights)
  };
}
