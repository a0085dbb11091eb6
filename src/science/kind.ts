import { levels } from './levels.js';

/**
 * What was scanned, from which energies were moved. Both moved in step (one value of the other at
 * each point) is still a map only where an incident energy was visited with several emission energies.
 */
export function kindOf(
  incident: Float64Array | null,
  emission: Float64Array
): 'RXES' | 'XES' | 'HERFD-XANES' | 'time-series' {
  const incidentVaries = incident !== null && levels(incident).values.length > 1;
  const emissionVaries = levels(emission).values.length > 1;
  if (incidentVaries && emissionVaries) {
    return 'RXES';
  }
  if (emissionVaries) {
    return 'XES';
  }
  return incidentVaries ? 'HERFD-XANES' : 'time-series';
}
