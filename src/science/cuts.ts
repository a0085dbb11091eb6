import { XESError } from './errors.js';
import type { Cut, CutType, RXESMap } from './map.js';
import type { Spectrum } from './spectrum.js';
import { median } from './statistics.js';

/** Rounding of an energy in float64 must not decide whether a cell is in (eV). */
const tolerance = 1e-9;

/**
 * Cut a map: at each energy along the cut the mean of the measured cells with |q − at| ≤ width/2, and
 * its σ = √Σσ²/n. A CIE cut runs along ω, CEE and CET along Ω. Energies without a cell are left out.
 * @throws XESError `cut/empty` where no cell lies in the band.
 */
export function cut(map: RXESMap, { type, at, width }: Cut): Spectrum {
  const columns = map.incident.length;
  const rows = map.emission.length;
  const reach = width / 2 + tolerance;
  const alongEmission = type === 'CIE';
  const axis = alongEmission ? map.emission : map.incident;
  const sum = new Float64Array(axis.length);
  const variance = new Float64Array(axis.length);
  const cells = new Uint32Array(axis.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const q = coordinate(type, map.incident[j], map.emission[i]);
      const value = map.intensity[i * columns + j];
      if (Math.abs(q - at) <= reach && Number.isFinite(value)) {
        const k = alongEmission ? i : j;
        sum[k] += value;
        variance[k] += map.sigma[i * columns + j] ** 2;
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

/** The energy a cut holds constant: Ω, ω, or the energy transfer Δ = Ω − ω. */
function coordinate(type: CutType, incident: number, emission: number): number {
  return type === 'CIE' ? incident : type === 'CEE' ? emission : incident - emission;
}

/** One step of the energy a cut holds constant, eV: the median step of its axis (ω's for a CET cut). */
export function defaultWidth(map: RXESMap, type: CutType): number {
  const axis = type === 'CIE' ? map.incident : map.emission;
  return median(axis.slice(1).map((energy, i) => energy - axis[i]));
}
