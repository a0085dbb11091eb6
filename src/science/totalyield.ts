import { BandSums } from './bandsums.js';
import type { RXESMap } from './map.js';
import type { Spectrum, Warning } from './spectrum.js';

/**
 * Total yield of a map: at each Ω the sum of its measured cells over ω, the sum of all CIE cuts.
 * The sum is too low for columns with empty cells, which a warning lists.
 * @throws XESError `cut/empty` if nothing was measured.
 */
export function totalYield(map: RXESMap): { spectrum: Spectrum; warnings: Warning[] } {
  const columns = map.incident.length;
  const sums = new BandSums(map, map.incident, visit => {
    for (let cell = 0; cell < map.intensity.length; cell++) {
      visit(cell % columns, cell);
    }
  });
  return { spectrum: sums.finish('sum'), warnings: sums.warnings('sum') };
}
