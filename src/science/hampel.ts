import { XESError } from '../base/errors.js';
import { originOf } from './noise.js';
import type { Spectrum, Warning } from './spectrum.js';
import { median } from './statistics.js';
import { pick, tidy } from './tidy.js';

export interface HampelOptions {
  /** Points of the window about each; odd, at least 3. */
  window?: number;
  /** How many σ from the window's median make a spike. */
  threshold?: number;
  /** Spikes are left out, or the window's median takes their place (counts are then unknown). */
  replace?: 'remove' | 'median';
}

export interface Despiked {
  spectrum: Spectrum;
  /** Energies of the spikes, eV. */
  spikes: number[];
  warnings: Warning[];
}

/**
 * Find spikes by Hampel's rule (Iglewicz and Hoaglin, 1993): |y − m| > threshold · max(1.4826·MAD, σ)
 * with the median m, the median absolute deviation and the median Poisson σ of the window: few counts
 * often have a MAD of zero. At the ends the window is filled by reflection.
 * @throws XESError `spectrum/parameter`, `spectrum/too-few` (fewer points than the window).
 */
export function hampel(spectrum: Spectrum, options: HampelOptions = {}): Despiked {
  const { window = 7, threshold = 3.5, replace = 'remove' } = options;
  if (!Number.isInteger(window) || window < 3 || window % 2 === 0 || !(threshold > 0)) {
    throw new XESError(
      'spectrum/parameter',
      `Spikes are looked for in an odd window of 3 points or more, above a threshold > 0, not ${window} and ${threshold}.`
    );
  }
  const { spectrum: tidied, warnings } = tidy(spectrum, window);
  const { energy, intensity, sigma } = tidied;
  const cleaned = { ...tidied, intensity: intensity.slice(), sigma: sigma.slice() };
  const spikes: number[] = [];
  for (let i = 0; i < energy.length; i++) {
    const about = reflected(i, (window - 1) / 2, energy.length);
    const middle = median(about.map(k => intensity[k]));
    const deviation = 1.4826 * median(about.map(k => Math.abs(intensity[k] - middle)));
    const noise = median(about.map(k => sigma[k])) || 0;
    if (Math.abs(intensity[i] - middle) > threshold * Math.max(deviation, noise)) {
      spikes.push(i);
      cleaned.intensity[i] = middle;
      // of the median of n values: √(π/2n) σ
      cleaned.sigma[i] = Math.sqrt(Math.PI / 2 / window) * Math.max(deviation, noise);
    }
  }
  const found = new Set(spikes);
  const kept = [...energy.keys()].filter(i => !found.has(i));
  return {
    spectrum:
      spikes.length === 0
        ? tidied
        : replace === 'remove'
          ? pick(tidied, kept)
          : { ...cleaned, counts: null, monitor: null, ...originOf(tidied) },
    spikes: spikes.map(i => energy[i]),
    warnings
  };
}

/** Indices of a window about i; beyond an end it is mirrored in the end point. */
function reflected(i: number, half: number, n: number): number[] {
  return Array.from({ length: 2 * half + 1 }, (_, k) => {
    const at = Math.abs(i + k - half);
    return at < n ? at : 2 * (n - 1) - at;
  });
}
