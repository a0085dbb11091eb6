import { writtenEnergy } from '../base/writtenenergy.js';
import { calibrate, calibrated, type CalibrationPoint } from './calibrate.js';
import { XESError } from '../base/errors.js';
import type { Warning } from './spectrum.js';

/** Assumed σ of a line's position if it is not known, eV. */
const assumedSigma = 0.1;

/**
 * Warnings for a spectrum that reaches beyond the lines of a calibration by more than the lines are
 * apart: how far its end moves if the position of a line changes by its σ (0.1 eV if unknown).
 */
export function extrapolationWarnings(
  points: readonly CalibrationPoint[],
  degree: number,
  energy: Float64Array
): Warning[] {
  const places = points.map(({ nominal }) => nominal.value).filter(Number.isFinite);
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const [first, last] = [energy[0], energy[energy.length - 1]];
  const end = low - first > last - high ? first : last;
  const beyond = Math.max(low - first, last - high);
  if (degree === 0 || energy.length === 0 || !(beyond > high - low)) {
    return [];
  }
  const moved = movement(points, degree, end);
  return [
    {
      code: 'calibrate/extrapolated',
      message:
        `The lines lie from ${writtenEnergy(low)} to ${writtenEnergy(high)} eV and the spectrum reaches to ${writtenEnergy(end)} eV: σ of ` +
        `the lines (0.1 eV where unknown) makes that end uncertain by ${moved.toPrecision(2)} eV. Add a line near that end, or take degree 0.`
    }
  ];
}

/** How far an energy moves, √Σ over the lines. */
function movement(points: readonly CalibrationPoint[], degree: number, at: number): number {
  const end = Float64Array.of(at);
  try {
    const [here] = calibrated(end, calibrate(points, degree));
    return Math.hypot(
      ...points.map(({ nominal }, k) => {
        const shift = nominal.sigma > 0 ? nominal.sigma : assumedSigma;
        const shiftedPoints = points.map((point, i) =>
          i === k ? { ...point, nominal: { ...nominal, value: nominal.value + shift } } : point
        );
        return calibrated(end, calibrate(shiftedPoints, degree))[0] - here;
      })
    );
  } catch (reason) {
    if (reason instanceof XESError) {
      return Infinity;
    }
    throw reason;
  }
}
