import { calibrate, calibrated, type CalibrationPoint } from './calibrate.js';
import type { SharedDeviation } from './uncertainty/model.js';

/**
 * What +1σ of where each line was found, and of what its energy is, changes of calibrated energies (n): all points share
 * it. @param energies before they are calibrated, eV. @throws XESError as `calibrate`.
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
    const found = (by: number) => ({
      ...point,
      nominal: { ...nominal, value: nominal.value + by }
    });
    const known = (by: number) => ({ ...point, energy: energy + by });
    const of = (id: string, sigma: number, moved: (by: number) => CalibrationPoint) => {
      if (!(sigma > 0)) {
        return [];
      }
      const [up, down] = [axisWith(k, moved(sigma)), axisWith(k, moved(-sigma))];
      return [{ id, energy: up.map((one, i) => (one - down[i]) / 2) }];
    };
    return [
      ...of(names.nominal ?? `place ${nominal.value} ± ${nominal.sigma}`, nominal.sigma, found),
      ...of(names.energy ?? `energy ${energy} ± ${energySigma}`, energySigma, known)
    ];
  });
}
