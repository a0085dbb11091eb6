import type { ArrayPlace, ChannelArrays, ScanArrays } from '../arrays.js';
import { energyUnit } from '../units.js';
import type { EnergyPlaces, EnergyQuestion, PlacedEnergy } from './energies.js';
import type { Signals } from './meaning.js';
import { Ambiguous, placeOf, type Place } from './place.js';
import type { ArrayListing } from './types.js';

/**
 * Locations of the arrays of a mapping in an HDF5 file.
 * @returns null for a table, and if an array is neither one value per point nor an axis: an energy
 * transfer, or edges of cells.
 */
export function mappedArrays(
  { mapping, signal }: EnergyQuestion,
  { arrays, names, areCounts, sigmas, monitor, time }: Signals,
  { incident, emission, transfer }: EnergyPlaces
): ScanArrays | null {
  const hasEdges = [incident, emission].some(one => one?.place.hasEdges);
  if (signal.path === null || transfer || hasEdges) {
    return null;
  }
  const energy = (one: PlacedEnergy | undefined) =>
    one ? placed(one.array, one.place, factorOf(one.array.unit, mapping.unit)) : null;
  const other = (array: ArrayListing | null) => {
    const place = array && placeOf(array, signal, [], false);
    return array && place && !(place instanceof Ambiguous) ? placed(array, place, 1) : null;
  };
  return {
    incident: energy(incident),
    monitor: other(monitor),
    time: other(time),
    channels: arrays.map(({ path }, i): ChannelArrays => ({
      name: names[i],
      emission: energy(emission),
      value: { path: path ?? '', factor: 1, kind: areCounts ? 'counts' : 'intensity' },
      ...(sigmas[i] ? { hasSigma: true } : {})
    }))
  };
}

/** The factor used by `readEnergies`. */
function factorOf(unit: string | null, mappedUnit: string | undefined): number {
  const [arrayUnit, fallbackUnit] = [energyUnit(unit), energyUnit(mappedUnit ?? null)];
  return arrayUnit.kind === 'energy'
    ? arrayUnit.factor
    : fallbackUnit.kind === 'energy'
      ? fallbackUnit.factor
      : 1;
}

function placed({ path }: ArrayListing, { dim }: Place, factor: number): ArrayPlace {
  return { path: path ?? '', factor, ...(dim === null ? {} : { along: dim }) };
}
