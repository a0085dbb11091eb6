import { poissonSigma } from '../science/statistics.js';
import type { Channel, ScanMetadata } from './scan.js';

/** Metadata of which nothing is known yet. */
export function emptyMetadata(): ScanMetadata {
  return {
    title: '',
    scanCommand: '',
    startTime: '',
    endTime: '',
    experiment: '',
    sample: '',
    crystals: {}
  };
}

/** An arm from its counts: y = N/I1 (N without a monitor) and its σ. */
export function channelFromCounts(
  name: Channel['name'],
  emission: Float64Array,
  counts: Float64Array,
  monitor: Float64Array | null,
  bragg: Float64Array | null
): Channel {
  const weight = (i: number) => (monitor ? (monitor[i] > 0 ? monitor[i] : NaN) : 1);
  return {
    name,
    emission,
    counts,
    intensity: counts.map((value, i) => value / weight(i)),
    sigma: counts.map((value, i) =>
      Number.isFinite(value) ? poissonSigma(value, weight(i)) : NaN
    ),
    bragg
  };
}
