import { perMonitor } from '../../science/intensityunit.js';
import type { PointAxis } from '../../science/pointaxis.js';
import { channelFromCounts } from '../metadata.js';
import { withoutPending } from '../pending.js';
import type { Channel, ScanWarning } from '../scan.js';
import { scaled } from '../units.js';
import type { ChannelParts, Placed } from './parts.js';

/** Context for reading a channel. */
export interface ChannelContext {
  /** The values of an array, one per point; null if it is missing. */
  numbers(placed: Placed | null): Float64Array | null;
  monitor: Float64Array | null;
  /** Whether the file is still being written. */
  isGrowing: boolean;
  /** Warnings are added here. */
  warnings: ScanWarning[];
}

/** A channel from its values; null if they are missing. */
export function readChannel(
  { name, value, bragg }: ChannelParts,
  emission: PointAxis,
  { numbers, monitor, isGrowing, warnings }: ChannelContext
): Channel | null {
  const found = numbers(value);
  if (!found) {
    return null;
  }
  const stored = withoutPending(found, isGrowing);
  const angles = numbers(bragg);
  if (value.kind === 'counts') {
    return channelFromCounts(name, emission, stored, monitor, angles);
  }
  const values = scaled(stored, value.rule.scale);
  const common = { name, emission, counts: null, sigma: null, bragg: angles };
  if (value.kind === 'ratio') {
    const message = `The channel ${name} has no counts, only its ratio to the monitor: no uncertainties.`;
    warnings.push({ code: 'scan/no-counts', message });
    return { ...common, intensity: values, unit: perMonitor };
  }
  const isTransmission = value.kind === 'transmission';
  return {
    ...common,
    intensity: values.map((stored, i) => {
      const i0 = monitor ? monitor[i] : 1;
      return isTransmission ? Math.log(i0 / stored) : i0 > 0 ? stored / i0 : NaN;
    })
  };
}
