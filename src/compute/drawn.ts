import { coloredMap } from '../figures/index.js';
import type { ResultColumn } from '../formats/columns.js';
import { brightest } from '../science/map.js';
import { surveyOf } from '../science/survey.js';
import type { TableSeries, Value, ValueOf } from '../analysis/steps/values.js';
import type { DrawnMap, DrawnSpectrum, DrawnTable, DrawnValue } from './types.js';

/** The drawable form of a value, as copies that can be transferred to the page; null for a scan. */
export function drawnValue(value: Value): DrawnValue | null {
  switch (value.kind) {
    case 'spectrum':
      return drawnSpectrum(value);
    case 'map':
      return drawnMap(value);
    case 'table':
      return drawnTable(value);
    case 'scan':
      return null;
  }
}

function drawnSpectrum({
  axis,
  spectrum,
  columns,
  approximate
}: ValueOf<'spectrum'>): DrawnSpectrum {
  const { counts, energy, intensity, sigma, unit } = spectrum;
  return {
    kind: 'spectrum',
    axis,
    energy: energy.slice(),
    intensity: intensity.slice(),
    sigma: sigma.slice(),
    ...(counts ? { counts: counts.slice() } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(columns ? { columns: mapValues(columns) } : {}),
    ...(approximate ? { approximate } : {})
  };
}

function mapValues(
  columns: Readonly<Record<string, Float64Array>>
): Readonly<Record<string, Float64Array>> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values.slice()])
  );
}

function drawnMap({ map, view, isDifference, approximate }: ValueOf<'map'>): DrawnMap {
  const { count } = surveyOf(map);
  return {
    kind: 'map',
    view: view ?? 'incident',
    incident: map.incident.slice(),
    emission: map.emission.slice(),
    ...(map.unit === undefined ? {} : { unit: map.unit }),
    brightest: brightest(map),
    ...coloredMap(map),
    cellCount: count,
    hasCounts: map.counts !== null,
    ...(isDifference ? { isDifference } : {}),
    ...(approximate ? { approximate } : {})
  };
}

function drawnTable({ columns, series, approximate }: ValueOf<'table'>): DrawnTable {
  const copy = (column: ResultColumn) => ({ ...column, values: column.values.slice() });
  return {
    kind: 'table',
    columns: columns.map(copy),
    ...(series ? { series: seriesCopy(series) } : {}),
    ...(approximate ? { approximate } : {})
  };
}

function seriesCopy(series: TableSeries): TableSeries {
  const panels = series.panels.map(panel =>
    panel.trend ? { ...panel, trend: panel.trend.slice() } : panel
  );
  return { ...series, panels };
}
