import type { XESError } from '../base/errors.js';
import { writtenEnergy } from '../base/writtenenergy.js';
import { extent, isMeasured } from '../science/statistics.js';
import { tableListing } from './mapping/tablelisting.js';
import { unknownColumns } from './mapping/unknown.js';
import { isAbsorptionName, isEnergy, isOtherThanEnergy, roleOfName, type Role } from './roles.js';
import type { ScanWarning } from './scan.js';
import type { Table } from './table.js';
import type { TextFacts } from './text/types.js';
import {
  energyUnit,
  isPlainlyElectronVolts,
  scaled,
  unitOfLabel,
  unknownUnit,
  type EnergyUnit
} from './units.js';

/** A column of a table, with what its name suggests. */
export interface TableColumn {
  /** The name as written; empty without one. */
  label: string;
  unit: EnergyUnit;
  role: Role;
  values: Float64Array;
}

/** The roles chosen for the columns of a table; arrays of one value per row, energies in eV. */
export interface ColumnChoice {
  incident: Float64Array | null;
  emission: Float64Array | null;
  transfer: Float64Array | null;
  /** Whether it is only assumed that `emission` is the emission energy. */
  isAxisAssumed: boolean;
  signals: { name: string; values: Float64Array }[];
  sigma: Float64Array | null;
  warnings: ScanWarning[];
}

/** Facts about the columns other than their names. */
export interface ColumnFacts extends Pick<TextFacts, 'isAbsorption' | 'areCounters'> {
  /** Whether an energy of unspecified kind may be negative: a transfer, or a distance on a map. */
  isLine?: boolean;
}

/**
 * The columns with the roles suggested by their names; a column with an uninformative name is an
 * energy if it has a unit of energy.
 */
export function columnsOf({ names, units, columns }: Table): TableColumn[] {
  return columns.map((values, k) => {
    const label = names[k] ?? '';
    const separateUnit = energyUnit(units?.[k] ?? null);
    const { stem, unit: labelUnit } = unitOfLabel(label);
    const unit = separateUnit.kind === 'none' ? labelUnit : separateUnit;
    const role = roleOfName(stem);
    if (label === '' && names.length > 0 && isCounting(values)) {
      return { label, unit, role: 'order', values }; // row numbers of data frames
    }
    if (role === 'unknown' && values.length > 0 && extent(values) === null) {
      return { label, unit, role: 'order', values }; // times of day, labels, or nothing
    }
    const isEnergyByUnit = unit.kind === 'energy' && role === 'unknown' && !isOtherThanEnergy(stem);
    return { label, unit, role: isEnergyByUnit ? energyRole(stem) : role, values };
  });
}

/**
 * The role of an array in a unit of energy whose name alone is ambiguous (`delta` may also be a
 * motor).
 */
function energyRole(stem: string): Role {
  return /^(delta|\u03b4)/i.test(stem) ? 'transfer' : 'energy';
}

/** A column's energies in eV; as stored if there is no unit. */
export function inEV({ unit, values }: TableColumn): Float64Array {
  return scaled(values, unit.kind === 'energy' ? unit.factor : 1);
}

/** Photon energies: 0 is not one, and marks points that were not reached. */
export function photonEnergies(energies: Float64Array): Float64Array {
  return extent(energies)?.[0] === 0
    ? energies.map(energy => (energy === 0 ? NaN : energy))
    : energies;
}

/**
 * Choose the energies and the intensity of a table by the names of its columns.
 * @param said facts from the text: that it is a scan of the incident energy, that the columns are
 * counters.
 * @throws XESError `scan/columns-unknown`, listing the columns, if the names are ambiguous.
 */
export function chooseColumns(columns: readonly TableColumn[], said: ColumnFacts): ColumnChoice {
  if (columns.every(({ label }) => label === '')) {
    if (said.areCounters) {
      throw tableUnknown(columns, 'they have no names');
    }
    return unnamed(columns);
  }
  const energies = columns.filter(({ role }) => isEnergy(role));
  if (energies.length === 0) {
    throw tableUnknown(columns, 'none of them is called an energy');
  }
  const warnings: ScanWarning[] = [];
  const values = (column: TableColumn | undefined) =>
    column ? energyValues(column, columns, warnings, said.isLine) : null;
  const of = (role: Role) => values(energies.find(one => one.role === role));
  const known = { incident: of('incident'), emission: of('emission'), transfer: of('transfer') };
  const unspecified = energies.find(({ role }) => role === 'energy');
  const { signals: chosen, monitor, warnings: assumed } = signalColumns(columns, said);
  warnings.push(...assumed);
  const signals = chosen.map(({ label, values: stored }) => ({
    name: label,
    values: overMonitor(stored, monitor)
  }));
  const found = signals.length === 1 ? sigmaOf(columns, chosen[0]) : null;
  warnings.push(...unclearSigma(columns, chosen));
  const sigma = found ? overMonitor(found.values, monitor) : null;
  const choice = { ...known, signals, sigma, warnings };
  if (unspecified && !known.incident && !known.emission && !known.transfer) {
    const isIncident = said.isAbsorption || columns.some(({ label }) => isAbsorptionName(label));
    requireOne(columns, isIncident, said);
    const role = isIncident ? 'incident' : 'emission';
    return { ...choice, [role]: values(unspecified), isAxisAssumed: !isIncident };
  }
  const other = unspecified && otherEnergy(known);
  if (other) {
    const message = `The table does not say which energy "${unspecified.label}" is: it is taken as the ${other} energy.`;
    warnings.push({ code: 'scan/axis-assumed', message });
    return { ...choice, [other]: values(unspecified), isAxisAssumed: false };
  }
  if (!known.incident && !known.emission) {
    throw tableUnknown(
      columns,
      'the energy transfer alone does not say which energies were measured'
    );
  }
  return { ...choice, isAxisAssumed: false };
}

/**
 * @throws XESError `scan/columns-unknown` if an energy of unspecified kind could be either, or is
 * one of several
 */
function requireOne(
  columns: readonly TableColumn[],
  isIncident: boolean,
  { areCounters }: ColumnFacts
): void {
  const unspecified = columns
    .filter(({ role }) => role === 'energy')
    .map(({ label }) => `"${label}"`);
  if (unspecified.length > 1 && !isIncident) {
    throw tableUnknown(columns, `it is not said which energies ${unspecified.join(' and ')} are`);
  }
  if (areCounters && !isIncident) {
    throw tableUnknown(columns, `it is not said which energy ${unspecified[0]} is`);
  }
}

/**
 * The energy missing next to a known one whose values repeat, so that it alone does not distinguish
 * the rows; null if none is.
 */
function otherEnergy({
  incident,
  emission,
  transfer
}: Pick<ColumnChoice, 'incident' | 'emission' | 'transfer'>): 'incident' | 'emission' | null {
  const known = incident ?? emission;
  if (transfer || !known || (incident && emission) || new Set(known).size === known.length) {
    return null;
  }
  return incident ? 'emission' : 'incident';
}

/**
 * Two columns without names are taken as an emission spectrum in eV, with a warning; more are
 * refused.
 */
function unnamed(columns: readonly TableColumn[]): ColumnChoice {
  const [energy, intensity] = columns;
  if (columns.length !== 2) {
    throw tableUnknown(columns, 'they have no names');
  }
  if (!isPlainlyElectronVolts(energy.values) || isCounting(energy.values)) {
    throw tableUnknown(
      columns,
      'they have no names, and the first may be in keV or no energy at all'
    );
  }
  const apart = apartFrom(energy.values);
  if (apart !== null) {
    throw tableUnknown(
      columns,
      `they have no names, and ${apart} is far from all other numbers of the first (a line above the table, perhaps)`
    );
  }
  const below = belowZero('1', energy.values);
  if (below !== null) {
    throw tableUnknown(columns, `they have no names, and ${below}`);
  }
  const message =
    'The columns have no names: the first is taken as emission energies in eV, the second as the intensity.';
  return {
    incident: null,
    emission: photonEnergies(energy.values),
    transfer: null,
    isAxisAssumed: true,
    signals: [{ name: '', values: intensity.values }],
    sigma: null,
    warnings: [{ code: 'scan/columns-assumed', message }]
  };
}

/**
 * An energy less than half, or more than twice, all others, which no scan has; null without one.
 */
function apartFrom(energies: Float64Array): number | null {
  const ordered = energies.filter(energy => isMeasured(energy) && energy > 0).sort();
  const n = ordered.length;
  if (n < 3) {
    return null;
  }
  const isFar = (low: number, high: number) => high > 2 * low;
  return isFar(ordered[0], ordered[1])
    ? ordered[0]
    : isFar(ordered[n - 2], ordered[n - 1])
      ? ordered[n - 1]
      : null;
}

/** Whether values count 0, 1, 2, … or 1, 2, 3, … like point or pixel numbers. */
function isCounting(values: Float64Array): boolean {
  const [first] = values;
  return (first === 0 || first === 1) && values.every((value, i) => value === first + i);
}

/**
 * The energies in a column, eV.
 * @param isLine whether they may be negative.
 * @throws XESError `scan/columns-unknown` if the unit is not known, or no photon has such energies
 */
export function energyValues(
  column: TableColumn,
  columns: readonly TableColumn[],
  warnings: ScanWarning[],
  isLine = false
): Float64Array {
  const { label, role, unit, values } = column;
  if (unit.kind === 'other') {
    throw tableUnknown(columns, unknownUnit(`"${label}"`, unit.name));
  }
  if (unit.kind === 'none') {
    if (!isPlainlyElectronVolts(values)) {
      throw tableUnknown(columns, `"${label}" has no unit, and its numbers may be eV or keV`);
    }
    const message = `"${label}" has no unit: its numbers are taken as eV.`;
    warnings.push({ code: 'scan/unit-assumed', message });
  }
  const energies = inEV(column);
  if (role === 'transfer' || (isLine && role === 'energy')) {
    return energies;
  }
  const below = belowZero(label, energies);
  if (below !== null) {
    throw tableUnknown(columns, below);
  }
  return photonEnergies(energies);
}

/** A clause that says that energies are negative; null if they are not. */
function belowZero(label: string, energies: Float64Array): string | null {
  const [low, high] = extent(energies) ?? [NaN, NaN];
  return low < 0
    ? `"${label}" runs from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV, and the energy of a photon lies above zero (leave such rows out where no energy was read)`
    : null;
}

/** Names of raw fluorescence counts, which need the beam's intensity. */
const rawCounts = /fluo|count|cts|^i?ff?$|det/i;

/** Columns of intensities, and the column they are divided by. */
export interface SignalColumns<C extends TableColumn> {
  signals: readonly C[];
  monitor: C | null;
  warnings: readonly ScanWarning[];
}

/**
 * The intensities: the single column named as such, over the monitor if both are raw; else all
 * unnamed ones.
 * @throws XESError `scan/columns-unknown`
 */
export function signalColumns<C extends TableColumn>(
  columns: readonly C[],
  { areCounters }: Pick<ColumnFacts, 'areCounters'>
): SignalColumns<C> {
  const of = (...roles: Role[]) => columns.filter(({ role }) => roles.includes(role));
  const named = of('intensity');
  const beam = of('monitor', 'transmission');
  const others = areCounters ? [] : of('unknown');
  const candidates = named.length > 0 ? named : beam.length === 0 ? others : [];
  if (candidates.length === 0 || (beam.length > 0 && candidates.length > 1)) {
    throw tableUnknown(columns, 'which of them is the intensity is not said');
  }
  const monitors = of('monitor');
  const [first] = candidates;
  if (monitors.length === 1 && rawCounts.test(first.label)) {
    const monitorColumn = monitors[0];
    const message = `The intensity is ${first.label} / ${monitorColumn.label}, by the names of the columns.`;
    const warnings = [{ code: 'scan/columns-assumed', message }];
    return { signals: [first], monitor: monitorColumn, warnings };
  }
  if (beam.length > 0) {
    const unused = beam.map(({ label }) => label).join(', ');
    const message = `The intensity is ${first.label}; not used: ${unused}.`;
    const warnings = [{ code: 'scan/columns-assumed', message }];
    return { signals: candidates, monitor: null, warnings };
  }
  return { signals: candidates, monitor: null, warnings: [] };
}

/**
 * The column of σ if there is exactly one intensity it can belong to; null if there is none, or
 * several.
 */
export function sigmaOf<C extends TableColumn>(columns: readonly C[], signal: C): C | null {
  const sigmas = columns.filter(({ role }) => role === 'sigma');
  const named = columns.filter(({ role }) => role === 'intensity');
  const others = named.length > 0 ? named : columns.filter(({ role }) => role === 'unknown');
  const isItsOwn = others.length === 1 && others[0] === signal;
  return sigmas.length === 1 && isItsOwn ? sigmas[0] : null;
}

/** The warning that σ is not used because there are several candidates. */
function unclearSigma(
  columns: readonly TableColumn[],
  signals: readonly TableColumn[]
): ScanWarning[] {
  const sigmas = columns.filter(({ role }) => role === 'sigma').map(({ label }) => `"${label}"`);
  const message = `Which of ${sigmas.join(' and ')} is the uncertainty of "${signals[0].label}" is not said: none is used (it is named by *Columns…* in the viewer, and by --columns sigma=NAME in the command line).`;
  return signals.length === 1 && sigmas.length > 1
    ? [{ code: 'scan/columns-assumed', message }]
    : [];
}

/** Values divided by those of a monitor where it is above zero. */
function overMonitor(values: Float64Array, monitor: TableColumn | null): Float64Array {
  const monitorColumn = monitor?.values;
  return monitorColumn
    ? values.map((value, i) => value / (monitorColumn[i] > 0 ? monitorColumn[i] : NaN))
    : values;
}

/** The error for a table whose columns are ambiguous. */
export function tableUnknown(columns: readonly TableColumn[], reason: string): XESError {
  return unknownColumns(tableListing(columns), 'the columns of this table', reason);
}
