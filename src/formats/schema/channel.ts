import { perMonitor } from '../../science/intensityunit.js';
import type { PointAxis } from '../../science/pointaxis.js';
import { channelFromCounts } from '../metadata.js';
import { withoutPending } from '../pending.js';
import type { Channel, ScanWarning } from '../scan.js';
import { scaled } from '../units.js';
import type { ChannelParts, Placed } from './parts.js';

/** What a channel is read with. */
export interface ChannelContext {
  /** The values of an array, one a point; null where it is not there. */
  numbers(placed: Placed | null): Float64Array | null;
  monitor: Float64Array | null;
  /** Whether the file is still being written. */
  isGrowing: boolean;
  /** What is said of it is added here. */
  warnings: ScanWarning[];
}

/** A channel from its values; null where they are not there. */
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
  const made = { name, emission, counts: null, sigma: null, bragg: angles };
  if (value.kind === 'ratio') {
    const message = `The channel ${name} has no counts, only its ratio to the monitor: no uncertainties.`;
    warnings.push({ code: 'scan/no-counts', message });
    return { ...made, intensity: values, unit: perMonitor };
  }
  const isTransmission = value.kind === 'transmission';
  return {
    ...made,
    intensity: values.map((one, i) => {
      const i0 = monitor ? monitor[i] : 1;
      return isTransmission ? Math.log(i0 / one) : i0 > 0 ? one / i0 : NaN;
    })
  };
}
