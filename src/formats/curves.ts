import { isSameEnergy } from '../science/equalenergies.js';
import { XESError } from '../base/errors.js';
import { axisName } from '../base/writtenaxis.js';
import { scanMap } from '../science/grid.js';
import { kindOf } from '../science/kind.js';
import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { isMeasured } from '../science/statistics.js';
import { equalRows } from './equalrows.js';
import { knownSigma } from './knownsigma.js';
import type { ScanWarning } from './scan.js';
import { toNanoElectronVolt } from './nanoelectronvolt.js';
import { isAbsorptionName, isEnergy, roleOfName } from './roles.js';
import { countedMap, countedSpectrum, notCounted } from './countedtable.js';
import { approximateWarnings } from './sigmamark.js';
import type { EntryListing } from './entries.js';
import type { ReadChoice } from './mapping/types.js';
import { pairsOf, type Pair } from './pairs.js';
import type { Table } from './table.js';
import { firstOf, jitterIn, unitIn } from './tablecomments.js';
import { ofEntry } from './text/textfile.js';
import type { TextFacts, TextTable } from './text/types.js';
import {
  chooseColumns,
  columnsOf,
  energyValues,
  inEV,
  photonEnergies,
  type TableColumn
} from './tablecolumns.js';

/** One curve of a table. */
export interface Curve {
  /** The other energy, eV, if the table has it and it is constant. */
  held?: number;
  /** Name of its column, or empty if not meaningful. */
  name: string;
  /** Axis of the curve, if known from the table. */
  axis: 'emission' | 'incident' | 'transfer' | 'line' | null;
  spectrum: Spectrum;
  /** Further columns on the same energies, such as a background. */
  columns: Record<string, Float64Array>;
  /** Number of rows with only an energy or only an intensity that is finite. */
  incomplete: number;
  /** Number of rows that repeat an energy: rows of equal energy are averaged. */
  repeated: number;
}

/** Content of a table: curves, or a map. */
export interface TableContent {
  curves: Curve[];
  map: RXESMap | null;
  /** Facts from its format. */
  facts: TextFacts;
  /**
   * The scans of the text, and the name of this one; empty and null for a single scan without a
   * name.
   */
  entries: readonly EntryListing[];
  entry: string | null;
  comments: string[];
  warnings: ScanWarning[];
}

/**
 * Read a table of spectra or of a map, as written by this program or its predecessor
 * (`omega_eV,background,residual`, averages, profiles, transfer triplets, grids), or in other
 * formats. Energies are returned ascending, in eV. Of several scans the chosen one is read, or the
 * first that can be read.
 * @throws XESError `table/invalid`, `scan/columns-unknown`, `scan/entry-missing`, and for a map
 * those of `scanMap`.
 */
export function readCurves(text: string, choice?: ReadChoice): TableContent {
  const { value, entries, entry, warnings } = ofEntry(text, choice, curvesOf);
  const isCut = text.trim() !== '' && !/\n\s*$/.test(text.slice(-1000));
  return {
    ...value,
    entries,
    entry,
    warnings: [...warnings, ...(isCut ? [noEnd] : []), ...value.warnings]
  };
}

const noEnd = {
  code: 'table/no-end',
  message: 'The last line has no end: the file may have been cut off.'
};

function curvesOf(table: TextTable): Omit<TableContent, 'entries' | 'entry'> {
  const { comments, facts } = table;
  const warnings: ScanWarning[] = [...facts.warnings];
  const content = readColumns(table, warnings);
  const missing = content.curves.reduce((sum, curve) => sum + curve.incomplete, 0);
  warnings.push(...incomplete(missing), ...approximateWarnings(comments));
  const [only, ...others] = content.curves;
  const isWhole = others.length === 0 && only?.repeated === 0;
  warnings.push(...(isWhole || content.map ? [] : notCounted(comments)));
  return {
    curves: isWhole
      ? [{ ...only, spectrum: countedSpectrum(only.spectrum, comments, warnings) }]
      : content.curves,
    map: content.map && countedMap(content.map, comments, warnings),
    comments,
    facts,
    warnings
  };
}

/** Rows without a usable point are left out; reported unless they are padding. */
function incomplete(count: number): ScanWarning[] {
  return count === 0
    ? []
    : [
        {
          code: 'table/incomplete-rows',
          message: `${count} row(s) have no finite energy or intensity, or an energy of 0, and are left out.`
        }
      ];
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

/**
 * Curves, or a map with one row per cell, according to the column names; energies may be in any
 * column.
 * @throws XESError `scan/columns-unknown` if the names are ambiguous.
 */
function readColumns(
  table: TextTable,
  warnings: ScanWarning[]
): Pick<TableContent, 'curves' | 'map'> {
  const all = columnsOf(table);
  const resultCurves = isResult(table)
    ? sharedCurves(table, warnings)
    : profilesOf(all, table, warnings);
  const { curves, map } = resultCurves
    ? { curves: resultCurves, map: null }
    : chosen(all, table, warnings);
  if (!map && curves.every(({ spectrum }) => spectrum.energy.length === 0)) {
    throw new XESError(
      'table/invalid',
      'No row of this table has both an energy and an intensity that are numbers. Export it again.'
    );
  }
  const jitter = jitterIn(table.comments);
  const unit = unitIn(table.comments);
  return {
    map,
    curves: curves.map(one => ({
      ...one,
      axis: one.axis ?? axisOf(table.comments),
      spectrum: { ...one.spectrum, ...(jitter > 0 ? { jitter } : {}), ...(unit ? { unit } : {}) }
    }))
  };
}

/** Whether a table is a result written by this program or its predecessor, with further columns. */
function isResult({ names, comments }: Table): boolean {
  const [first = '', ...labels] = names;
  const isMain = ['intensity', 'intensity_normalised', 'residual'].some(name =>
    labels.includes(name)
  );
  const isOwn = /^(energy|omega)_eV$/.test(first) || ownDifference({ names, comments }) !== null;
  return isOwn && (isMain || labels.indexOf('sigma') === 1);
}

/**
 * Axis of a curve written by this program, if it is not a photon energy, from its first column;
 * null otherwise. Without the comment, a table that also has another energy may be a map.
 */
function ownDifference({ names, comments }: Pick<Table, 'names' | 'comments'>): Curve['axis'] {
  const [first = '', ...labels] = names;
  const axis = (['transfer', 'line'] as const).find(one =>
    [axisName(one), `${axisName(one)}_eV`].includes(first)
  );
  const isAlone = first.endsWith('_eV') && !labels.some(name => isEnergy(roleOfName(name)));
  return axis && (isAlone || axisOf(comments) === axis) ? axis : null;
}

/** The content chosen by column names: curves over one energy, or points over two. */
function chosen(
  all: readonly TableColumn[],
  { comments, facts }: TextTable,
  warnings: ScanWarning[]
): Pick<TableContent, 'curves' | 'map'> {
  const isAbsorption = facts.isAbsorption || speaksOfAbsorption(comments);
  const choice = chooseColumns(all, { ...facts, isAbsorption, isLine: isLine(comments) });
  warnings.push(...choice.warnings);
  const { incident, emission, transfer, signals, sigma } = choice;
  const other =
    emission ??
    (incident && transfer ? incident.map((e, i) => toNanoElectronVolt(e - transfer[i])) : null);
  const outer =
    incident ??
    (emission && transfer ? emission.map((e, i) => toNanoElectronVolt(e + transfer[i])) : null);
  const [first] = signals;
  const kind = outer && other ? kindOf(outer, other) : null;
  if (outer && other && kind === 'RXES') {
    const isWhole = (value: number, i: number) =>
      isMeasured(value) && isMeasured(outer[i]) && isMeasured(other[i]);
    const missing = first.values.length - first.values.filter(isWhole).length;
    warnings.push(...incomplete(facts.isMatrix ? 0 : missing));
    warnings.push(...unshown(signals.map(({ name }) => name)));
    const known = sigma && knownSigma(sigma, first.values);
    warnings.push(...(known?.warnings ?? []));
    return { curves: [], map: mapOf(outer, other, first.values, known && known.sigma) };
  }
  const isIncident = kind === null ? other === null : kind === 'HERFD-XANES';
  const energy = (isIncident ? outer : other) ?? new Float64Array();
  const axis = choice.isAxisAssumed ? null : isIncident ? 'incident' : 'emission';
  if (axis === null && axisOf(comments) === null && first.name !== '') {
    warnings.push(axisAssumed);
  }
  const rows = (values: Float64Array) => ({ intensity: values, ...(sigma ? { sigma } : {}) });
  return {
    map: null,
    curves: signals.map(({ name, values }) => ({
      ...curveOfRows(name, axis, energy, rows(values), warnings),
      ...heldIn(isIncident ? other : outer)
    }))
  };
}

/**
 * Warning for several intensities over both energies: the first is shown as a map; the others must
 * be named.
 */
function unshown([first, ...others]: readonly string[]): ScanWarning[] {
  const list = others.slice(0, 10).join(', ') + (others.length > 10 ? ', …' : '');
  const message = `This table has ${others.length + 1} maps; the first is shown (${first}). Another can be named (*Columns…* in the viewer, --columns intensity=NAME in the command line): ${list}.`;
  return others.length > 0 ? [{ code: 'table/several-curves', message }] : [];
}

/** The energy of a column if it is constant; empty if it has several, or none. */
function heldIn(column: Float64Array | null): Pick<Curve, 'held'> {
  const known = column?.filter(isMeasured) ?? new Float64Array();
  return known.length > 0 && known.every(energy => isSameEnergy(energy, known[0]))
    ? { held: known[0] }
    : {};
}

/** Whether a header mentions absorption; the `energy:` comment of a result takes precedence. */
function speaksOfAbsorption(comments: readonly string[]): boolean {
  const isSaid = comments.some(comment => /\b(HERFD|XANES|EXAFS|NXxas|XAS)\b/.test(comment));
  return isSaid && axisOf(comments) === null;
}

/** Profiles with separate energies, padded with NaN; null if the columns are not pairs. */
function profilesOf(
  all: readonly TableColumn[],
  { comments, facts }: TextTable,
  warnings: ScanWarning[]
): Curve[] | null {
  const pairs = pairsOf(all);
  const [first] = pairs ?? [];
  if (!pairs || !first) {
    return null;
  }
  const isIncident =
    facts.isAbsorption ||
    speaksOfAbsorption(comments) ||
    pairs.some(({ signal }) => isAbsorptionName(signal.label));
  const along = (energy: TableColumn) =>
    energy.role === 'energy' && isIncident ? 'incident' : axisOfColumn(energy);
  if (first.energy.role === 'energy' && along(first.energy) === null && axisOf(comments) === null) {
    warnings.push(axisAssumed);
  }
  return pairs.map(({ energy, signal }) => {
    const energies = isPredecessors({ energy, signal })
      ? photonEnergies(inEV(energy))
      : energyValues(energy, all, warnings, isLine(comments));
    return curveOfRows(
      signal.label,
      along(energy),
      energies,
      { intensity: signal.values },
      warnings
    );
  });
}

/** The predecessor's columns, `omega_NAME` next to `NAME`, are in eV without saying so. */
function isPredecessors({ energy, signal }: Pair): boolean {
  return energy.label === `omega_${signal.label}`;
}

const axisAssumed = {
  code: 'scan/axis-assumed',
  message: 'The table does not say which energy it is: it is taken as the emission energy.'
};

/** Whether a table of this program runs along an axis that may be negative. */
function isLine(comments: readonly string[]): boolean {
  const axis = axisOf(comments);
  return axis === 'transfer' || axis === 'line';
}

/** A result: one curve, and further columns over the same energies. */
function sharedCurves(table: Table, warnings: ScanWarning[]): Curve[] {
  const [energy, ...others] = columnsOf(table);
  const along = axisOf(table.comments) ?? ownDifference(table);
  const isPhoton = along !== 'transfer' && along !== 'line';
  const labels = others.map(({ label }) => label);
  const main = ['intensity', 'intensity_normalised', 'residual']
    .map(name => labels.indexOf(name))
    .find(k => k >= 0);
  const shown = main ?? 0;
  const sigma = labels.indexOf('sigma');
  const rest = others.map(({ label, values }) => [label, values] as const);
  return [
    curveOfRows(
      '',
      isPhoton ? axisOfColumn(energy) : along,
      isPhoton ? photonEnergies(inEV(energy)) : inEV(energy),
      {
        intensity: others[shown].values,
        ...(sigma >= 0 ? { sigma: others[sigma].values } : {}),
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

/**
 * A curve from rows in any order: sorted, rows without a number left out, rows of equal energy
 * averaged.
 */
export function curveOfRows(
  name: string,
  axis: Curve['axis'],
  energy: Float64Array,
  rows: Rows,
  warnings: ScanWarning[]
): Curve {
  const isWhole = (i: number) => isMeasured(energy[i]) && isMeasured(rows.intensity[i]);
  const isPadding = (i: number) => Number.isNaN(energy[i]) && Number.isNaN(rows.intensity[i]);
  const rowsOfAll = [...energy.keys()];
  const order = rowsOfAll.filter(isWhole).sort((a, b) => energy[a] - energy[b]);
  const grouped = equalRows(energy, order);
  const known = knownSigma(
    Float64Array.from(order, i => rows.sigma?.[i] ?? NaN),
    Float64Array.from(order, i => rows.intensity[i])
  );
  const sigma = new Float64Array(energy.length).fill(NaN);
  order.forEach((row, k) => (sigma[row] = known.sigma[k]));
  warnings.push(...grouped.warnings, ...known.warnings);
  return {
    name,
    axis,
    repeated: grouped.repeated,
    incomplete: rowsOfAll.filter(i => !isWhole(i) && !isPadding(i)).length,
    spectrum: {
      energy: grouped.firsts(energy),
      intensity: grouped.means(rows.intensity),
      sigma: grouped.sigmaOfMeans(sigma)
    },
    columns: Object.fromEntries(
      Object.entries(rows.columns ?? {}).map(([label, values]) => [label, grouped.means(values)])
    )
  };
}

function axisOfColumn({ role }: TableColumn): Curve['axis'] {
  return role === 'incident' || role === 'emission' ? role : null;
}

/** The axis of this program's tables, from a comment. */
function axisOf(comments: readonly string[]): Curve['axis'] {
  const axis = firstOf(comments, /^energy: (emission|incident|transfer|line)\b/);
  return (axis as Curve['axis'] | undefined) ?? null;
}
