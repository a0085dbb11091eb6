import { levels } from './levels.js';
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
 * both were and some level of each was visited with several of the other; where both moved in step,
 * or one of them once by accident, the energy that went further tells.
 * @param incidentJitter as `Points` has it.
 */
export function kindOf(
  incident: Float64Array | null,
  emission: Float64Array,
  incidentJitter = 0
): ArmKind {
  const incidentLevels = incident ? levels(incident, incidentJitter).values.length : 0;
  const rows = levels(emission);
  const emissionLevels = rows.values.length;
  if (incidentLevels > 1 && emissionLevels > 1) {
    const points = rows.of.reduce((n, level) => n + (level >= 0 ? 1 : 0), 0);
    if (points > Math.max(incidentLevels, emissionLevels)) {
      return 'RXES';
    }
    return span(incident ?? emission) > span(emission) ? 'HERFD-XANES' : 'XES';
  }
  if (emissionLevels > 1) {
    return 'XES';
  }
  return incidentLevels > 1 ? 'HERFD-XANES' : 'time-series';
}

function span(axis: Float64Array): number {
  const [low, high] = extent(axis) ?? [0, 0];
  return high - low;
}
