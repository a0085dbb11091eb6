import type { CountedSpectrum, Spectrum } from '../spectrum.js';
import { isParent } from './base.js';
import { countedBase, perMonitor, uncertaintyOf } from './curve.js';
import type { Uncertainty } from './model.js';

/** So many scans are kept apart in what is made of them. */
export const mostApart = 16;

/**
 * The uncertainty of the sums ΣN/ΣI1 of many scans that share nothing, point by point: the sums are counts themselves. Of
 * the scans only the names are kept, by which it is noticed where the sum meets one of them again.
 */
export function mergedCounts(sums: CountedSpectrum, scans: readonly Spectrum[]): Uncertainty {
  const parents = scans.flatMap(scan =>
    uncertaintyOf(scan).terms.flatMap(({ base }) => base.parents ?? [base.id])
  );
  return {
    terms: [{ base: countedBase(sums, parents), path: [perMonitor(sums)] }],
    shared: []
  };
}

/** Whether two of several spectra share counts of which no account is kept. */
export function areMerged(spectra: readonly Spectrum[]): boolean {
  const bases = spectra.map(spectrum =>
    spectrum.uncertainty ? spectrum.uncertainty.terms.map(({ base }) => base) : null
  );
  if (!bases.some(own => own?.some(({ parents }) => parents))) {
    return false;
  }
  const all = spectra.map(
    (spectrum, k) => bases[k] ?? uncertaintyOf(spectrum).terms.map(one => one.base)
  );
  return all.some((own, k) =>
    all.slice(0, k).some(others => own.some(a => others.some(b => a.id !== b.id && isParent(a, b))))
  );
}
