import type { XESError } from '../../base/errors.js';
import { writtenEnergy } from '../../base/writtenenergy.js';
import { axisValues, pointValues, constantAxis, type PointAxis } from '../../science/pointaxis.js';
import { extent } from '../../science/statistics.js';
import { toNanoElectronVolt } from '../nanoelectronvolt.js';
import type { ScanWarning } from '../scan.js';
import { energyUnit, isPlainlyElectronVolts, scaled, unknownUnit } from '../units.js';
import type { Declaration, DeclaredEnergy } from './declaration.js';
import { Ambiguous, placeOf, pointsAt, shapeText, type Place } from './place.js';
import type { ArrayListing, ArraySource, ScanMapping } from './types.js';
import { unknownColumns } from './unknown.js';

export type EnergyRole = 'incident' | 'emission' | 'transfer';

/** An array of energies, and how it relates to the points. */
export interface PlacedEnergy {
  array: ArrayListing;
  place: Place;
}

/** The arrays of energies by role: at most two. */
export type EnergyPlaces = Partial<Record<EnergyRole, PlacedEnergy>>;

/** The input for finding a file's energies. */
export interface EnergyQuestion {
  source: ArraySource;
  mapping: ScanMapping;
  declaration: Declaration;
  /** The first signal: its shape is that of the points. */
  signal: ArrayListing;
  warnings: ScanWarning[];
}

/**
 * Find the energies of the points: from the mapping, then from the file's declaration, until two
 * are known.
 * @throws XESError `scan/columns-unknown`, `scan/shape-mismatch`
 */
export function placeEnergies(question: EnergyQuestion): EnergyPlaces {
  const { source, mapping, declaration, signal } = question;
  const found: EnergyPlaces = {};
  const put = (role: EnergyRole, ref: string, dims: readonly number[]) => {
    const array = source.find(ref);
    const place = placeOf(array, signal, dims, true);
    if (place instanceof Ambiguous) {
      throw unknown(question, place.why);
    }
    found[role] = { array, place };
    if (place.hasEdges && dims.length === 0) {
      const message = `"${array.name}" has one value more than "${signal.name}" has points along it: its values are taken as the edges of them.`;
      question.warnings.push({ code: 'scan/edges-assumed', message });
    }
  };
  const dimsOf = (array: ArrayListing) =>
    declaration.energies.find(({ ref }) => isSame(source.find(ref), array))?.dims ?? [];
  for (const role of roles) {
    const ref = mapping[role];
    if (ref !== undefined) {
      put(role, ref, dimsOf(source.find(ref)));
    }
  }
  const isFree = ({ ref }: DeclaredEnergy) => {
    const array = source.find(ref);
    const others = [signal, ...Object.values(found).map(placed => placed.array)];
    return !others.some(other => isSame(other, array));
  };
  const free = declaration.energies.filter(isFree);
  for (const role of roles) {
    const stated = free.find(one => one.role === role);
    if (stated && !found[role] && Object.keys(found).length < 2) {
      put(role, stated.ref, stated.dims);
    }
  }
  const open = free.filter(({ role }) => role === 'energy');
  const role = openRole(question, found, open);
  const taken = open.find(({ dims }) => !isAlong(found, dims));
  if (role && taken) {
    put(role, taken.ref, taken.dims);
    const { name } = source.find(taken.ref);
    const message = `The file does not say which energy "${name}" is: it is taken as the ${role} energy.`;
    question.warnings.push(
      ...(declaration.isAbsorption ? [] : [{ code: 'scan/axis-assumed', message }])
    );
  }
  requireAll(question, found);
  return found;
}

const roles = ['incident', 'emission', 'transfer'] as const;

/** Whether a known energy runs along the same axis of the signal. */
function isAlong(found: EnergyPlaces, dims: readonly number[]): boolean {
  return Object.values(found).some(({ place }) => dims.length === 1 && dims[0] === place.dim);
}

/**
 * The role that remains for an energy of unspecified kind, given the known energies; null if none
 * is needed.
 */
function openRole(
  question: EnergyQuestion,
  found: EnergyPlaces,
  open: readonly DeclaredEnergy[]
): EnergyRole | null {
  const { incident, emission, transfer } = found;
  const long = longAxes(question.signal).length;
  if (open.length === 0 || (incident && emission) || (transfer && (incident || emission))) {
    return null;
  }
  const names = open.map(({ ref }) => `"${question.source.find(ref).name}"`).join(' and ');
  if (transfer) {
    throw unknown(question, `whether ${names} is the incident or the emission energy is not said`);
  }
  if (!incident && !emission) {
    if (open.length > 1 && long > 1) {
      throw unknown(question, `which of ${names} is the incident energy is not said`);
    }
    return question.declaration.isAbsorption ? 'incident' : 'emission';
  }
  const known = incident ?? emission;
  const isDistinct = known?.place.dim === null && !repeats(question, known.array);
  const isOneAxis = known?.place.dim !== null && long === 1;
  return isDistinct || isOneAxis ? null : incident ? 'emission' : 'incident';
}

/** Whether an energy occurs at several points, so that it alone does not distinguish them. */
function repeats({ source }: EnergyQuestion, array: ArrayListing): boolean {
  const values = source.values(array.path ?? array.name);
  return new Set(values).size < values.length || values.length === 1;
}

/**
 * @throws XESError `scan/columns-unknown` if an axis of the signal has no energies, or only the
 * transfer is known.
 */
function requireAll(question: EnergyQuestion, found: EnergyPlaces): void {
  const { signal } = question;
  const placed = Object.values(found);
  if (placed.length === 0) {
    throw unknown(question, 'which of them is an energy is not said');
  }
  if (found.transfer && placed.length === 1) {
    throw unknown(
      question,
      `"${found.transfer.array.name}" is the energy transfer, and alone does not say which energies were measured`
    );
  }
  const isEach = placed.some(
    ({ array, place }) => place.dim === null && shapeText(array) !== '1' && !isSingle(array)
  );
  const bare = isEach
    ? []
    : longAxes(signal).filter(dim => !placed.some(({ place }) => place.dim === dim));
  if (bare.length > 0) {
    const size = shapeText(signal);
    throw unknown(question, `axis ${bare[0] + 1} of "${signal.name}" (${size}) has no energies`);
  }
}

function isSingle({ shape }: ArrayListing): boolean {
  return shape.every(length => length === 1);
}

function longAxes({ shape }: ArrayListing): number[] {
  return shape.flatMap((length, dim) => (length > 1 ? [dim] : []));
}

/** Whether two listings are the same array. */
function isSame(one: ArrayListing, other: ArrayListing): boolean {
  return one.name === other.name && one.path === other.path;
}

/** The energies of the points (n), eV. */
export interface PointEnergies {
  incident: PointAxis | null;
  /** NaN if not known. */
  emission: PointAxis;
}

/**
 * Read the energies, in eV; the third is computed from two: Δ = Ω − ω.
 * @throws XESError `scan/columns-unknown` for unknown units, and for energies no photon has
 */
export function readEnergies(question: EnergyQuestion, places: EnergyPlaces): PointEnergies {
  const { shape } = question.signal;
  const axisOf = (role: EnergyRole): PointAxis | null => {
    const placed = places[role];
    return placed
      ? pointsAt(inElectronVolts(question, placed.array, role), placed.place, shape)
      : null;
  };
  const [incident, emission, transfer] = [
    axisOf('incident'),
    axisOf('emission'),
    axisOf('transfer')
  ];
  const length = shape.reduce((a, b) => a * b, 1);
  const combined = (one: PointAxis, other: PointAxis, sign: 1 | -1) => {
    const others = pointValues(other);
    return pointValues(one).map((energy, i) => toNanoElectronVolt(energy + sign * others[i]));
  };
  return {
    incident: incident ?? (emission && transfer ? combined(emission, transfer, 1) : null),
    emission:
      emission ??
      (incident && transfer ? combined(incident, transfer, -1) : constantAxis(NaN, length))
  };
}

function inElectronVolts(
  question: EnergyQuestion,
  array: ArrayListing,
  role: EnergyRole
): Float64Array {
  const stored = question.source.values(array.path ?? array.name);
  const values = scaled(stored, factorOf(question, array, stored));
  const [low, high] = extent(values) ?? [NaN, NaN];
  if (role === 'transfer') {
    return values;
  }
  if (low < 0) {
    throw unknown(
      question,
      `"${array.name}" runs from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV, and the energy of a photon lies above zero`
    );
  }
  // zero marks points that were never reached
  return low === 0 ? values.map(energy => (energy === 0 ? NaN : energy)) : values;
}

/**
 * The factor to eV for an array: from its own unit, else that of the mapping, else 1 if its numbers
 * can only be eV.
 */
function factorOf(question: EnergyQuestion, array: ArrayListing, stored: Float64Array): number {
  const { mapping, warnings } = question;
  const [arrayUnit, mappingUnit] = [energyUnit(array.unit), energyUnit(mapping.unit ?? null)];
  if (arrayUnit.kind === 'energy') {
    if (mappingUnit.kind === 'energy' && mappingUnit.name !== arrayUnit.name) {
      const message = `"${array.name}" says that it is in ${arrayUnit.name}: it is read so, and ${mappingUnit.name} holds where no unit is said.`;
      warnings.push({ code: 'scan/unit-declared', message });
    }
    return arrayUnit.factor;
  }
  if (arrayUnit.kind === 'other') {
    throw unknown(question, unknownUnit(`"${array.name}"`, arrayUnit.name));
  }
  if (mappingUnit.kind === 'energy') {
    return mappingUnit.factor;
  }
  if (!isPlainlyElectronVolts(stored)) {
    throw unknown(
      question,
      `"${array.name}" has no unit, and its numbers may be eV or keV (say unit=eV or unit=keV)`
    );
  }
  const message = `"${array.name}" has no unit: its numbers are taken as eV.`;
  warnings.push({ code: 'scan/unit-assumed', message });
  return 1;
}

function unknown({ source, declaration }: EnergyQuestion, reason: string): XESError {
  return unknownColumns(source.listing(), declaration.what, reason);
}

/** Whether all distinct energies of an axis are finite. */
export function isWhole(axis: PointAxis): boolean {
  return axisValues(axis).every(Number.isFinite);
}
