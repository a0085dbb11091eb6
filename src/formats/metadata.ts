import { kindOf, richestKind, type ArmKind } from '../science/kind.js';
import { poissonSigma } from '../science/statistics.js';
import type { Channel, ScanMetadata, ScanWarning } from './scan.js';

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

/** The channels, each with what it measured, and the richest of that with the arm that did. */
export function tellKinds(
  incident: Float64Array | null,
  channels: readonly Channel[]
): { kind: ArmKind; channels: Channel[]; richest: Channel } {
  const kinds = channels.map(({ emission }) => kindOf(incident, emission));
  const kind = richestKind(kinds);
  const told = channels.map((channel, i) => ({ ...channel, kind: kinds[i] }));
  return { kind, channels: told, richest: told[kinds.indexOf(kind)] };
}

/** What is said of a scan without a monitor, whose intensity is on another scale than all others. */
export function monitorWarnings(monitor: Float64Array | null): ScanWarning[] {
  const message = 'There is no monitor (I1): the intensity is in counts, not divided by it.';
  return monitor ? [] : [{ code: 'scan/no-monitor', message }];
}
