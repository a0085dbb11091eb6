import type { Spectrum } from '../spectrum.js';
import { isParent, SameBases, type Base } from './base.js';
import { independentPoints, isIndependent, uncertaintyOf } from './curve.js';
import type { Uncertainty } from './model.js';

/** So many scans are kept apart in what is made of them. */
export const mostApart = 16;

/** Whether no count, and no σ of a table, is in two of several spectra, or twice in one. */
export function areApart(spectra: readonly Spectrum[]): boolean {
  const bases = new SameBases<{ base: Base }>();
  let count = 0;
  const isOneEach = ({ terms }: Uncertainty) =>
    terms.every(({ base }) => {
      count++;
      bases.of(base, () => ({ base }));
      return bases.all.length === count;
    });
  return spectra.every(
    one => !one.uncertainty || (isIndependent(one) && isOneEach(one.uncertainty))
  );
}

/**
 * The uncertainty of the means of many scans that share nothing, point by point: sums ΣN/ΣI1 are counts themselves. Of
 * the scans only the names are kept, by which it is noticed where the mean meets one of them again.
 */
export function mergedMeans(means: Spectrum, scans: readonly Spectrum[]): Uncertainty {
  const parents = scans.flatMap(scan =>
    uncertaintyOf(scan).terms.flatMap(({ base }) => base.parents ?? [base.id])
  );
  return independentPoints(means, parents);
}

/** Whether two of several share counts of which no account is kept. @param own that of one which was made of no others. */
export function areMerged<T extends { uncertainty?: Uncertainty }>(
  all: readonly T[],
  own: (one: T) => Uncertainty
): boolean {
  const known = all.map(({ uncertainty }) => uncertainty?.terms.map(({ base }) => base));
  if (!known.some(bases => bases?.some(({ parents }) => parents))) {
    return false;
  }
  const bases = all.map((one, k) => known[k] ?? own(one).terms.map(({ base }) => base));
  return bases.some((some, k) =>
    bases
      .slice(0, k)
      .some(others => some.some(a => others.some(b => a.id !== b.id && isParent(a, b))))
  );
}
