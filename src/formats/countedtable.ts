import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { isMeasured, median } from '../science/statistics.js';
import { independentCells, uncertaintyOfMap } from '../science/uncertainty/cells.js';
import { independentPoints, uncertaintyOf } from '../science/uncertainty/curve.js';
import { isMadeOfOthers } from '../science/uncertainty/origins.js';
import { isNearly } from './nexus/counts.js';
import type { Channel, ScanWarning } from './scan.js';

const counted =
  'counted: each point is N counts, N = (intensity / sigma)², over a monitor of intensity / sigma² (where there is no count of 1 / sigma)';
const madeOf = 'made of: ';

/** Names of more scans than these a table does not list. */
const mostNames = 1000;

type Points = Pick<Spectrum, 'intensity' | 'sigma' | 'counts' | 'monitor'>;

/**
 * What a table tells of its points, as comments: that they are counts, which follow from intensity and σ, and the names of
 * the counts that they were made of, by which it is noticed where these come together again.
 */
export function countedComments(of: { spectrum: Spectrum } | { map: RXESMap }): string[] {
  const [points, uncertainty] =
    'map' in of
      ? [of.map, () => uncertaintyOfMap(of.map)]
      : [of.spectrum, () => uncertaintyOf(of.spectrum)];
  const names = isMadeOfOthers(of)
    ? [...new Set(uncertainty().terms.flatMap(({ base }) => base.parents ?? [base.id]))]
    : [];
  return [
    ...(isCountsAlone(points) ? [counted] : []),
    ...(names.length > 0 ? [madeOf + names.slice(0, mostNames).join(' ')] : [])
  ];
}

/** Whether counts and monitor of all points follow from what a table holds of them. */
export function isCountsAlone({ intensity, sigma, counts, monitor }: Points): boolean {
  const found = counts && monitor ? followed({ intensity, sigma }) : null;
  if (!counts || !monitor || !found) {
    return false;
  }
  return intensity.every(
    (y, i) =>
      !isMeasured(y) ||
      (found.counts[i] === counts[i] &&
        isNearly(found.monitor[i], monitor[i]) &&
        isNearly(y, counts[i] / monitor[i]))
  );
}

/** N of a point of N counts; null where it is none. */
function countOf(intensity: number, sigma: number): number | null {
  const exact = (intensity / sigma) ** 2;
  const count = Math.round(exact);
  // above 5e8 a relative rounding alone would let every number be a whole one
  const rounding = Math.min(1e-9 * count, 1e-3);
  const isCount = count === 0 ? intensity === 0 : Math.abs(exact - count) < rounding;
  return sigma > 0 && intensity >= 0 && isCount ? count : null;
}

/** The monitor over which a count is an intensity, to the bit where there is one. */
function monitorOf(count: number, intensity: number, sigma: number): number {
  if (count === 0) {
    return nearInteger(1 / sigma);
  }
  const about = count / intensity;
  const tries = [
    nearInteger(about),
    about,
    ...[1, -1, 2, -2].map(k => about * (1 + k * Number.EPSILON))
  ];
  const nearly = isNearly(intensity, count / about) ? about : NaN;
  return tries.find(monitor => count / monitor === intensity) ?? nearly;
}

function nearInteger(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-12 * whole ? whole : value;
}

/** Counts and monitor that intensity and σ of all measured points lead to; null where one of them is no count. */
function followed({
  intensity,
  sigma
}: Pick<Points, 'intensity' | 'sigma'>): { counts: Float64Array; monitor: Float64Array } | null {
  const counts = intensity.map((y, i) => (isMeasured(y) ? (countOf(y, sigma[i]) ?? -1) : NaN));
  const monitor = counts.map((count, i) => monitorOf(count, intensity[i], sigma[i]));
  const areAll = counts.every((count, i) => Number.isNaN(count) || (count >= 0 && monitor[i] > 0));
  return areAll && areZerosAlike(counts, monitor) ? { counts, monitor } : null;
}

/** How many times more or less the monitor of a point without counts may be than that of its neighbours. */
const farthest = 20;

/**
 * Whether points without counts have a monitor like that of the nearest points that have some: any σ at all says a
 * monitor of these, also one that was set to mask a point.
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
  return alike.every(one => one === 1);
}

function isSaid(comments: readonly string[]): boolean {
  return comments.some(comment => comment.startsWith('counted: '));
}

/** That the comments of a table say that its points are counts, where they are not. */
export function notCounted(comments: readonly string[]): ScanWarning[] {
  const message =
    'A comment of this table ("counted:") says that its points are counts, but no counts follow from intensity and σ, as after one of the two was changed or rounded, or rows of one energy were joined: fits weigh the points by σ alone. Without the comment this warning goes away.';
  return isSaid(comments) ? [{ code: 'sigma/approximate', message }] : [];
}

/** Counts and monitor of the points of a table whose comments say that they are counts; nothing where they are not. */
function countsOf(
  points: Pick<Points, 'intensity' | 'sigma'>,
  comments: readonly string[],
  warnings: ScanWarning[]
): Pick<Points, 'counts' | 'monitor'> {
  const found = isSaid(comments) ? followed(points) : null;
  warnings.push(...(found ? [] : notCounted(comments)));
  return found ?? {};
}

/** The names of the counts that a table was made of. */
export function namesIn(comments: readonly string[]): string[] {
  return comments
    .filter(comment => comment.startsWith(madeOf))
    .flatMap(comment => comment.slice(madeOf.length).split(' '))
    .slice(0, mostNames);
}

/** A curve of a table with what its comments tell of its points. */
export function countedSpectrum(
  spectrum: Spectrum,
  comments: readonly string[],
  warnings: ScanWarning[]
): Spectrum {
  const made = { ...spectrum, ...countsOf(spectrum, comments, warnings) };
  const names = namesIn(comments);
  return names.length > 0 ? { ...made, uncertainty: independentPoints(made, names) } : made;
}

/** The same of a map. */
export function countedMap(
  map: RXESMap,
  comments: readonly string[],
  warnings: ScanWarning[]
): RXESMap {
  const made = { ...map, ...countsOf(map, comments, warnings) };
  const names = namesIn(comments);
  return names.length > 0 ? { ...made, uncertainty: independentCells(made, names) } : made;
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
