import type { ArrayPlace, ChannelArrays, ScanArrays } from '../arrays.js';
import type { Channel } from '../scan.js';
import { energyUnit } from '../units.js';
import type { Placed, ScanParts } from './parts.js';
import type { SchemaSource } from './source.js';

/**
 * Where a file has the arrays that a schema read, of channels that are there.
 * @returns null where an energy was made of Bragg angles: its array is no energy.
 */
export function arraysRead(
  source: SchemaSource,
  parts: ScanParts,
  channels: readonly Channel[]
): ScanArrays | null {
  const names = new Set(channels.map(({ name }) => name));
  const read = parts.channels.filter(({ name }) => names.has(name));
  const energies = [parts.incident, ...read.map(({ emission }) => emission)];
  if (energies.some(one => one !== null && one.rule.spacing !== null)) {
    return null;
  }
  const there = (placed: Placed | null) => (placed && source.has(placed.path) ? placed : null);
  const energy = (placed: Placed | null): ArrayPlace | null => {
    const found = there(placed);
    return found && { path: found.path, factor: toElectronVolts(source, found) };
  };
  const plain = (placed: Placed | null): ArrayPlace | null => {
    const found = there(placed);
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
      // counts are taken as they are
      value: { path, kind, factor: kind === 'counts' ? 1 : rule.scale }
    }))
  };
}

/** As `readEnergies` has it. */
function toElectronVolts(source: SchemaSource, { path, rule }: Placed): number {
  const unit = energyUnit(source.unit(path) ?? rule.unit);
  return (unit.kind === 'energy' ? unit.factor : 1) * rule.scale;
}
