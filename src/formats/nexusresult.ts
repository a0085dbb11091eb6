import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { columnsGroup, type ResultColumn } from './columns.js';
import { mapCells } from './csv.js';
import { columnUnit, isCurveColumn } from './furthercolumns.js';
import { dataset, group, type H5Dataset, type H5Group } from './h5description.js';
import {
  cellDeviationsOf,
  deviationsGroup,
  deviationsName,
  deviationsOf,
  mapDeviationsOf
} from './nexusdeviations.js';
import { pointsHash } from './nexus/counts.js';
import { approximateAttribute, lostInNexus } from './sigmamark.js';
import { axisName, writtenAxis, writtenColumn } from '../base/writtenaxis.js';

/** A result to be written to a file. */
export type NexusResult = {
  /** Reasons why σ is only approximate. */
  approximate?: readonly string[];
} & (
  | {
      kind: 'spectrum';
      name: string;
      axis: 'emission' | 'incident' | 'transfer' | 'line';
      spectrum: Spectrum;
      columns?: Readonly<Record<string, Float64Array>>;
    }
  | { kind: 'map'; name: string; map: RXESMap; view?: 'incident' | 'transfer' }
  | { kind: 'table'; name: string; columns: readonly ResultColumn[] }
);

const labels = {
  emission: 'Emission energy ω',
  incident: 'Incident energy Ω',
  transfer: 'Energy transfer Ω − ω',
  line: 'Way along the line'
};

/** A label with the unit, which is read back from it. */
function signalLabel(unit: string | undefined): string {
  return unit === undefined ? 'Intensity' : `Intensity (${unit})`;
}

/**
 * A curve or a map as NXdata with declared signal, axes, units and errors, so that any reader can
 * plot it; a table as a collection.
 */
export function dataGroup(result: NexusResult): H5Group {
  if (result.kind === 'spectrum') {
    return spectrumGroup(result);
  }
  if (result.kind === 'table') {
    return columnsGroup(
      result.name,
      result.columns,
      approximateAttribute(result.approximate ?? [])
    );
  }
  return result.view === 'transfer' ? cellsGroup(result) : mapGroup(result);
}

function spectrumGroup({
  name,
  axis,
  spectrum,
  columns = {},
  approximate = []
}: NexusResult & { kind: 'spectrum' }): H5Group {
  const { energy, intensity, sigma } = spectrum;
  const further = Object.entries(columns).map(([label, values]) => {
    const unit = columnUnit(label, undefined);
    return [
      label,
      dataset(writtenColumn(values, unit), unit === 'eV' ? { units: unit } : {})
    ] as const;
  });
  const curves = curvesOf(columns);
  const along = axisName(axis);
  const deviations = deviationsOf(spectrum);
  return group(
    'NXdata',
    {
      title: dataset(name),
      [along]: energyDataset(energy, axis, spectrum.jitter),
      intensity: signal(intensity, spectrum.unit, 'spectrum'),
      intensity_errors: errors(sigma),
      ...countsBeside(spectrum),
      ...Object.fromEntries(further),
      [deviationsName]: deviations && deviationsGroup(deviations, intensity)
    },
    {
      signal: 'intensity',
      axes: [along],
      [`${along}_indices`]: 0,
      energy_axis: axis,
      ...approximateAttribute([...approximate, ...lostInNexus(spectrum, deviations)]),
      ...(curves.length > 0 ? { auxiliary_signals: curves } : {})
    }
  );
}

/** Columns that are intensities, to be drawn with the curve. */
function curvesOf(columns: Readonly<Record<string, Float64Array>>): string[] {
  return Object.keys(columns).filter(isCurveColumn);
}

function mapGroup({ name, map, approximate = [] }: NexusResult & { kind: 'map' }): H5Group {
  const shape = [map.emission.length, map.incident.length];
  const deviations = mapDeviationsOf(map);
  return group(
    'NXdata',
    {
      title: dataset(name),
      emission: energyDataset(map.emission, 'emission'),
      incident: energyDataset(map.incident, 'incident', map.incidentJitter),
      intensity: signal(map.intensity, map.unit, 'image', shape),
      intensity_errors: errors(map.sigma, shape),
      ...countsBeside(map, shape),
      [deviationsName]: deviations && deviationsGroup(deviations, map.intensity)
    },
    {
      signal: 'intensity',
      axes: ['emission', 'incident'],
      emission_indices: 0,
      incident_indices: 1,
      ...approximateAttribute([...approximate, ...lostInNexus(map, deviations)])
    }
  );
}

/**
 * A map over energy transfer is not on a grid: its measured cells as points with their energies.
 */
function cellsGroup({ name, map, approximate = [] }: NexusResult & { kind: 'map' }): H5Group {
  const { cells, incident, other, intensity, sigma } = mapCells(map, 'transfer');
  const deviations = cellDeviationsOf(map, cells);
  const take = (values: Float64Array | null | undefined) =>
    values && Float64Array.from(cells, cell => values[cell]);
  return group(
    'NXdata',
    {
      title: dataset(name),
      incident: dataset(incident, energyAttributes('incident')),
      transfer: dataset(other, energyAttributes('transfer')),
      intensity: signal(intensity, map.unit),
      intensity_errors: errors(sigma),
      ...countsBeside({ intensity, sigma, counts: take(map.counts), monitor: take(map.monitor) }),
      [deviationsName]: deviations && deviationsGroup(deviations, intensity)
    },
    {
      signal: 'intensity',
      axes: ['incident', 'transfer'],
      incident_indices: 0,
      transfer_indices: 0,
      ...approximateAttribute([...approximate, ...lostInNexus(map, deviations)])
    }
  );
}

/** The counts of points and their monitor, with a hash of the intensity and σ they belong to. */
function countsBeside(
  points: Pick<Spectrum, 'intensity' | 'sigma' | 'counts' | 'monitor'>,
  shape?: readonly number[]
): Record<'counts' | 'monitor', H5Dataset | null> {
  const { counts, monitor } = points;
  return {
    counts: counts
      ? dataset(counts, { units: 'counts', ...pointsHash(points, counts, monitor) }, shape)
      : null,
    monitor: monitor ? dataset(monitor, { units: 'counts' }, shape) : null
  };
}

/** An energy axis with its unit and long name, and the jitter of its readings (eV), if any. */
export function energyDataset(
  values: Float64Array,
  axis: keyof typeof labels,
  jitter?: number
): H5Dataset {
  const readings: Record<string, number> = jitter ? { jitter } : {};
  return dataset(writtenAxis(values, axis), { ...energyAttributes(axis), ...readings });
}

function energyAttributes(axis: keyof typeof labels): Record<string, string> {
  return { units: 'eV', long_name: `${labels[axis]} (eV)` };
}

/** An intensity, which is dimensionless, with its label and preferred interpretation. */
export function signal(
  values: Float64Array,
  unit: string | undefined,
  interpretation?: string,
  shape?: readonly number[]
): H5Dataset {
  const drawn: Record<string, string> = interpretation ? { interpretation } : {};
  return dataset(values, { units: '', long_name: signalLabel(unit), ...drawn }, shape);
}

/** The standard deviations of an intensity. */
export function errors(sigma: Float64Array, shape?: readonly number[]): H5Dataset {
  return dataset(sigma, { units: '', long_name: 'One standard deviation' }, shape);
}
