import { writtenEnergy } from '../base/writtenenergy.js';
import { isBelow } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import type { Estimate, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { uncertaintyOf } from './uncertainty/curve.js';

/** A line of known energy and its measured position. */
export interface CalibrationPoint {
  /** Measured position on the axis to be calibrated, eV. */
  nominal: Estimate;
  /** Its energy, eV. */
  energy: number;
  /** One standard deviation of `energy`, eV; absent if exact or not known. */
  energySigma?: number;
  /**
   * Identities of the two deviations: equal names mean the same deviation. Default: derived from
   * the numbers.
   */
  names?: { nominal?: string; energy?: string };
}

/** E = Σ cₖ (E_nominal − origin)ᵏ. */
export interface Calibration {
  /** A fixed energy near the middle of the lines, eV: σ of c₀ is that of the energy there. */
  origin: number;
  /** c₀ (eV), c₁, …; lowest power first. */
  coefficients: number[];
  /** One standard deviation of each. */
  sigmas: number[];
  /** Known minus calibrated energy at each point, eV. */
  residuals: number[];
  /** χ²/dof; NaN if there are as many coefficients as points. */
  redchi: number;
  warnings: Warning[];
}

/**
 * Calibrate an energy axis: a least-squares polynomial through known lines, E = p(E_nominal),
 * weighted by the uncertainties of their positions and energies (equal weights if the σ of any
 * position is unknown). Degree 0 is a shift.
 * @throws XESError `spectrum/parameter` (degree not 0 to 4), `spectrum/too-few` (no more points
 * than the degree), `energy/impossible` if the axis would not increase.
 */
export function calibrate(points: readonly CalibrationPoint[], degree = 1): Calibration {
  if (!Number.isInteger(degree) || degree < 0 || degree > 4) {
    throw new XESError(
      'spectrum/parameter',
      `A calibration is a polynomial of degree 0 to 4, not ${degree}.`
    );
  }
  const good = points.filter(({ nominal, energy }) => Number.isFinite(nominal.value + energy));
  if (new Set(good.map(({ nominal }) => nominal.value)).size <= degree) {
    throw new XESError(
      'spectrum/too-few',
      `A calibration of degree ${degree} needs ${degree + 1} known lines or more at different places; there are ${good.length} points.`
    );
  }
  const isWeighted = good.every(({ nominal }) => nominal.sigma > 0);
  const variances = good.map(({ nominal, energySigma = 0 }) =>
    isWeighted ? nominal.sigma * nominal.sigma + energySigma * energySigma : 1
  );
  const origin = middleOf(good);
  const x = good.map(({ nominal }) => nominal.value - origin);
  // a shift: E − E_nominal is constant, and the slope is 1
  const known = degree === 0 ? x : x.map(() => 0);
  const y = good.map(({ energy }, k) => energy - origin - known[k]);
  const basis = new OrthogonalPolynomials(
    x,
    variances.map(v => 1 / v),
    degree
  );
  const powers = Array.from({ length: degree + 1 }, (_, d) => basis.coefficients(0, d));
  const factorials = [1, 1, 2, 6, 24];
  const values = powers.map((c, d) => c.reduce((sum, w, k) => sum + w * y[k], 0) / factorials[d]);
  const sigmas = powers.map(
    (c, d) => Math.sqrt(c.reduce((sum, w, k) => sum + w * w * variances[k], 0)) / factorials[d]
  );
  const coefficients = [origin + values[0], ...values.slice(1), ...(degree === 0 ? [1] : [])];
  const residuals = good.map(
    ({ nominal, energy }) => energy - evaluate(coefficients, nominal.value - origin)
  );
  const dof = good.length - degree - 1;
  const chisqr = residuals.reduce((sum, r, k) => sum + (r * r) / variances[k], 0);
  const result = {
    origin,
    coefficients,
    sigmas: isWeighted ? [...sigmas, ...(degree === 0 ? [0] : [])] : coefficients.map(() => NaN),
    residuals,
    redchi: dof > 0 && isWeighted ? chisqr / dof : NaN
  };
  requireIncreasing(result, x);
  return { ...result, warnings: doubts(result, good.length, points.length) };
}

/**
 * The mean of the known energies, which does not depend on measurements: about the mean of the
 * measured positions c₀ would not scatter, so its σ would not describe the reported value. If the
 * axis is far from the known energies, a whole number of eV on the axis.
 */
function middleOf(points: readonly CalibrationPoint[]): number {
  const mean = (valueOf: (point: CalibrationPoint) => number) =>
    points.reduce((sum, point) => sum + valueOf(point), 0) / points.length;
  const places = points.map(({ nominal }) => nominal.value);
  const known = mean(({ energy }) => energy);
  const isAmong = known >= Math.min(...places) && known <= Math.max(...places);
  return isAmong || places.length === 1 ? known : Math.round(mean(({ nominal }) => nominal.value));
}

/** Energies on a calibrated axis, eV (n → n). */
export function calibrated(
  energies: Float64Array,
  { origin, coefficients }: Pick<Calibration, 'origin' | 'coefficients'>
): Float64Array {
  return energies.map(energy => evaluate(coefficients, energy - origin));
}

/**
 * A spectrum on a calibrated axis; intensities are unchanged.
 * @throws XESError `energy/impossible` if the calibration does not increase over the spectrum.
 */
export function calibrateSpectrum(spectrum: Spectrum, calibration: Calibration): Spectrum {
  const { spectrum: tidied } = tidy(spectrum);
  const energy = calibrated(tidied.energy, calibration);
  if (energy.some((e, i) => !Number.isFinite(e) || (i > 0 && !isBelow(energy[i - 1], e)))) {
    throw notIncreasing();
  }
  return { ...tidied, energy, uncertainty: uncertaintyOf(tidied) };
}

/** A spectrum shifted by an energy, eV. */
export function shiftSpectrum(spectrum: Spectrum, by: number): Spectrum {
  if (!Number.isFinite(by)) {
    throw new XESError('spectrum/parameter', `A shift is a number of eV, not ${by}.`);
  }
  const { spectrum: tidied } = tidy(spectrum);
  const energy = tidied.energy.map(e => e + by);
  // after a very large shift neighbouring energies round to the same number
  if (energy.some((e, i) => i > 0 && !isBelow(energy[i - 1], e))) {
    throw new XESError(
      'spectrum/parameter',
      `A shift by ${writtenEnergy(by)} eV leaves no difference between neighbouring energies. Shift by less.`
    );
  }
  return { ...tidied, energy, uncertainty: uncertaintyOf(tidied) };
}

function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}

/** Checks the slope on a grid from the first to the last line. */
function requireIncreasing(
  { coefficients }: Pick<Calibration, 'coefficients'>,
  x: readonly number[]
): void {
  const [low, high] = [Math.min(...x), Math.max(...x)];
  const slope = coefficients.slice(1).map((c, k) => c * (k + 1));
  for (let k = 0; k <= 100; k++) {
    if (!(evaluate(slope, low + ((high - low) * k) / 100) > 0)) {
      throw notIncreasing();
    }
  }
}

function notIncreasing(): XESError {
  return new XESError(
    'energy/impossible',
    'This calibration turns the energy axis back on itself: check which line is which, or take a lower degree.'
  );
}

function doubts({ redchi }: Pick<Calibration, 'redchi'>, good: number, all: number): Warning[] {
  return [
    ...(good < all
      ? [
          {
            code: 'calibrate/points-left-out',
            message: `${all - good} lines without a place or an energy are left out.`
          }
        ]
      : []),
    ...(redchi > 9
      ? [
          {
            code: 'calibrate/poor',
            message: `The lines lie further from the calibration than their uncertainties explain (χ²/dof = ${redchi.toFixed(1)}).`
          }
        ]
      : [])
  ];
}
