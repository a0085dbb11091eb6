import { levelsOfValues } from './levels.js';
import { axisValues, repeatsOf, type PointAxis } from './pointaxis.js';
import { gridOfReadings, isRevisited } from './readbacks.js';
import { extent } from './statistics.js';

/** What a scan of one arm can be, the richest first. */
const kinds = ['RXES', 'XES', 'HERFD-XANES', 'time-series'] as const;

export type ArmKind = (typeof kinds)[number];

/** The richest of the kinds of a scan's arms: an arm that stood still says nothing of the other. */
export function richestKind(ofArms: readonly ArmKind[]): ArmKind {
  return kinds.find(kind => ofArms.includes(kind)) ?? 'time-series';
}

/**
 * What was scanned, from which energies were moved by more than their jitter. It is a map (RXES) where
 * both were and some level of each was visited with several of the other, or one came back to its places while the other
 * was scanned at each; where both moved in step, or one of them once by accident, the energy that went further tells.
 * @param incidentJitter as `Points` has it.
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

/** Whether points of a map never have one energy of both axes, for one or both are readings or were computed. */
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
