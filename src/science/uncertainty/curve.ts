import { countVariance } from '../noise.js';
import { isCounted, type Spectrum } from '../spectrum.js';
import { makeBase } from './base.js';
import { deferred, type Uncertainty } from './model.js';
import { diagonal } from './operators.js';

const known = new WeakMap<Spectrum, Uncertainty>();

/**
 * Of which deviations the points of a spectrum are made. One that was not made of others is made of its own counts, each
 * independent of the others; where only σ is known, of points that are as σ says.
 */
export function uncertaintyOf(spectrum: Spectrum): Uncertainty {
  if (spectrum.uncertainty) {
    return spectrum.uncertainty;
  }
  let found = known.get(spectrum);
  if (!found) {
    found = deferred(() => independent(spectrum));
    known.set(spectrum, found);
  }
  return found;
}

/** Whether each point of a spectrum is independent of all others, as measured ones are. */
export function isIndependent({ uncertainty }: Spectrum): boolean {
  return uncertainty === undefined;
}

function independent(spectrum: Spectrum): Uncertainty {
  const { energy, intensity, sigma } = spectrum;
  const n = energy.length;
  if (!isCounted(spectrum)) {
    const base = makeBase({
      counts: null,
      variance: sigma.map(s => s * s),
      identity: () => [energy, intensity, sigma]
    });
    return { terms: [{ base, path: [] }], shared: [] };
  }
  const { counts, monitor } = spectrum;
  const base = makeBase({
    counts,
    variance: counts.map((count, i) => countVariance(count, monitor[i], sigma[i])),
    exposure: monitor,
    identity: () => [energy, counts, monitor]
  });
  const perCount = diagonal(
    monitor.map(i1 => 1 / i1),
    n
  );
  return { terms: [{ base, path: [perCount] }], shared: [] };
}
