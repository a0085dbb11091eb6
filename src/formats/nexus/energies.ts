import { writtenEnergy } from '../../base/writtenenergy.js';
import { constantAxis, type PointAxis } from '../../science/pointaxis.js';
import { centresOf } from '../../science/pixelcentres.js';
import { extent } from '../../science/statistics.js';
import { isEnergy, isOtherThanEnergy, roleOfName, type Role } from '../roles.js';
import {
  energyUnit,
  isPlainlyElectronVolts,
  scaled,
  unitOfLabel,
  unknownUnit,
  type EnergyUnit
} from '../units.js';
import type { ScanWarning } from '../scan.js';
import { inOrderOf, sizeOf } from '../shapes.js';
import type { Tree } from '../tree.js';

/** An array of energies in eV, related to the points of a signal. */
export interface EnergyArray {
  name: string;
  role: Role;
  /** In eV; edges are converted to centres. */
  values: Float64Array;
  /** The signal's axis it runs along; null: one value for all points, or one for each. */
  dim: number | null;
  /** Whether no unit is given, and eV is assumed because the numbers can be nothing else. */
  isUnitAssumed: boolean;
  /** The warning if its length differs from that of the signal, which stopped early. */
  fitted?: ScanWarning;
}

/** The energies of a signal, each along an axis of it or at its points. */
export interface Energies {
  incident: EnergyArray | null;
  emission: EnergyArray | null;
  transfer: EnergyArray | null;
  warnings: ScanWarning[];
}

/** Why an array can't be used as an energy, as a clause that begins with the array's name. */
export class Unusable {
  constructor(readonly why: string) {}
}

/**
 * Role of an array from its name and its `long_name`; an energy by its unit if both are
 * uninformative.
 */
export function roleOfArray(tree: Tree, path: string): Role {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const rolesOfNames = [name, tree.attribute(path, 'long_name') ?? ''].map(text =>
    roleOfName(unitOfLabel(text).stem)
  );
  const specific = rolesOfNames.filter(role => isEnergy(role) && role !== 'energy');
  if (specific.length > 0) {
    return new Set(specific).size === 1 ? specific[0] : 'energy';
  }
  const isEnergyArray =
    rolesOfNames.includes('energy') ||
    (unitOf(tree, path).kind === 'energy' && !isOtherThanEnergy(name));
  return isEnergyArray ? 'energy' : (rolesOfNames.find(role => role !== 'unknown') ?? 'unknown');
}

/** The unit of an array as written, of any quantity; null if there is none. */
export function unitTextOf(tree: Tree, path: string): string | null {
  const unit = unitOf(tree, path);
  return unit.kind === 'none' ? null : unit.name;
}

/** The unit of an array: its attribute `units`, else the unit in its names. */
export function unitOf(tree: Tree, path: string): EnergyUnit {
  const stated = energyUnit(tree.attribute(path, 'units'));
  if (stated.kind !== 'none') {
    return stated;
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const inNames = [tree.attribute(path, 'long_name') ?? '', name].map(
    text => unitOfLabel(text).unit
  );
  return inNames.find(({ kind }) => kind !== 'none') ?? { kind: 'none' };
}

/**
 * Read an array as energies of a signal.
 * @param shape the signal's.
 * @param dims the signal's axes that the array is declared to run along.
 */
export function readEnergies(
  tree: Tree,
  path: string,
  role: Role,
  shape: readonly number[],
  dims: readonly number[]
): EnergyArray | Unusable {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const unit = unitOf(tree, path);
  const stored = tree.numbers(path);
  if (!stored) {
    return new Unusable(`"${name}" is no array of numbers`);
  }
  if (unit.kind === 'other') {
    return new Unusable(unknownUnit(`"${name}"`, unit.name));
  }
  if (unit.kind === 'none' && !isPlainlyElectronVolts(stored)) {
    return new Unusable(`"${name}" has no unit, and its numbers may be eV or keV`);
  }
  const inEV = scaled(stored, unit.kind === 'energy' ? unit.factor : 1);
  const [low, high] = extent(inEV) ?? [NaN, NaN];
  if (low < 0 && role !== 'transfer') {
    return new Unusable(
      `"${name}" runs from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV, and the energy of a photon lies above zero`
    );
  }
  // zero marks points that were never reached
  const hasZeros = role !== 'transfer' && low === 0;
  const values = hasZeros ? inEV.map(energy => (energy === 0 ? NaN : energy)) : inEV;
  const isUnitAssumed = unit.kind === 'none';
  const dim = dims.length === 1 ? dims[0] : null;
  const energyArray = { name, role, isUnitAssumed };
  if (dim !== null && values.length === shape[dim]) {
    return { ...energyArray, dim, values };
  }
  // in a running scan one more value belongs to the next point
  if (dim !== null && values.length === shape[dim] + 1 && shape[dim] > 0 && !tree.isGrowing) {
    return { ...energyArray, dim, values: centresOf(values) };
  }
  // a scan progresses along the first axis, and may stop anywhere in it
  if (dim === 0 && shape[0] > 0 && values.length > (tree.isGrowing ? 0 : shape[0])) {
    return { ...energyArray, dim, ...fit(name, values, shape[0], tree.isGrowing) };
  }
  const ownShape = tree.shape(path) ?? [];
  const ofPoints = values.length === 1 ? values : inOrderOf(values, ownShape, shape, dims);
  return ofPoints
    ? { ...energyArray, dim: null, values: ofPoints }
    : new Unusable(
        `"${name}" has ${ownShape.join(' × ') || 1} values where the signal has ${shape.join(' × ')}`
      );
}

/** The energies of a signal's points in C order (n): an axis of a grid remains an axis. */
export function axisOfPoints({ values, dim }: EnergyArray, shape: readonly number[]): PointAxis {
  const length = sizeOf(shape);
  if (values.length === length) {
    return values;
  }
  const run = shape.slice((dim ?? 0) + 1).reduce((a, b) => a * b, 1);
  return dim === null ? constantAxis(values[0], length) : { values, run, length };
}

/** Energies of the signal's points; missing ones are NaN. */
function fit(name: string, values: Float64Array, count: number, isGrowing = false) {
  const fitted = new Float64Array(count).fill(NaN);
  fitted.set(values.subarray(0, count));
  const lost = values.length > count ? 'the rest is left out' : 'the other points are left out';
  const message = `"${name}" has ${values.length} values where the signal has ${count}, as of a scan that ${isGrowing ? 'is running' : 'was stopped'}: ${lost}.`;
  return { values: fitted, fitted: { code: 'scan/short-array', message } };
}
