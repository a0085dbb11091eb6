import { isCounted, type Spectrum } from '../spectrum.js';
import { isIndependent, deferredThrough, uncertaintyOf } from './curve.js';
import type { Rows } from './operators.js';
import { pointSigma } from './pointsigma.js';

/**
 * A spectrum whose points are means over disjoint groups of points of another one: independent if
 * those are, with σ as given in `merged`; otherwise with the deviations they share.
 */
export function withMeans(
  merged: Spectrum,
  spectrum: Spectrum,
  members: readonly (readonly number[])[]
): Spectrum {
  const result = { ...merged, ...deferredThrough(spectrum, () => means(spectrum, members)) };
  return isIndependent(spectrum)
    ? result
    : { ...result, sigma: pointSigma(uncertaintyOf(result), members.length) };
}

/** The operator that averages groups of points: weighted by monitor, else equally. */
function means(spectrum: Spectrum, members: readonly (readonly number[])[]): Rows {
  const places = Uint32Array.from(members.flat());
  const starts = new Uint32Array(members.length + 1);
  const weights = new Float64Array(places.length);
  const share = (i: number) => (isCounted(spectrum) ? spectrum.monitor[i] : 1);
  members.forEach((group, m) => {
    const sum = group.reduce((all, i) => all + share(i), 0);
    starts[m + 1] = starts[m] + group.length;
    group.forEach((i, k) => (weights[starts[m] + k] = share(i) / sum));
  });
  const columns = spectrum.energy.length;
  return { kind: 'rows', rows: members.length, columns, starts, places, weights };
}
