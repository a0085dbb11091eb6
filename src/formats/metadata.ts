import { kindOf, richestKind, type ArmKind } from '../science/kind.js';
import { axisValues, energyAt, type PointAxis } from '../science/pointaxis.js';
import { isMeasured, poissonSigma } from '../science/statistics.js';
import type { Channel, ScanMetadata, ScanWarning } from './scan.js';
import type { Unwritten } from './tree.js';

/** Empty metadata. */
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
  emission: PointAxis,
  counts: Float64Array,
  monitor: Float64Array | null,
  bragg: Float64Array | null
): Channel {
  const n = counts.length;
  const [intensity, sigma] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const i1 = monitor ? monitor[i] : 1;
    const weight = i1 > 0 && isMeasured(i1) ? i1 : NaN;
    intensity[i] = counts[i] / weight;
    sigma[i] = isMeasured(counts[i]) ? poissonSigma(counts[i], weight) : NaN;
  }
  return { name, emission, counts, intensity, sigma, bragg };
}

/**
 * The channels with their kinds, and the richest of these.
 * @param known kinds that are already known, by emission axis.
 */
export function assignKinds(
  incident: PointAxis | null,
  channels: readonly Channel[],
  incidentJitter = 0,
  known: ReadonlyMap<PointAxis, ArmKind> = new Map()
): { kind: ArmKind; channels: Channel[] } {
  const kinds = channels.map(
    ({ emission }) => known.get(emission) ?? kindOf(incident, emission, incidentJitter)
  );
  const kind = richestKind(kinds);
  const withKinds = channels.map((channel, i) => ({ ...channel, kind: kinds[i] }));
  return { kind, channels: withKinds };
}

/** The number of points a scan reached, and how many of them are unusable. */
export interface Reached {
  reached: number;
  bad: number;
}

/**
 * A scan ends at the last point where something was measured; anything after that is fill values of
 * the file. A point before that is bad if it lacks an energy, a finite number, a monitor above
 * zero, or non-negative counts.
 */
export function reachedOf({ emission, intensity, counts }: Channel): Reached {
  const lacksEnergy = lackOfEnergy(emission);
  const isUsable = (i: number) => isMeasured(intensity[i]) && !(counts && counts[i] < 0);
  const isTouched = (i: number) => isUsable(i) || (counts !== null && isMeasured(counts[i]));
  const isCounted = (i: number) => counts !== null && isMeasured(counts[i]) && counts[i] > 0;
  let end = emission.length;
  while (end > 0 && !(!lacksEnergy?.(end - 1) ? isTouched(end - 1) : isCounted(end - 1))) {
    end--;
  }
  let bad = 0;
  for (let i = 0; i < end; i++) {
    bad += !lacksEnergy?.(i) && isUsable(i) ? 0 : 1;
  }
  return { reached: end, bad };
}

/** A test of whether a point has no energy; null if all have one. */
function lackOfEnergy(axis: PointAxis): ((i: number) => boolean) | null {
  return axisValues(axis).every(isMeasured) ? null : i => !isMeasured(energyAt(axis, i));
}

/** Warnings about points that were not reached, and about unusable ones. */
export function reachWarnings({ reached, bad }: Reached, planned: number): ScanWarning[] {
  const early = `The scan stopped early: ${reached} of ${planned} points were measured.`;
  const damaged = `${bad} of ${reached} points can't be used and are left out: they have no energy, no finite number, no finite monitor above zero, or counts below zero.`;
  return [
    ...(reached < planned ? [{ code: 'scan/aborted', message: early }] : []),
    ...(bad > 0 ? [{ code: 'scan/bad-points', message: damaged }] : [])
  ];
}

/** Warnings about arrays that were only partly written. */
export function unwrittenWarnings(arrays: readonly Unwritten[]): ScanWarning[] {
  return arrays.map(({ path, count, size, absent }) => ({
    code: 'scan/unwritten',
    message: absent
      ? `${count} of ${size} values of ${path} are in files that can't be read, or were never written: they are left out. Copy ${someOf(absent)} beside this file.`
      : `${count} of ${size} values of ${path} were never written to this file: they are left out.`
  }));
}

/** Most files listed in a sentence. */
const mostNamed = 5;

function someOf(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Number of points that can be drawn, and warnings about the others. */
export interface Dropped {
  measured: number;
  warnings: ScanWarning[];
}

/**
 * Count points without a finite intensity in any channel or without a finite energy: they are left
 * out, with a warning that says how many there are, of which kind, and where.
 * @param axis the energy that the points are drawn over (n).
 */
export function droppedWarnings(axis: PointAxis, channels: readonly Channel[]): Dropped {
  const n = axis.length;
  const counts = { NaN: 0, infinite: 0, 'without an energy': 0 };
  const lacksEnergy = lackOfEnergy(axis);
  const intensities = channels.map(({ intensity }) => intensity);
  let [first, last] = [-1, -1];
  for (let i = 0; i < n; i++) {
    const isKnown = lacksEnergy === null || !lacksEnergy(i);
    if (isKnown && isAnyMeasured(intensities, i)) {
      continue;
    }
    const isNaN = channels.every(({ intensity }) => Number.isNaN(intensity[i]));
    counts[!isKnown ? 'without an energy' : isNaN ? 'NaN' : 'infinite']++;
    first = first < 0 ? i : first;
    last = i;
  }
  const kinds = Object.entries(counts).filter(([, count]) => count > 0);
  const dropped = kinds.reduce((sum, [, count]) => sum + count, 0);
  const where =
    first === last ? `point ${first + 1}` : `between points ${first + 1} and ${last + 1}`;
  const kindsText = kinds.map(([name, count]) => `${count} ${name}`).join(', ');
  const message = `${dropped} of ${n} points have no number and are left out: ${kindsText} (${where}).`;
  return {
    measured: n - dropped,
    warnings: dropped > 0 ? [{ code: 'scan/bad-points', message }] : []
  };
}

function isAnyMeasured(arrays: readonly Float64Array[], i: number): boolean {
  for (let k = 0; k < arrays.length; k++) {
    if (isMeasured(arrays[k][i])) {
      return true;
    }
  }
  return false;
}

/** The warning for a scan without a monitor, whose intensity is on a different scale. */
export function monitorWarnings(monitor: Float64Array | null): ScanWarning[] {
  const message = 'There is no monitor (I1): the intensity is in counts, not divided by it.';
  return monitor ? [] : [{ code: 'scan/no-monitor', message }];
}
