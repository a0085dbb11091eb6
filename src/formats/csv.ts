import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import type { TextRow } from './columns.js';
import { columnUnit } from './furthercolumns.js';
import { toNanoElectronVolt } from './nanoelectronvolt.js';
import { tableRows } from './table.js';
import { axisName, writtenAxis, writtenColumn, type EnergyKind } from '../base/writtenaxis.js';

/** A spectrum as rows: `energy_eV,intensity,sigma` (or `transfer_eV`, `distance_eV`), and further columns. */
export function spectrumRows(
  { energy, intensity, sigma }: Spectrum,
  axis: EnergyKind,
  columns: Readonly<Record<string, Float64Array>> = {}
): Iterable<TextRow> {
  const further = Object.entries(columns).map(([name, values]) =>
    writtenColumn(values, columnUnit(name, undefined))
  );
  return tableRows(
    [`${axisName(axis)}_eV`, 'intensity', 'sigma', ...Object.keys(columns)],
    [writtenAxis(energy, axis), intensity, sigma, ...further]
  );
}

/**
 * Comments with the kind of the energies and the unit of the intensity, read back as `energy:` and
 * `intensity:`.
 */
export function axisComments({ axis, spectrum }: { axis: string; spectrum: Spectrum }): {
  energy: string;
  intensity?: string;
} {
  const { jitter, unit } = spectrum;
  const energy = jitter ? `${axis}, readings differ by up to ${jitter} eV` : axis;
  return { energy, intensity: unit };
}

/** Number of measured cells of a map. */
export function measuredCells({ intensity }: RXESMap): number {
  return intensity.reduce((n, value) => n + (Number.isFinite(value) ? 1 : 0), 0);
}

/** A map's measured cells in sequence; arrays of equal length (n), energies in eV. */
export interface MapCells {
  /** Index of each in the map. */
  cells: Uint32Array;
  incident: Float64Array;
  /** Emission energy ω, or energy transfer Δ = Ω − ω. */
  other: Float64Array;
  intensity: Float64Array;
  sigma: Float64Array;
}

/**
 * The measured cells of a map with their energies: nothing is resampled, empty cells are left out.
 */
export function mapCells(map: RXESMap, view: 'incident' | 'transfer'): MapCells {
  const n = measuredCells(map);
  const column = () => new Float64Array(n);
  const cells = {
    cells: new Uint32Array(n),
    incident: column(),
    other: column(),
    intensity: column(),
    sigma: column()
  };
  const incidents = writtenAxis(map.incident, 'incident');
  const emissions = writtenAxis(map.emission, 'emission');
  let k = 0;
  for (let j = 0; j < map.incident.length; j++) {
    for (let i = 0; i < map.emission.length; i++) {
      const cell = i * map.incident.length + j;
      if (Number.isFinite(map.intensity[cell])) {
        const [incident, emission] = [incidents[j], emissions[i]];
        cells.cells[k] = cell;
        cells.incident[k] = toNanoElectronVolt(incident);
        cells.other[k] = view === 'incident' ? emission : toNanoElectronVolt(incident - emission);
        cells.intensity[k] = map.intensity[cell];
        cells.sigma[k++] = map.sigma[cell];
      }
    }
  }
  return cells;
}

/**
 * A map as rows: `incident_eV,emission_eV` (or `transfer_eV`) `,intensity,sigma`, one row per
 * measured cell.
 */
export function mapRows(map: RXESMap, view: 'incident' | 'transfer'): Iterable<TextRow> {
  const { incident, other, intensity, sigma } = mapCells(map, view);
  const second = view === 'incident' ? 'emission_eV' : 'transfer_eV';
  return tableRows(
    ['incident_eV', second, 'intensity', 'sigma'],
    [incident, other, intensity, sigma]
  );
}
