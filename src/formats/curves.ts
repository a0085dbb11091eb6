import { XESError } from '../science/errors.js';
import { scanMap } from '../science/grid.js';
import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { isMeasured } from '../science/statistics.js';
import type { ScanWarning } from './scan.js';
import { approximateWarnings } from './sigmamark.js';
import { readTable, type Table } from './table.js';

/** One curve of a table. */
export interface Curve {
  /** Name of its column, or empty where that says nothing. */
  name: string;
  /** What it runs along, where the table says so. */
  axis: 'emission' | 'incident' | 'transfer' | 'line' | null;
  spectrum: Spectrum;
  /** Further columns on the same energies, such as a background. */
  columns: Record<string, Float64Array>;
  /** How many rows have an energy or an intensity, and lack a finite one of the other. */
  incomplete: number;
}

/** What a table holds: curves, or a map. */
export interface TableContent {
  curves: Curve[];
  map: RXESMap | null;
  comments: string[];
  warnings: ScanWarning[];
}

/**
 * Read a table of spectra or of a map, as this program or its predecessor (`omega_eV,background,residual`,
 * averages, profiles, transfer triplets, grids) writes them. Energies come out ascending, in eV.
 * @throws XESError `table/invalid`, and for a map those of `scanMap`.
 */
export function readCurves(text: string): TableContent {
  const table = readTable(text);
  const warnings: ScanWarning[] = [];
  if (/\S/.test(text) && !/\n\s*$/.test(text)) {
    warnings.push({
      code: 'table/no-end',
      message: 'The last line has no end: the file may have been cut off.'
    });
  }
  const map = readGrid(table) ?? readTriplets(table);
  const curves = map ? [] : curvesOf(table, warnings);
  warnings.push(...incomplete(curves), ...approximateWarnings(table.comments));
  return { map, curves, comments: table.comments, warnings };
}

/** Rows are left out where nothing can be drawn; where that is no padding, it is told. */
function incomplete(curves: readonly Curve[]): ScanWarning[] {
  const count = curves.reduce((sum, one) => sum + one.incomplete, 0);
  return count === 0
    ? []
    : [
        {
          code: 'table/incomplete-rows',
          message: `${count} row(s) have no finite energy or intensity, and are left out.`
        }
      ];
}

/** The predecessor's matrix: Ω in the first row, ω in the first column, NaN in the corner. */
function readGrid({ names, columns }: Table): RXESMap | null {
  const [first, ...others] = columns;
  if (names.length > 0 || others.length < 2 || first.length < 3 || !Number.isNaN(first[0])) {
    return null;
  }
  const cellsOfRow = others.length;
  const rows = first.length - 1;
  const at = (pick: (row: number, column: number) => number) =>
    Float64Array.from({ length: rows * cellsOfRow }, (_, k) =>
      pick(1 + Math.floor(k / cellsOfRow), k % cellsOfRow)
    );
  return mapOf(
    at((_, column) => others[column][0]),
    at(row => first[row]),
    at((row, column) => others[column][row]),
    null
  );
}

// without the flag i: to it ω is Ω
const incidentName = /^([Ii]ncident|Ω\s*(\(|_|$)|[Bb]ragg)/;
const transferName = /^([Tt]ransfer|[Ee]nergy.transfer|Ω\s*[−-]\s*ω|Δ)/;
const emissionName = /^(emission|ω)/;

/** A map as one row a cell: incident energy, emission energy or energy transfer, intensity, maybe σ. */
function readTriplets({ names, columns }: Table): RXESMap | null {
  const [first, second] = names;
  const isTransfer = transferName.test(second ?? '');
  const isMap = incidentName.test(first ?? '') && (isTransfer || emissionName.test(second ?? ''));
  if (!isMap || columns.length < 3) {
    return null;
  }
  const [incident, other, intensity] = [
    inEV(columns[0], first),
    inEV(columns[1], second),
    columns[2]
  ];
  // a difference of two energies, which were given to a nano-electronvolt
  const emission = isTransfer
    ? other.map((energy, i) => Math.round((incident[i] - energy) * 1e9) / 1e9)
    : other;
  return mapOf(incident, emission, intensity, names[3] === 'sigma' ? columns[3] : null);
}

function mapOf(
  incident: Float64Array,
  emission: Float64Array,
  intensity: Float64Array,
  sigma: Float64Array | null
): RXESMap {
  const unknown = new Float64Array(intensity.length).fill(NaN);
  const arm = { emission, counts: null, intensity, sigma: sigma ?? unknown };
  return scanMap({ incident, monitor: null }, arm);
}

const energyName = /(energy|omega|incident|emission|transfer|[Ωω]|eV\b|_k?eV)/i;

function curvesOf(table: Table, warnings: ScanWarning[]): Curve[] {
  const { names, columns } = table;
  const isEnergy = names.map(name => energyName.test(name) && !/intensity/i.test(name));
  const isPairs =
    columns.length >= 4 &&
    columns.length % 2 === 0 &&
    isEnergy.every((is, k) => is === (k % 2 === 0));
  const curves = isPairs
    ? names.filter((_, k) => k % 2 === 0).map((_, k) => pairCurve(table, 2 * k, warnings))
    : sharedCurves(table, warnings);
  if (curves.every(({ spectrum }) => spectrum.energy.length === 0)) {
    throw new XESError(
      'table/invalid',
      'No row of this table has both an energy and an intensity that are numbers. Export it again.'
    );
  }
  return curves.map(curve => ({ ...curve, axis: curve.axis ?? axisOf(table.comments) }));
}

/** The predecessor's profiles: each with its own energies, padded with NaN. */
function pairCurve({ names, columns }: Table, at: number, warnings: ScanWarning[]): Curve {
  const name = names[at + 1];
  const rows = { intensity: columns[at + 1] };
  return curve(name, names[at], columns[at], rows, warnings);
}

/** One energy for all columns. */
function sharedCurves({ names, columns }: Table, warnings: ScanWarning[]): Curve[] {
  const [energy, ...others] = columns;
  const [energyLabel = '', ...labels] = names;
  const main = ['intensity', 'intensity_normalised', 'residual']
    .map(name => labels.indexOf(name))
    .find(k => k >= 0);
  if (main === undefined && labels.indexOf('sigma') !== 1) {
    return others.map((intensity, k) =>
      curve(labels[k] ?? '', energyLabel, energy, { intensity }, warnings)
    );
  }
  const shown = main ?? 0;
  const sigma = labels.indexOf('sigma');
  const rest = labels.map((label, k) => [label, others[k]] as const);
  return [
    curve(
      '',
      energyLabel,
      energy,
      {
        intensity: others[shown],
        ...(sigma >= 0 ? { sigma: others[sigma] } : {}),
        columns: Object.fromEntries(rest.filter((_, k) => k !== shown && k !== sigma))
      },
      warnings
    )
  ];
}

interface Rows {
  intensity: Float64Array;
  sigma?: Float64Array;
  columns?: Record<string, Float64Array>;
}

/** A curve of rows in any order: ascending, those without a number left out, the same energy once. */
function curve(
  name: string,
  energyLabel: string,
  stored: Float64Array,
  rows: Rows,
  warnings: ScanWarning[]
): Curve {
  const energy = inEV(stored, energyLabel);
  const isWhole = (i: number) => isMeasured(energy[i]) && isMeasured(rows.intensity[i]);
  const isPadding = (i: number) => Number.isNaN(energy[i]) && Number.isNaN(rows.intensity[i]);
  const rowsOfAll = [...energy.keys()];
  const order = rowsOfAll.filter(isWhole).sort((a, b) => energy[a] - energy[b]);
  const kept = order.filter((i, k) => k === 0 || energy[i] !== energy[order[k - 1]]);
  if (kept.length < order.length) {
    const repeated = order.length - kept.length;
    warnings.push({
      code: 'table/repeated-energy',
      message: `${repeated} row(s) repeat an energy: the first of each is taken.`
    });
  }
  const pick = (values: Float64Array) => Float64Array.from(kept, i => values[i]);
  const sigma = rows.sigma ? pick(rows.sigma) : new Float64Array(kept.length).fill(NaN);
  return {
    name,
    axis: axisOfName(energyLabel),
    incomplete: rowsOfAll.filter(i => !isWhole(i) && !isPadding(i)).length,
    spectrum: {
      energy: pick(energy),
      intensity: pick(rows.intensity),
      sigma: sigma.map(value => (value >= 0 ? value : NaN))
    },
    columns: Object.fromEntries(
      Object.entries(rows.columns ?? {}).map(([label, values]) => [label, pick(values)])
    )
  };
}

function axisOfName(label: string): Curve['axis'] {
  return incidentName.test(label)
    ? 'incident'
    : /^(omega|emission|ω)/.test(label)
      ? 'emission'
      : null;
}

/** The energy that our own tables run along is told in a comment. */
function axisOf(comments: readonly string[]): Curve['axis'] {
  const told = comments.map(
    comment => /^energy: (emission|incident|transfer|line)\b/.exec(comment)?.[1]
  );
  return (told.find(axis => axis !== undefined) as Curve['axis'] | undefined) ?? null;
}

function inEV(values: Float64Array, label: string | undefined): Float64Array {
  return /keV/.test(label ?? '') ? values.map(value => value * 1000) : values;
}
