import { levelsOfValues } from './levels.js';
import { axisValues, repeatsOf, type PointAxis } from './pointaxis.js';
import { gridOfReadings, isRevisited } from './readbacks.js';
import { extent } from './statistics.js';

/** Kinds of scan of one arm, in descending order of information. */
const kinds = ['RXES', 'XES', 'HERFD-XANES', 'time-series'] as const;

export type ArmKind = (typeof kinds)[number];

/**
 * The richest of the kinds of a scan's arms: a stationary arm carries no information about the
 * other.
 */
export function richestKind(ofArms: readonly ArmKind[]): ArmKind {
  return kinds.find(kind => ofArms.includes(kind)) ?? 'time-series';
}

/**
 * The kind of scan, from which energies moved by more than their jitter. It is a map (RXES) if both
 * did, and some level of each was visited with several levels of the other, or one energy was
 * revisited while the other was scanned each time. If both moved in step, or one of them once by
 * accident, the energy with the larger range decides.
 * @param incidentJitter see `Points`.
 */
export function kindOf(
  incident: PointAxis | null,
  emission: PointAxis,
  incidentJitter = 0
): ArmKind {
  const incidentLevels = incident ? levelsOfValues(incident, incidentJitter).values.length : 0;
  const rows = levelsOfValues(emission);
  const emissionLevels = rows.values.length;
  if (incidentLevels > 1 && emissionLevels > 1) {
    const measured = rows.of.reduce((n, level) => n + (level >= 0 ? 1 : 0), 0);
    const points = measured * repeatsOf(emission);
    const isMap =
      points > Math.max(incidentLevels, emissionLevels) ||
      (incident !== null && isScattered(incident, emission, incidentJitter));
    if (isMap) {
      return 'RXES';
    }
    return span(incident ?? emission) > span(emission) ? 'HERFD-XANES' : 'XES';
  }
  if (emissionLevels > 1) {
    return 'XES';
  }
  return incidentLevels > 1 ? 'HERFD-XANES' : 'time-series';
}

/**
 * Whether the points of a map never share an energy of both axes, because one or both are readings
 * or were computed.
 */
function isScattered(incident: PointAxis, emission: PointAxis, jitter: number): boolean {
  return (
    gridOfReadings(incident, emission, jitter) !== null ||
    isRevisited(incident, emission, jitter) ||
    isRevisited(emission, incident)
  );
}

function span(axis: PointAxis): number {
  const [low, high] = extent(axisValues(axis)) ?? [0, 0];
  return high - low;
}
