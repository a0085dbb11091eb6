import { XESError } from '../../base/errors.js';
import { planckTimesLight } from '../../science/bragg.js';
import { energyUnit, isPlainlyElectronVolts, scaled, unknownUnit } from '../units.js';
import type { Placed } from './parts.js';
import type { SchemaSource } from './source.js';

/**
 * Energies in eV. Points that a scan never reached hold HDF5's fill value 0 and become NaN.
 * @returns null if the array is missing.
 * @throws XESError `scan/columns-unknown` if their unit is not one of energy, or is not known.
 */
export function readEnergies(source: SchemaSource, placed: Placed | null): Float64Array | null {
  if (!placed) {
    return null;
  }
  const { path, rule } = placed;
  if (rule.spacing !== null) {
    const angles = source.numbers(path);
    return angles && fromAngles(angles, spacingOf(source, placed));
  }
  const unit = energyUnit(source.unit(path) ?? rule.unit);
  if (unit.kind === 'other') {
    throw new XESError('scan/columns-unknown', `${unknownUnit(nameOf(path), unit.name)}.`);
  }
  const values = source.numbers(path);
  if (values && unit.kind === 'none' && !isPlainlyElectronVolts(values)) {
    throw new XESError(
      'scan/columns-unknown',
      `${nameOf(path)} has no unit, and its numbers may be eV or keV: give "unit" at ${rule.pointer} of the facility schema.`
    );
  }
  const factor = (unit.kind === 'energy' ? unit.factor : 1) * rule.scale;
  if (values && source.unit(path) === null) {
    requirePlausible(values, factor, placed);
  }
  const isAsStored = factor === 1 && values?.every(energy => energy > 0);
  return isAsStored
    ? values
    : values && scaled(values, factor).map(energy => (energy > 0 ? energy : NaN));
}

/**
 * No X-ray spectrometer works outside of these, eV: such numbers are not in the unit given by the
 * schema.
 */
const [leastEnergy, mostEnergy] = [20, 200_000];

/** Most energies sampled: a single bad reading must not matter. */
const mostSampled = 15;

function requirePlausible(values: Float64Array, factor: number, { path, rule }: Placed): void {
  const step = Math.max(1, Math.floor(values.length / mostSampled));
  const sample = Array.from({ length: Math.ceil(values.length / step) }, (_, k) => values[k * step])
    .filter(value => value > 0 && value < Infinity)
    .sort((a, b) => a - b);
  const usual = (sample[sample.length >> 1] ?? NaN) * factor;
  if (usual < leastEnergy || usual > mostEnergy) {
    throw new XESError(
      'scan/columns-unknown',
      `${nameOf(path)} has no unit in the file, and with that of the facility schema (${rule.unit ?? 'eV'}, ${rule.pointer}) its energies would be about ${usual} eV: the schema says another unit than the file has.`
    );
  }
}

/** An array of another quantity, scaled by its rule; null if it is missing. */
export function readScaled(
  values: Float64Array | null,
  placed: Placed | null
): Float64Array | null {
  return values && placed && scaled(values, placed.rule.scale);
}

function fromAngles(degrees: Float64Array, spacing: number): Float64Array {
  return degrees.map(angle => {
    const energy = planckTimesLight / (2 * spacing * Math.sin((angle * Math.PI) / 180));
    return energy > 0 && Number.isFinite(energy) ? energy : NaN;
  });
}

function spacingOf(source: SchemaSource, { rule: { spacing, pointer } }: Placed): number {
  const value =
    typeof spacing === 'number' || spacing === null ? spacing : Number(source.text([spacing]));
  if (value === null || !(value > 0 && Number.isFinite(value))) {
    const where = spacing !== null && typeof spacing === 'object' ? spacing.pattern?.source : '';
    throw new XESError(
      'scan/no-energy',
      `The spacing of the lattice planes that ${pointer}/spacing of the facility schema looks for (${where}) is not in the file: its angles are no energies without it.`
    );
  }
  return value;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
