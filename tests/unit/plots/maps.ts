import type { RXESMap } from '../../../src/science';

/** A map of the given axes; the intensity of cell (i, j) is `value(i, j)`. */
export function makeMap(
  incident: number[],
  emission: number[],
  value: (i: number, j: number) => number
): RXESMap {
  const intensity = Float64Array.from({ length: incident.length * emission.length }, (_, k) =>
    value(Math.floor(k / incident.length), k % incident.length)
  );
  return {
    incident: Float64Array.from(incident),
    emission: Float64Array.from(emission),
    intensity,
    sigma: intensity.map(() => 0.1),
    counts: null
  };
}
