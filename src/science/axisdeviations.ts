import { calibrate, calibrated, type CalibrationPoint } from './calibrate.js';
import type { SharedDeviation } from './uncertainty/model.js';

/**
 * Changes of calibrated energies (n) for +1σ in the measured position of each line and in its known
 * energy; shared by all points.
 * @param energies before calibration, eV.
 * @throws XESError as `calibrate`.
 */
export function axisDeviations(
  points: readonly CalibrationPoint[],
  degree: number,
  energies: Float64Array
): SharedDeviation[] {
  const axisWith = (k: number, moved: CalibrationPoint) =>
    calibrated(
      energies,
      calibrate(
        points.map((point, i) => (i === k ? moved : point)),
        degree
      )
    );
  return points.flatMap((point, k) => {
    const { nominal, energy, energySigma = 0, names = {} } = point;
    if (!Number.isFinite(nominal.value + energy)) {
      return [];
    }
    const shiftedPosition = (by: number) => ({
      ...point,
      nominal: { ...nominal, value: nominal.value + by }
    });
    const shiftedEnergy = (by: number) => ({ ...point, energy: energy + by });
    const deviationOf = (id: string, sigma: number, moved: (by: number) => CalibrationPoint) => {
      if (!(sigma > 0)) {
        return [];
      }
      const [up, down] = [axisWith(k, moved(sigma)), axisWith(k, moved(-sigma))];
      return [{ id, energy: up.map((value, i) => (value - down[i]) / 2) }];
    };
    return [
      ...deviationOf(
        names.nominal ?? `place ${nominal.value} ± ${nominal.sigma}`,
        nominal.sigma,
        shiftedPosition
      ),
      ...deviationOf(
        names.energy ?? `energy ${energy} ± ${energySigma}`,
        energySigma,
        shiftedEnergy
      )
    ];
  });
}
