import { isCounted, type Spectrum } from '../spectrum.js';
import { isIndependent, lateThrough, uncertaintyOf } from './curve.js';
import type { Rows } from './operators.js';
import { pointSigma } from './pointsigma.js';

/**
 * A spectrum whose points are means of the points of another one, each of these in one of them at most: of independent
 * points they are independent, as `made` has it; else what those share goes on.
 */
export function withMeans(
  made: Spectrum,
  spectrum: Spectrum,
  members: readonly (readonly number[])[]
): Spectrum {
  const found = { ...made, ...lateThrough(spectrum, () => means(spectrum, members)) };
  return isIndependent(spectrum)
    ? found
    : { ...found, sigma: pointSigma(uncertaintyOf(found), members.length) };
}

/** How points are put together: by their monitors, else all alike. */
function means(spectrum: Spectrum, members: readonly (readonly number[])[]): Rows {
  const places = Uint32Array.from(members.flat());
  const starts = new Uint32Array(members.length + 1);
  const weights = new Float64Array(places.length);
  const share = (i: number) => (isCounted(spectrum) ? spectrum.monitor[i] : 1);
  members.forEach((own, m) => {
    const sum = own.reduce((all, i) => all + share(i), 0);
    starts[m + 1] = starts[m] + own.length;
    own.forEach((i, k) => (weights[starts[m] + k] = share(i) / sum));
  });
  const columns = spectrum.energy.length;
  return { kind: 'rows', rows: members.length, columns, starts, places, weights };
}
