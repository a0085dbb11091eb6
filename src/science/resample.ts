import { locate, type Place } from './interpolate.js';
import type { RXESMap } from './map.js';
import { VarianceSums } from './variancesums.js';
import type { Estimate } from './spectrum.js';

/**
 * Intensity of a map between its cells (Ω, ω in eV): bilinear in the four surrounding cells, σ² =
 * Σc²σ²; NaN outside, and next to an empty cell.
 */
export function valueInMap(map: RXESMap, incident: number, emission: number): Estimate {
  const [column, row] = [locate(map.incident, incident), locate(map.emission, emission)];
  return column && row ? bilinear(map, column, row) : { value: NaN, sigma: NaN };
}

/**
 * A map on other axes (columns, rows; eV, ascending), bilinear; empty outside. Neighbours share
 * noise, and counts are no longer known.
 */
export function resampleMap(map: RXESMap, incident: Float64Array, emission: Float64Array): RXESMap {
  const columns = Array.from(incident, energy => locate(map.incident, energy));
  const rows = Array.from(emission, energy => locate(map.emission, energy));
  const intensity = new Float64Array(columns.length * rows.length).fill(NaN);
  const sigma = intensity.slice();
  rows.forEach((row, i) =>
    columns.forEach((column, j) => {
      if (row && column) {
        const cell = i * columns.length + j;
        ({ value: intensity[cell], sigma: sigma[cell] } = bilinear(map, column, row));
      }
    })
  );
  const { unit } = map;
  return {
    incident,
    emission,
    intensity,
    sigma,
    counts: null,
    monitor: null,
    ...(unit ? { unit } : {})
  };
}

/** A cell, and its share in the value at a position between cells. */
export interface Corner {
  cell: number;
  share: number;
}

/** The cells around a position (Ω, ω in eV); null outside of the map. */
export function cornersOf(map: RXESMap, incident: number, emission: number): Corner[] | null {
  const [column, row] = [locate(map.incident, incident), locate(map.emission, emission)];
  return column && row ? cellsBetween(map, column, row) : null;
}

function cellsBetween({ incident }: RXESMap, column: Place, row: Place): Corner[] {
  return corners(row).flatMap(([i, y]) =>
    corners(column).map(([j, x]) => ({ cell: i * incident.length + j, share: x * y }))
  );
}

function bilinear(map: RXESMap, column: Place, row: Place): Estimate {
  const { intensity, sigma, counts, monitor } = map;
  let value = 0;
  const variance = new VarianceSums(1);
  for (const { cell, share } of cellsBetween(map, column, row)) {
    const deviation = share * sigma[cell];
    value += share * intensity[cell];
    const isEmpty = counts !== null && counts[cell] === 0;
    variance.add(0, deviation * deviation, isEmpty, (isEmpty && monitor?.[cell]) || 1);
  }
  return { value, sigma: Math.sqrt(variance.at(0)) };
}

function corners({ lower, upper, fraction }: Place): [number, number][] {
  return fraction === 0
    ? [[lower, 1]]
    : [
        [lower, 1 - fraction],
        [upper, fraction]
      ];
}
