import { axisValues, type PointAxis } from '../../science/pointaxis.js';
import { reachedOf, type Reached } from '../metadata.js';
import type { Channel } from '../scan.js';

/**
 * How far a scan came. @param isWritten whether each point was reached, as a line of a text that was written was,
 * whatever it holds
 */
export function reachOf(channel: Channel, incident: PointAxis | null, isWritten: boolean): Reached {
  const isUnknown = axisValues(channel.emission).every(Number.isNaN);
  const along = isUnknown && incident ? { ...channel, emission: incident } : channel;
  const reach = reachedOf(along);
  return isWritten ? { ...reach, reached: channel.emission.length } : reach;
}
