import type { XESError } from '../base/errors.js';
import { writtenEnergy } from '../base/writtenenergy.js';
import { extent, isMeasured } from '../science/statistics.js';
import { tableListing } from './mapping/tablelisting.js';
import { unknownColumns } from './mapping/unknown.js';
import { isAbsorptionName, isEnergy, isNoEnergy, roleOfName, type Role } from './roles.js';
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

/** A column of a table, and what its name says. */
export interface TableColumn {
  /** The name as it stands there; empty without one. */
  label: string;
  unit: EnergyUnit;
  role: Role;
  values: Float64Array;
}

/** What the columns of a table are; arrays of one value a row, energies in eV. */
export interface ColumnChoice {
  incident: Float64Array | null;
  emission: Float64Array | null;
  transfer: Float64Array | null;
  /** Whether nothing says that `emission` is the emission energy. */
  isAxisAssumed: boolean;
  signals: { name: string; values: Float64Array }[];
  sigma: Float64Array | null;
  warnings: ScanWarning[];
}

/** What a text says of its columns beside their names. */
export interface ColumnFacts extends Pick<TextFacts, 'isAbsorption' | 'areCounters'> {
  /** Whether an energy that does not say which it is may lie below zero: a transfer, or a distance on a map. */
  isLine?: boolean;
}

/** The columns with what their names say; one whose name says nothing is an energy where its unit is one. */
export function columnsOf({ names, units, columns }: Table): TableColumn[] {
  return columns.map((values, k) => {
    const label = names[k] ?? '';
    const apart = energyUnit(units?.[k] ?? null);
    const { stem, unit: own } = unitOfLabel(label);
    const unit = apart.kind === 'none' ? own : apart;
    const role = roleOfName(stem);
    if (label === '' && names.length > 0 && isCounting(values)) {
      return { label, unit, role: 'order', values }; // the row numbers of data frames
    }
    if (role === 'unknown' && values.length > 0 && extent(values) === null) {
      return { label, unit, role: 'order', values }; // times of day, labels, or nothing
    }
    const isOne = unit.kind === 'energy' && role === 'unknown' && !isNoEnergy(stem);
    return { label, unit, role: isOne ? energyRole(stem) : role, values };
  });
}

/** What an array in a unit of energy is, whose name alone says nothing (`delta` may be a motor, too). */
function energyRole(stem: string): Role {
  return /^(delta|\u03b4)/i.test(stem) ? 'transfer' : 'energy';
}

/** A column's energies in eV; without a unit as they stand. */
export function inEV({ unit, values }: TableColumn): Float64Array {
  return scaled(values, unit.kind === 'energy' ? unit.factor : 1);
}

/** Energies of photons: one of 0 is none, and stands where a point was not reached. */
export function photonEnergies(energies: Float64Array): Float64Array {
  return extent(energies)?.[0] === 0
    ? energies.map(energy => (energy === 0 ? NaN : energy))
    : energies;
}

/**
 * Choose the energies and the intensity of a table by the names of its columns.
 * @param said what the text says of them: that it is a scan of the incident energy, that they are counters.
 * @throws XESError `scan/columns-unknown` where the names leave it open; it lists the columns.
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
  const open = energies.find(({ role }) => role === 'energy');
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
  if (open && !known.incident && !known.emission && !known.transfer) {
    const isIncident = said.isAbsorption || columns.some(({ label }) => isAbsorptionName(label));
    requireOne(columns, isIncident, said);
    const role = isIncident ? 'incident' : 'emission';
    return { ...choice, [role]: values(open), isAxisAssumed: !isIncident };
  }
  const other = open && otherEnergy(known);
  if (other) {
    const message = `The table does not say which energy "${open.label}" is: it is taken as the ${other} energy.`;
    warnings.push({ code: 'scan/axis-assumed', message });
    return { ...choice, [other]: values(open), isAxisAssumed: false };
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
 * @throws XESError `scan/columns-unknown` where an energy that does not say which it is could as well be the other one,
 * or is one of several
 */
function requireOne(
  columns: readonly TableColumn[],
  isIncident: boolean,
  { areCounters }: ColumnFacts
): void {
  const open = columns.filter(({ role }) => role === 'energy').map(({ label }) => `"${label}"`);
  if (open.length > 1 && !isIncident) {
    throw tableUnknown(columns, `it is not said which energies ${open.join(' and ')} are`);
  }
  if (areCounters && !isIncident) {
    throw tableUnknown(columns, `it is not said which energy ${open[0]} is`);
  }
}

/**
 * The energy that is missing beside a known one whose values repeat, so that it alone does not distinguish the rows;
 * null where none is.
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

/** Two columns without names are an emission spectrum in eV, which is said; more are asked for. */
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

/** An energy of less than half, or more than twice, all others, which no scan has; null without one. */
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

/** Whether values count 0, 1, 2, … or 1, 2, 3, … as points and pixels do. */
function isCounting(values: Float64Array): boolean {
  const [first] = values;
  return (first === 0 || first === 1) && values.every((value, i) => value === first + i);
}

/**
 * The energies in a column, eV.
 * @param isLine whether they may lie below zero.
 * @throws XESError `scan/columns-unknown` where the unit is not known, or no photon has such energies
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

/** That energies lie where no photon has any, as the middle of a sentence; null where they don't. */
function belowZero(label: string, energies: Float64Array): string | null {
  const [low, high] = extent(energies) ?? [NaN, NaN];
  return low < 0
    ? `"${label}" runs from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV, and the energy of a photon lies above zero (leave such rows out where no energy was read)`
    : null;
}

/** Names of raw counts of fluorescence, which are nothing without the beam's intensity. */
const rawCounts = /fluo|count|cts|^i?ff?$|det/i;

/** Columns of intensities, and the one that they are divided by. */
export interface SignalColumns<C extends TableColumn> {
  signals: readonly C[];
  monitor: C | null;
  warnings: readonly ScanWarning[];
}

/**
 * The intensities: the one column that is called so, over the monitor where both are raw; else all the others.
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
    const by = monitors[0];
    const message = `The intensity is ${first.label} / ${by.label}, by the names of the columns.`;
    const warnings = [{ code: 'scan/columns-assumed', message }];
    return { signals: [first], monitor: by, warnings };
  }
  if (beam.length > 0) {
    const unused = beam.map(({ label }) => label).join(', ');
    const message = `The intensity is ${first.label}; not used: ${unused}.`;
    const warnings = [{ code: 'scan/columns-assumed', message }];
    return { signals: candidates, monitor: null, warnings };
  }
  return { signals: candidates, monitor: null, warnings: [] };
}

/** The one column of σ, where an intensity is the one that it can be of; null where there is none, or several. */
export function sigmaOf<C extends TableColumn>(columns: readonly C[], signal: C): C | null {
  const sigmas = columns.filter(({ role }) => role === 'sigma');
  const named = columns.filter(({ role }) => role === 'intensity');
  const others = named.length > 0 ? named : columns.filter(({ role }) => role === 'unknown');
  const isItsOwn = others.length === 1 && others[0] === signal;
  return sigmas.length === 1 && isItsOwn ? sigmas[0] : null;
}

/** That σ is there and not used, where it is open which of several it is. */
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

/** Values over those of a monitor, where it is above zero. */
function overMonitor(values: Float64Array, monitor: TableColumn | null): Float64Array {
  const by = monitor?.values;
  return by ? values.map((value, i) => value / (by[i] > 0 ? by[i] : NaN)) : values;
}

/** What is said where a table leaves open what its columns are. */
export function tableUnknown(columns: readonly TableColumn[], why: string): XESError {
  return unknownColumns(tableListing(columns), 'the columns of this table', why);
}
