import { axisValues, type PointAxis } from '../../science/pointaxis.js';
import { reachedOf, type Reached } from '../metadata.js';
import type { Channel } from '../scan.js';

/**
 * The number of points a scan reached.
 * @param isWritten whether every point was reached, as for lines of a text, whatever they hold
 */
export function reachOf(channel: Channel, incident: PointAxis | null, isWritten: boolean): Reached {
  const isUnknown = axisValues(channel.emission).every(Number.isNaN);
  const along = isUnknown && incident ? { ...channel, emission: incident } : channel;
  const reach = reachedOf(along);
  return isWritten ? { ...reach, reached: channel.emission.length } : reach;
}
