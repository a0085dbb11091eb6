import type { RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { isMeasured } from '../science/statistics.js';
import { independentCells, uncertaintyOfMap } from '../science/uncertainty/cells.js';
import { independentPoints, uncertaintyOf } from '../science/uncertainty/curve.js';
import { isMadeOfOthers } from '../science/uncertainty/origins.js';

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
  if (!counts || !monitor) {
    return false;
  }
  return intensity.every((y, i) => {
    const found = countOf(y, sigma[i]);
    return (
      !isMeasured(y) || (found !== null && found === counts[i] && counts[i] / monitor[i] === y)
    );
  });
}

/** Relative rounding of what follows from a quotient. */
const rounding = 1e-9;

/** N of a point of N counts; null where it is none. */
function countOf(intensity: number, sigma: number): number | null {
  const exact = (intensity / sigma) ** 2;
  const count = Math.round(exact);
  return sigma > 0 && intensity >= 0 && Math.abs(exact - count) <= rounding * Math.max(count, 1)
    ? count
    : null;
}

/** The monitor over which a count is an intensity, to the bit. */
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
  return tries.find(monitor => count / monitor === intensity) ?? NaN;
}

function nearInteger(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= 1e-12 * whole ? whole : value;
}

/** Counts and monitor of the points of a table whose comments say that they are counts; none where they are not. */
function countsOf(
  { intensity, sigma }: Pick<Spectrum, 'intensity' | 'sigma'>,
  comments: readonly string[]
): { counts: Float64Array; monitor: Float64Array } | null {
  if (!comments.some(comment => comment.startsWith('counted: '))) {
    return null;
  }
  const counts = intensity.map((y, i) => (isMeasured(y) ? (countOf(y, sigma[i]) ?? -1) : NaN));
  const monitor = counts.map((count, i) => monitorOf(count, intensity[i], sigma[i]));
  const areAll = counts.every((count, i) => Number.isNaN(count) || (count >= 0 && monitor[i] > 0));
  return areAll ? { counts, monitor } : null;
}

/** The names of the counts that a table was made of. */
export function namesIn(comments: readonly string[]): string[] {
  return comments
    .filter(comment => comment.startsWith(madeOf))
    .flatMap(comment => comment.slice(madeOf.length).split(' '))
    .slice(0, mostNames);
}

/** A curve of a table with what its comments tell of its points. */
export function countedSpectrum(spectrum: Spectrum, comments: readonly string[]): Spectrum {
  const made = { ...spectrum, ...countsOf(spectrum, comments) };
  const names = namesIn(comments);
  return names.length > 0 ? { ...made, uncertainty: independentPoints(made, names) } : made;
}

/** The same of a map. */
export function countedMap(map: RXESMap, comments: readonly string[]): RXESMap {
  const made = { ...map, ...countsOf(map, comments) };
  const names = namesIn(comments);
  return names.length > 0 ? { ...made, uncertainty: independentCells(made, names) } : made;
}
