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
  channels: readonly Channel[],
  incidentJitter = 0
): { kind: ArmKind; channels: Channel[]; richest: Channel } {
  const kinds = channels.map(({ emission }) => kindOf(incident, emission, incidentJitter));
  const kind = richestKind(kinds);
  const told = channels.map((channel, i) => ({ ...channel, kind: kinds[i] }));
  return { kind, channels: told, richest: told[kinds.indexOf(kind)] };
}

/** How far a scan came, and how many of the points it reached can't be used. */
export interface Reached {
  reached: number;
  bad: number;
}

/**
 * Points of an arm whose energy is known were reached; after the last that was measured nothing is but what the
 * file holds in place of it. One that was reached is bad without a number, a monitor above zero, or counts of zero or more.
 */
export function reachedOf({ emission, intensity, counts }: Channel): Reached {
  const isUsable = (i: number) => Number.isFinite(intensity[i]) && !(counts && counts[i] < 0);
  const isTouched = (i: number) => isUsable(i) || (counts !== null && Number.isFinite(counts[i]));
  let end = emission.length;
  while (end > 0 && !(Number.isFinite(emission[end - 1]) && isTouched(end - 1))) {
    end--;
  }
  let [reached, bad] = [0, 0];
  for (let i = 0; i < end; i++) {
    const isKnown = Number.isFinite(emission[i]);
    reached += isKnown ? 1 : 0;
    bad += isKnown && !isUsable(i) ? 1 : 0;
  }
  return { reached, bad };
}

/** What is said of points that were not reached, and of those that can't be used. */
export function reachWarnings({ reached, bad }: Reached, planned: number): ScanWarning[] {
  const early = `The scan stopped early: ${reached} of ${planned} points were measured.`;
  const damaged = `${bad} of ${reached} points can't be used and are left out: they have no number, no monitor above zero, or counts below zero.`;
  return [
    ...(reached < planned ? [{ code: 'scan/aborted', message: early }] : []),
    ...(bad > 0 ? [{ code: 'scan/bad-points', message: damaged }] : [])
  ];
}

/** What is said of a scan without a monitor, whose intensity is on another scale than all others. */
export function monitorWarnings(monitor: Float64Array | null): ScanWarning[] {
  const message = 'There is no monitor (I1): the intensity is in counts, not divided by it.';
  return monitor ? [] : [{ code: 'scan/no-monitor', message }];
}
