import { writtenEnergy } from '../base/writtenenergy.js';
import { calibrate, calibrated, type CalibrationPoint } from './calibrate.js';
import { XESError } from '../base/errors.js';
import type { Warning } from './spectrum.js';

/** How well a line is found at least, eV, where that is not known. */
const found = 0.1;

/**
 * What is to be said where a spectrum reaches beyond the lines of a calibration by more than they are apart: how far
 * its end moves when a line is found elsewhere by its σ (0.1 eV where that is unknown).
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

/** By how much an energy moves, √Σ over the lines. */
function movement(points: readonly CalibrationPoint[], degree: number, at: number): number {
  const end = Float64Array.of(at);
  try {
    const [here] = calibrated(end, calibrate(points, degree));
    return Math.hypot(
      ...points.map(({ nominal }, k) => {
        const by = nominal.sigma > 0 ? nominal.sigma : found;
        const other = points.map((point, i) =>
          i === k ? { ...point, nominal: { ...nominal, value: nominal.value + by } } : point
        );
        return calibrated(end, calibrate(other, degree))[0] - here;
      })
    );
  } catch (reason) {
    if (reason instanceof XESError) {
      return Infinity;
    }
    throw reason;
  }
}
