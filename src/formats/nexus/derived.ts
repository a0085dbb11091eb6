import { toNanoElectronVolt } from '../nanoelectronvolt.js';
import { constantAxis, pointValues, type PointAxis } from '../../science/pointaxis.js';
import { axisOfPoints, type Energies } from './energies.js';

/** The emission energy at each point: as stored, from the energy transfer, or NaN if not known. */
export function emissionOf(
  { emission, transfer }: Energies,
  incident: PointAxis | null,
  shape: readonly number[]
): PointAxis {
  if (emission) {
    return axisOfPoints(emission, shape);
  }
  const total = shape.reduce((a, b) => a * b, 1);
  const other = transfer && pointValues(axisOfPoints(transfer, shape));
  return incident && other
    ? pointValues(incident).map((energy, i) => toNanoElectronVolt(energy - other[i]))
    : constantAxis(NaN, total);
}

/** The incident energy at each point from the energy transfer; null if not known. */
export function incidentOf(
  { transfer }: Energies,
  emission: PointAxis,
  shape: readonly number[]
): PointAxis | null {
  const other = transfer && pointValues(axisOfPoints(transfer, shape));
  return other && pointValues(emission).map((energy, i) => toNanoElectronVolt(energy + other[i]));
}
