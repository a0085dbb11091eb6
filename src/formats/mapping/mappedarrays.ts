import type { ArrayPlace, ChannelArrays, ScanArrays } from '../arrays.js';
import { energyUnit } from '../units.js';
import type { EnergyPlaces, EnergyQuestion, PlacedEnergy } from './energies.js';
import type { Signals } from './meaning.js';
import { Ambiguous, placeOf, type Place } from './place.js';
import type { ArrayListing } from './types.js';

/**
 * Where an HDF5 file has the arrays of a mapping.
 * @returns null of a table, and where an array is neither one value a point nor an axis: an energy transfer, or the edges
 * of cells.
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

/** As `readEnergies` has it. */
function factorOf(unit: string | null, saidUnit: string | undefined): number {
  const [own, said] = [energyUnit(unit), energyUnit(saidUnit ?? null)];
  return own.kind === 'energy' ? own.factor : said.kind === 'energy' ? said.factor : 1;
}

function placed({ path }: ArrayListing, { dim }: Place, factor: number): ArrayPlace {
  return { path: path ?? '', factor, ...(dim === null ? {} : { along: dim }) };
}
