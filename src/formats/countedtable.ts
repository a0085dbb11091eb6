import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { isMeasured, median } from '../science/statistics.js';
import { independentCells, uncertaintyOfMap } from '../science/uncertainty/cells.js';
import { independentPoints, uncertaintyOf } from '../science/uncertainty/curve.js';
import { dependsOnOthers } from '../science/uncertainty/origins.js';
import { isNearly } from './nexus/counts.js';
import type { Channel, ScanWarning } from './scan.js';

const counted =
  'counted: each point is N counts, N = (intensity / sigma)², over a monitor of intensity / sigma² (where there is no count of 1 / sigma)';
const derivedFromPrefix = 'made of: ';

/** Largest number of scans whose ids are listed in a table. */
const mostNames = 1000;

type Points = Pick<Spectrum, 'intensity' | 'sigma' | 'counts' | 'monitor'>;

/**
 * Comments of a table about its points: that they are counts, which follow from intensity and σ,
 * and the ids of the counts they derive from, to detect when these are combined again.
 */
export function countedComments(of: { spectrum: Spectrum } | { map: RXESMap }): string[] {
  const [points, uncertainty] =
    'map' in of
      ? [of.map, () => uncertaintyOfMap(of.map)]
      : [of.spectrum, () => uncertaintyOf(of.spectrum)];
  const names = dependsOnOthers(of)
    ? [...new Set(uncertainty().terms.flatMap(({ base }) => base.parents ?? [base.id]))]
    : [];
  return [
    ...(isCountsAlone(points) ? [counted] : []),
    ...(names.length > 0 ? [derivedFromPrefix + names.slice(0, mostNames).join(' ')] : [])
  ];
}

/** Whether counts and monitor of all points can be recovered from a table. */
export function isCountsAlone({ intensity, sigma, counts, monitor }: Points): boolean {
  const recovered = counts && monitor ? recoveredCounts({ intensity, sigma }) : null;
  if (!counts || !monitor || !recovered) {
    return false;
  }
  return intensity.every(
    (y, i) =>
      !isMeasured(y) ||
      (recovered.counts[i] === counts[i] &&
        isNearly(recovered.monitor[i], monitor[i]) &&
        isNearly(y, counts[i] / monitor[i]))
  );
}

/** N of a point with N counts; null if N is not an integer. */
function countOf(intensity: number, sigma: number): number | null {
  const exact = (intensity / sigma) ** 2;
  const count = Math.round(exact);
  // above 5e8 a relative rounding alone would accept any number as an integer
  const rounding = Math.min(1e-9 * count, 1e-3);
  const isCount = count === 0 ? intensity === 0 : Math.abs(exact - count) < rounding;
  return sigma > 0 && intensity >= 0 && isCount ? count : null;
}

/** The monitor for which count / monitor is the intensity, to the bit if possible. */
function monitorOf(count: number, intensity: number, sigma: number): number {
  if (count === 0) {
    return nearInteger(1 / sigma);
  }
  const estimate = count / intensity;
  const candidates = [
    nearInteger(estimate),
    estimate,
    ...[1, -1, 2, -2].map(k => estimate * (1 + k * Number.EPSILON))
  ];
  const nearly = isNearly(intensity, count / estimate) ? estimate : NaN;
  return candidates.find(monitor => count / monitor === intensity) ?? nearly;
}

function nearInteger(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-12 * whole ? whole : value;
}

/**
 * Counts and monitor derived from intensity and σ of all measured points; null if one of them has
 * no integer count.
 */
function recoveredCounts({
  intensity,
  sigma
}: Pick<Points, 'intensity' | 'sigma'>): { counts: Float64Array; monitor: Float64Array } | null {
  const counts = intensity.map((y, i) => (isMeasured(y) ? (countOf(y, sigma[i]) ?? -1) : NaN));
  const monitor = counts.map((count, i) => monitorOf(count, intensity[i], sigma[i]));
  const areAll = counts.every((count, i) => Number.isNaN(count) || (count >= 0 && monitor[i] > 0));
  return areAll && areZerosAlike(counts, monitor) ? { counts, monitor } : null;
}

/** Largest ratio of the monitor of a point without counts to that of its neighbours. */
const farthest = 20;

/**
 * Whether points without counts have a monitor similar to that of the nearest points with counts:
 * for zero counts any σ implies a monitor, even one set to mask a point.
 */
function areZerosAlike(counts: Float64Array, monitor: Float64Array): boolean {
  const alike = counts.map(count => (count === 0 ? 0 : 1));
  const typical = counts.some(count => count > 0) ? NaN : median(monitor);
  const forward = [...counts.keys()];
  for (const order of [forward, [...forward].reverse()]) {
    let near = typical;
    for (const i of order) {
      if (counts[i] > 0) {
        near = monitor[i];
      } else if (monitor[i] <= near * farthest && monitor[i] >= near / farthest) {
        alike[i] = 1;
      }
    }
  }
  return alike.every(flag => flag === 1);
}

function saysCounted(comments: readonly string[]): boolean {
  return comments.some(comment => comment.startsWith('counted: '));
}

/** The warning for a table whose comments say that its points are counts although they are not. */
export function notCounted(comments: readonly string[]): ScanWarning[] {
  const message =
    'A comment of this table ("counted:") says that its points are counts, but no counts follow from intensity and σ, as after one of the two was changed or rounded, or rows of one energy were joined: fits weigh the points by σ alone. Without the comment this warning goes away.';
  return saysCounted(comments) ? [{ code: 'sigma/approximate', message }] : [];
}

/**
 * Counts and monitor of the points of a table whose comments say that they are counts; empty if
 * they are not.
 */
function countsOf(
  points: Pick<Points, 'intensity' | 'sigma'>,
  comments: readonly string[],
  warnings: ScanWarning[]
): Pick<Points, 'counts' | 'monitor'> {
  const recovered = saysCounted(comments) ? recoveredCounts(points) : null;
  warnings.push(...(recovered ? [] : notCounted(comments)));
  return recovered ?? {};
}

/** The ids of the counts that a table derives from. */
export function namesIn(comments: readonly string[]): string[] {
  return comments
    .filter(comment => comment.startsWith(derivedFromPrefix))
    .flatMap(comment => comment.slice(derivedFromPrefix.length).split(' '))
    .slice(0, mostNames);
}

/** A curve of a table, with counts and uncertainty according to its comments. */
export function countedSpectrum(
  spectrum: Spectrum,
  comments: readonly string[],
  warnings: ScanWarning[]
): Spectrum {
  const withCounts = { ...spectrum, ...countsOf(spectrum, comments, warnings) };
  const names = namesIn(comments);
  return names.length > 0
    ? { ...withCounts, uncertainty: independentPoints(withCounts, names) }
    : withCounts;
}

/** A map of a table, with counts and uncertainty according to its comments. */
export function countedMap(
  map: RXESMap,
  comments: readonly string[],
  warnings: ScanWarning[]
): RXESMap {
  const withCounts = { ...map, ...countsOf(map, comments, warnings) };
  const names = namesIn(comments);
  return names.length > 0
    ? { ...withCounts, uncertainty: independentCells(withCounts, names) }
    : withCounts;
}

/**
 * The same of a channel, whose points are the rows of the table, with the monitor of its counts. @param hasSigma whether its σ is
 * that of which the comments speak.
 */
export function countedChannel(
  { sigma, ...channel }: Channel,
  comments: readonly string[],
  hasSigma: boolean,
  warnings: ScanWarning[]
): { channel: Channel; monitor: Float64Array | null } {
  const { intensity } = channel;
  const found = sigma && hasSigma ? countsOf({ intensity, sigma }, comments, warnings) : {};
  const names = namesIn(comments);
  return {
    channel: {
      ...channel,
      sigma,
      counts: found.counts ?? channel.counts,
      ...(names.length > 0 ? { madeOf: names } : {})
    },
    monitor: found.monitor ?? null
  };
}
