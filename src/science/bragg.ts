import { XESError } from '../base/errors.js';
import type { Warning } from './spectrum.js';

/** h·c, eV Å: exact by the definition of the SI. */
export const planckTimesLight = 12398.419843320026;

/** Miller indices of a reflection. */
export type Reflection = readonly [number, number, number];

/** Lattices of analyser crystals, Å. */
export const lattices = {
  /** CODATA 2022, in vacuum at 22.5 °C. */
  Si: { a: 5.431020511, c: null },
  /** At 25 °C (Baker and Hart, Acta Cryst. A31 (1975) 364). */
  Ge: { a: 5.657906, c: null },
  /** α-quartz at 25 °C (JCPDS 33-1161); hexagonal. */
  quartz: { a: 4.9134, c: 5.4053 }
} as const;

export type Crystal = keyof typeof lattices;

/**
 * Spacing of the lattice planes, Å: a/√(h² + k² + l²) of a cubic crystal; of a hexagonal one 1/d² =
 * 4(h² + hk + k²)/3a² + l²/c².
 * @throws XESError `energy/impossible` for indices that are not integers or all zero.
 */
export function latticeSpacing(crystal: Crystal, [h, k, l]: Reflection): number {
  if (![h, k, l].every(Number.isInteger) || (h === 0 && k === 0 && l === 0)) {
    throw new XESError(
      'energy/impossible',
      `(${h} ${k} ${l}) is no reflection: give three whole numbers.`
    );
  }
  const { a, c } = lattices[crystal];
  return c === null
    ? a / Math.sqrt(h * h + k * k + l * l)
    : 1 / Math.sqrt((4 * (h * h + h * k + k * k)) / (3 * a * a) + (l * l) / (c * c));
}

/**
 * Energy reflected by planes at a Bragg angle: E = hc/(2d sinθ), eV.
 * @param angle θ, degrees.
 * @param d Å.
 */
export function energyOfAngle(angle: number, d: number): number {
  const sine = Math.sin((angle * Math.PI) / 180);
  if (!(angle > 0 && angle <= 90) || !(d > 0)) {
    throw new XESError(
      'energy/impossible',
      `No crystal reflects at ${angle}°: a Bragg angle lies between 0 and 90°.`
    );
  }
  return planckTimesLight / (2 * d * sine);
}

/** Bragg angle at which planes reflect the given energy, degrees. @param d Å. */
export function angleOfEnergy(energy: number, d: number): number {
  const sine = planckTimesLight / (2 * d * energy);
  if (!(energy > 0) || !(d > 0) || !(sine <= 1)) {
    throw new XESError(
      'energy/impossible',
      `Planes ${d} Å apart do not reflect ${energy} eV: their lowest energy is ${(planckTimesLight / (2 * d)).toFixed(2)} eV.`
    );
  }
  return (Math.asin(sine) * 180) / Math.PI;
}

export interface RefinedAxis {
  /** Emission energy of each point (n), eV; the stored value if the angle is not known. */
  emission: Float64Array;
  /** E·sinθ of the analyser, eV. */
  constant: number;
  warnings: Warning[];
}

/** I20 writes energies truncated to multiples of this, eV. */
const truncation = 0.01;

/**
 * Refine emission energies that were stored truncated to 0.01 eV from the Bragg angle, which was
 * not truncated: E = K/sinθ with K = max(E·sinθ), as truncation only lowers values. Points without
 * an angle get a warning.
 * @param stored eV (n).
 * @param bragg θ, degrees (n).
 * @throws XESError `scan/no-energy` if there is no angle at all, `energy/impossible` if the angles
 * do not match the energies, `scan/shape-mismatch`.
 */
export function refineEnergies(stored: Float64Array, bragg: Float64Array | null): RefinedAxis {
  if (!bragg) {
    throw new XESError(
      'scan/no-energy',
      'This scan has no Bragg angles: keep the stored energies.'
    );
  }
  if (bragg.length !== stored.length) {
    throw new XESError(
      'scan/shape-mismatch',
      `${stored.length} energies and ${bragg.length} Bragg angles do not belong together.`
    );
  }
  const sines = bragg.map(angle =>
    angle > 0 && angle <= 90 ? Math.sin((angle * Math.PI) / 180) : NaN
  );
  const products = stored.map((energy, i) => energy * sines[i]);
  const constant = products.reduce(
    (best, value) => (value > best && value < Infinity ? value : best),
    0
  );
  if (!(constant > 0)) {
    throw new XESError(
      'scan/no-energy',
      'No point of this scan has both an energy and a Bragg angle.'
    );
  }
  const emission = sines.map((sine, i) =>
    Number.isNaN(products[i]) ? stored[i] : constant / sine
  );
  const worst = emission.reduce(
    (most, energy, i) => Math.max(most, Math.abs(energy - stored[i]) || 0),
    0
  );
  if (worst > 2 * truncation) {
    throw new XESError(
      'energy/impossible',
      `The Bragg angles lead to energies up to ${worst.toFixed(3)} eV from the stored ones: they are not of this crystal. Keep the stored energies.`
    );
  }
  const missing = products.filter(Number.isNaN).length;
  return {
    emission,
    constant,
    warnings:
      missing > 0
        ? [
            {
              code: 'energy/angle-missing',
              message: `${missing} points have no Bragg angle and keep their stored energy.`
            }
          ]
        : []
  };
}
