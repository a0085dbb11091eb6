import { XESError } from './errors.js';
import type { Cut, CutType, RXESMap } from './map.js';
import type { Spectrum } from './spectrum.js';
import { isMeasured, median } from './statistics.js';

/** Rounding of an energy in float64 must not decide whether a cell is in (eV). */
const tolerance = 1e-9;

/**
 * Cut a map: at each energy along the cut the mean of the measured cells with |q − at| ≤ width/2, and
 * its σ = √Σσ²/n. A CIE cut runs along ω, CEE and CET along Ω. Energies without a cell are left out.
 * @throws XESError `cut/empty` where no cell lies in the band.
 */
export function cut(map: RXESMap, { type, at, width }: Cut): Spectrum {
  const columns = map.incident.length;
  const alongEmission = type === 'CIE';
  const axis = alongEmission ? map.emission : map.incident;
  const sum = new Float64Array(axis.length);
  const variance = new Float64Array(axis.length);
  const cells = new Uint32Array(axis.length);
  // a band across one axis is known before a cell is looked at; a hand moves it over millions of cells
  const held = (q: Float64Array) => indices(q, energy => isWithin(energy, at, width));
  const all = (q: Float64Array) => indices(q, () => true);
  const insideColumns = type === 'CIE' ? held(map.incident) : all(map.incident);
  const insideRows = type === 'CEE' ? held(map.emission) : all(map.emission);
  for (const i of insideRows) {
    for (const j of insideColumns) {
      const value = map.intensity[i * columns + j];
      const isIn = type !== 'CET' || isWithin(map.incident[j] - map.emission[i], at, width);
      if (isIn && isMeasured(value)) {
        const k = alongEmission ? i : j;
        sum[k] += value;
        const sigma = map.sigma[i * columns + j];
        variance[k] += sigma * sigma; // not **, whose last bit is the engine's own
        cells[k]++;
      }
    }
  }
  const keep = [...cells.keys()].filter(k => cells[k] > 0);
  if (keep.length === 0) {
    throw new XESError(
      'cut/empty',
      'No measured point lies in this cut: move it, or make it wider.'
    );
  }
  return {
    energy: Float64Array.from(keep, k => axis[k]),
    intensity: Float64Array.from(keep, k => sum[k] / cells[k]),
    sigma: Float64Array.from(keep, k => Math.sqrt(variance[k]) / cells[k])
  };
}

/** Whether an energy lies in the band of a cut: |q − at| ≤ width/2. */
function isWithin(q: number, at: number, width: number): boolean {
  return Math.abs(q - at) <= width / 2 + tolerance;
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
export function defaultWidth(map: RXESMap, type: CutType): number {
  const axis = type === 'CIE' ? map.incident : map.emission;
  return median(axis.slice(1).map((energy, i) => energy - axis[i]));
}
