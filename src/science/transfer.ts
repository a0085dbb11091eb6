import { XESError } from '../base/errors.js';
import { isBelow, isWithin, wholeSteps } from './equalenergies.js';
import type { RXESMap } from './map.js';
import { medianStep } from './ranges.js';

/**
 * A map over incident energy and energy transfer: the same cells, each with its transfer Δ = Ω − ω.
 * Nothing is resampled.
 */
export interface TransferView {
  map: RXESMap;
  /** Δ of each cell, eV: cell (i, j) at `i * incident.length + j`, as in the map. */
  transfer: Float64Array;
}

/** The transfer view of a map: each column of constant Ω is sheared from ω to Δ. Exact. */
export function transferView(map: RXESMap): TransferView {
  const { incident, emission } = map;
  const transfer = new Float64Array(incident.length * emission.length);
  let cell = 0;
  for (let i = 0; i < emission.length; i++) {
    const energy = emission[i];
    for (let j = 0; j < incident.length; j++) {
      transfer[cell++] = incident[j] - energy;
    }
  }
  return { map, transfer };
}

/**
 * A transfer view on a grid, to be drawn as an image; one row per transfer energy, one column per
 * Ω.
 */
export interface TransferImage {
  incident: Float64Array;
  /** Δ, eV, ascending, in equal steps. */
  transfer: Float64Array;
  /** Row-major, as in a map; NaN if not measured. */
  intensity: Float64Array;
}

/** No browser can draw more cells than this. */
const mostCells = 5e7;

/**
 * Resample a transfer view, for drawing only: along ω in each column, linearly between neighbouring
 * cells; NaN outside them and next to empty ones. If the steps of both axes are equal, cells are
 * only moved, not changed.
 * @param step of Δ, eV; default: the median step of ω.
 * @throws XESError `spectrum/parameter` for an invalid step, or one that gives too many rows.
 */
export function transferImage(map: RXESMap, step = medianStep(map.emission)): TransferImage {
  const { incident, emission, intensity } = map;
  const columns = incident.length;
  const last = emission.length - 1;
  const lowest = incident[0] - emission[last];
  const extent = incident[columns - 1] - emission[0] - lowest;
  const rows = wholeSteps(extent, step) + 1;
  if (!(step > 0) || !(rows * columns <= mostCells)) {
    throw new XESError(
      'spectrum/parameter',
      `A step of ${step} eV makes no image: choose a larger one.`
    );
  }
  const transfer = Float64Array.from({ length: rows }, (_, r) => lowest + r * step);
  const image = new Float64Array(rows * columns).fill(NaN);
  // row by row, as the image is stored; `reached` has the current row of ω of each column
  const covered = [emission[0], emission[last]] as const;
  const reached = new Int32Array(columns).fill(last);
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      const energy = incident[j] - transfer[r]; // decreases as Δ increases
      if (!isWithin(energy, covered)) {
        continue;
      }
      let i = reached[j];
      while (i > 0 && isBelow(energy, emission[i])) {
        i--;
      }
      reached[j] = i;
      const isBetween = i < last && isBelow(emission[i], energy);
      const f = isBetween ? (energy - emission[i]) / (emission[i + 1] - emission[i]) : 0;
      const cell = i * columns + j;
      image[r * columns + j] =
        f > 0 ? (1 - f) * intensity[cell] + f * intensity[cell + columns] : intensity[cell];
    }
  }
  return { incident, transfer, intensity: image };
}
