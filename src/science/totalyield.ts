import { BandSums } from './bandsums.js';
import type { RXESMap } from './map.js';
import type { Spectrum, Warning } from './spectrum.js';
import { isMeasured } from './statistics.js';

/**
 * Total yield of a map: at each Ω the sum of its measured cells over ω, the sum of all CIE cuts. A column
 * with empty cells has too little, and is told.
 * @throws XESError `cut/empty` where nothing was measured.
 */
export function totalYield(map: RXESMap): { spectrum: Spectrum; warnings: Warning[] } {
  const columns = map.incident.length;
  const sums = new BandSums(map, map.incident);
  let empty = 0;
  for (let cell = 0; cell < map.intensity.length; cell++) {
    sums.add(cell % columns, cell);
    empty += isMeasured(map.intensity[cell]) ? 0 : 1;
  }
  return {
    spectrum: sums.finish('sum'),
    warnings:
      empty > 0
        ? [
            {
              code: 'map/empty-cells',
              message: `${empty} cells of the map were not measured: the sums of their columns are too low.`
            }
          ]
        : []
  };
}
