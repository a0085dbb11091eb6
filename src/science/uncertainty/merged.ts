import type { Spectrum } from '../spectrum.js';
import { isParent, BaseIndex, type Base } from './base.js';
import { independentPoints, isIndependent, uncertaintyOf } from './curve.js';
import type { Uncertainty } from './model.js';

/** Up to this number of scans, their deviations are tracked separately in derived data. */
export const mostSeparateScans = 16;

/** Whether several spectra share no counts, and no σ of a table, with each other or within one. */
export function areIndependent(spectra: readonly Spectrum[]): boolean {
  const bases = new BaseIndex<{ base: Base }>();
  let count = 0;
  const hasDistinctBases = ({ terms }: Uncertainty) =>
    terms.every(({ base }) => {
      count++;
      bases.of(base, () => ({ base }));
      return bases.all.length === count;
    });
  return spectra.every(
    one => !one.uncertainty || (isIndependent(one) && hasDistinctBases(one.uncertainty))
  );
}

/**
 * The uncertainty of point-by-point means of many independent scans: sums ΣN/ΣI1 are counts
 * themselves. Only the ids of the scans are stored, to detect when the mean is combined with one of
 * them.
 */
export function mergedMeans(means: Spectrum, scans: readonly Spectrum[]): Uncertainty {
  const parents = scans.flatMap(scan =>
    uncertaintyOf(scan).terms.flatMap(({ base }) => base.parents ?? [base.id])
  );
  return independentPoints(means, parents);
}

/**
 * Whether any two share counts that are no longer tracked.
 * @param own uncertainty of an entry that is not derived from others.
 */
export function shareMergedCounts<T extends { uncertainty?: Uncertainty }>(
  all: readonly T[],
  own: (one: T) => Uncertainty
): boolean {
  const known = all.map(({ uncertainty }) => uncertainty?.terms.map(({ base }) => base));
  if (!known.some(bases => bases?.some(({ parents }) => parents))) {
    return false;
  }
  const bases = all.map((one, k) => known[k] ?? own(one).terms.map(({ base }) => base));
  return bases.some((basesOfOne, k) =>
    bases
      .slice(0, k)
      .some(others => basesOfOne.some(a => others.some(b => a.id !== b.id && isParent(a, b))))
  );
}
