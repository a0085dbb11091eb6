import type { ArrayPlace, ChannelArrays, ScanArrays } from '../arrays.js';
import type { Channel } from '../scan.js';
import { energyUnit } from '../units.js';
import type { Placed, ScanParts } from './parts.js';
import type { SchemaSource } from './source.js';

/**
 * Locations of the arrays that were read with a schema, for the channels present.
 * @returns null if an energy was computed from Bragg angles, as its array does not hold energies.
 */
export function arraysRead(
  source: SchemaSource,
  parts: ScanParts,
  channels: readonly Channel[]
): ScanArrays | null {
  const names = new Set(channels.map(({ name }) => name));
  const read = parts.channels.filter(({ name }) => names.has(name));
  const energies = [parts.incident, ...read.map(({ emission }) => emission)];
  if (energies.some(energyPlace => energyPlace !== null && energyPlace.rule.spacing !== null)) {
    return null;
  }
  const presentOnly = (placed: Placed | null) =>
    placed && source.has(placed.path) ? placed : null;
  const energy = (placed: Placed | null): ArrayPlace | null => {
    const found = presentOnly(placed);
    return found && { path: found.path, factor: toElectronVolts(source, found) };
  };
  const plain = (placed: Placed | null): ArrayPlace | null => {
    const found = presentOnly(placed);
    return found && { path: found.path, factor: found.rule.scale };
  };
  const jitter = parts.incident?.rule.jitter ?? 0;
  return {
    incident: energy(parts.incident),
    ...(jitter > 0 ? { incidentJitter: jitter } : {}),
    monitor: plain(parts.monitor),
    time: plain(parts.time),
    channels: read.map(({ name, emission, value: { path, kind, rule } }): ChannelArrays => ({
      name,
      emission: energy(emission),
      // counts are never scaled
      value: { path, kind, factor: kind === 'counts' ? 1 : rule.scale }
    }))
  };
}

/** The factor used by `readEnergies`. */
function toElectronVolts(source: SchemaSource, { path, rule }: Placed): number {
  const unit = energyUnit(source.unit(path) ?? rule.unit);
  return (unit.kind === 'energy' ? unit.factor : 1) * rule.scale;
}
