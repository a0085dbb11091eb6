import { countedChannel } from '../countedtable.js';
import type { Scan, ScanWarning } from '../scan.js';
import { approximateWarnings } from '../sigmamark.js';
import { incidentJitterOf, titleIn, unitIn } from '../tablecomments.js';
import type { Signals } from './meaning.js';

/**
 * A scan of columns that a mapping chose, with what the comments of our own tables tell of them: comments speak of the columns
 * `intensity` and `sigma`, and of others nothing.
 */
export function withComments(
  scan: Scan,
  comments: readonly string[],
  { arrays, sigmas, areCounts, monitor }: Signals
): Scan {
  const { incident, metadata, channels } = scan;
  const jitter = incident ? incidentJitterOf(comments) : 0;
  const known = {
    ...scan,
    ...(jitter > 0 ? { incidentJitter: jitter } : {}),
    metadata: { ...metadata, title: metadata.title || titleIn(comments) }
  };
  const isMain = arrays.length === 1 && arrays[0].name === 'intensity' && !areCounts && !monitor;
  if (!isMain) {
    return known;
  }
  const [channel] = channels;
  const warnings: ScanWarning[] = [];
  const unit = unitIn(comments);
  const isOwnSigma = sigmas[0]?.name === 'sigma';
  const counted = countedChannel(channel, comments, isOwnSigma, warnings);
  return {
    ...known,
    monitor: counted.monitor ?? scan.monitor,
    channels: [{ ...counted.channel, ...(unit === undefined ? {} : { unit }) }],
    warnings: [...scan.warnings, ...(isOwnSigma ? approximateWarnings(comments) : []), ...warnings]
  };
}
