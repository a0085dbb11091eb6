import { BandSums } from './bandsums.js';
import { isWithin } from './equalenergies.js';
import type { Cut, CutType, CutValue, MapAxes, RXESMap } from './map.js';
import type { Range, Spectrum, Warning } from './spectrum.js';
import { median } from './statistics.js';

/**
 * Cut a map: at each energy along the cut the mean of the measured cells with |q − at| ≤ width/2,
 * with σ = √Σσ²/n; or their sum, with σ = √Σσ² (cells without counts: see `VarianceSums`). A CIE
 * cut runs along ω, CEE and CET cuts along Ω. Energies without a cell are left out. If the map has
 * counts, the curve has ΣN and the monitor for which counts / monitor is the intensity.
 * @throws XESError `cut/empty` if no cell lies in the band.
 */
export function cut(map: RXESMap, where: Cut, value: CutValue = 'mean'): Spectrum {
  return bandOf(map, where).finish(value);
}

/** A cut and its warnings: a sum is too low if cells of the band were not measured. */
export function profile(
  map: RXESMap,
  where: Cut,
  value: CutValue
): { spectrum: Spectrum; warnings: Warning[] } {
  const band = bandOf(map, where);
  return { spectrum: band.finish(value), warnings: band.warnings(value) };
}

function bandOf(map: RXESMap, { type, at, width }: Cut): BandSums {
  const columns = map.incident.length;
  const alongEmission = type === 'CIE';
  // a band across one axis is known without visiting cells; it is dragged over millions of cells
  const inside: Range = [at - width / 2, at + width / 2];
  const isInBand = (q: number) => isWithin(q, inside);
  const inBand = (q: Float64Array) => indices(q, isInBand);
  const all = (q: Float64Array) => indices(q, () => true);
  const insideColumns = type === 'CIE' ? inBand(map.incident) : all(map.incident);
  const insideRows = type === 'CEE' ? inBand(map.emission) : all(map.emission);
  return new BandSums(map, alongEmission ? map.emission : map.incident, visit => {
    for (const i of insideRows) {
      for (const j of insideColumns) {
        if (type !== 'CET' || isInBand(map.incident[j] - map.emission[i])) {
          visit(alongEmission ? i : j, i * columns + j);
        }
      }
    }
  });
}

function indices(energies: Float64Array, isIn: (energy: number) => boolean): number[] {
  const found: number[] = [];
  for (let k = 0; k < energies.length; k++) {
    if (isIn(energies[k])) {
      found.push(k);
    }
  }
  return found;
}

/** One step of the energy a cut holds constant, eV: the median step of its axis (ω's for a CET cut). */
export function defaultWidth({ incident, emission }: MapAxes, type: CutType): number {
  const axis = type === 'CIE' ? incident : emission;
  return median(axis.slice(1).map((energy, i) => energy - axis[i]));
}
