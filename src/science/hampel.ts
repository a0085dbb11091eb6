import { XESError } from '../base/errors.js';
import { originOf } from './origin.js';
import type { Spectrum, Warning } from './spectrum.js';
import { median } from './statistics.js';
import { chanceBeyond, lineThrough, spikeTest } from './spikechance.js';
import { pick, tidy } from './tidy.js';
import { makeBase } from './uncertainty/base.js';
import { derivedFrom, partOf } from './uncertainty/curve.js';
import type { Part } from './uncertainty/linear.js';
import { diagonal } from './uncertainty/operators.js';

export interface HampelOptions {
  /** Points of the window around each point; odd, at least 3. */
  window?: number;
  /** Number of σ from the window's median beyond which a point is a spike. */
  threshold?: number;
  /** Leave spikes out, or replace them by the window's median (counts are then unknown). */
  replace?: 'remove' | 'median';
}

export interface Despiked {
  spectrum: Spectrum;
  /** Energies of the spikes, eV. */
  spikes: number[];
  /**
   * Upper limit on the share of points that noise alone turns into spikes; null if counts are not
   * known.
   */
  falseAlarmRate: number | null;
  warnings: Warning[];
}

/**
 * Find spikes by Hampel's rule (Iglewicz and Hoaglin, 1993): |y − m| > threshold · max(1.4826·MAD,
 * σ) with the median m, the median absolute deviation and the median Poisson σ of the window: with
 * few counts the MAD is often zero. At the ends the window is filled by reflection. A point on a
 * slope is not a spike: it must be as far from a line through its neighbours too. If counts are
 * known, the probability of the point by counting statistics must also be below erfc(threshold/√2),
 * both sides together; the MAD then allows for curvature within a window.
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
  const cleaned = intensity.slice();
  const spread = new Float64Array(energy.length);
  const spikes: number[] = [];
  const isBeyondCounting = spikeTest(tidied, threshold);
  const windowOf = (i: number) => {
    const first = Math.min(Math.max(i - (window - 1) / 2, 0), energy.length - window);
    return Array.from({ length: window }, (_, k) => first + k);
  };
  for (let i = 0; i < energy.length; i++) {
    const neighbours = reflected(i, (window - 1) / 2, energy.length);
    const middle = median(neighbours.map(k => intensity[k]));
    const deviation = 1.4826 * median(neighbours.map(k => Math.abs(intensity[k] - middle)));
    const noise = median(neighbours.map(k => sigma[k])) || 0;
    const scale = Math.max(deviation, noise);
    if (!(Math.abs(intensity[i] - middle) > threshold * scale)) {
      continue;
    }
    const height = towards(intensity[i], middle, lineThrough(tidied, windowOf(i), i));
    const isFar = Math.abs(intensity[i] - height) > threshold * scale;
    if (isFar && (!isBeyondCounting || isBeyondCounting(i, { neighbours, height }))) {
      spikes.push(i);
      cleaned[i] = middle;
      spread[i] = scale;
    }
  }
  const spikeSet = new Set(spikes);
  const remaining = [...energy.keys()].filter(i => !spikeSet.has(i));
  return {
    spectrum:
      spikes.length === 0
        ? tidied
        : replace === 'remove'
          ? pick(tidied, remaining)
          : {
              energy,
              intensity: cleaned,
              counts: null,
              monitor: null,
              ...derivedFrom(energy.length, replacedParts(tidied, spikes, spread, window)),
              ...originOf(tidied)
            },
    spikes: spikes.map(i => energy[i]),
    falseAlarmRate: isBeyondCounting ? chanceBeyond(threshold) : null,
    warnings
  };
}

/** The height between two heights that is nearest to a value. */
function towards(value: number, medianHeight: number, lineHeight: number): number {
  const [low, high] = [Math.min(medianHeight, lineHeight), Math.max(medianHeight, lineHeight)];
  return Number.isFinite(low + high) ? Math.min(Math.max(value, low), high) : medianHeight;
}

/**
 * The median of n values is modelled as their mean, including its correlations, plus an independent
 * part: its variance is π/2 that of the mean.
 */
function replacedParts(
  spectrum: Spectrum,
  spikes: readonly number[],
  spread: Float64Array,
  window: number
): Part[] {
  const { energy, intensity } = spectrum;
  const n = energy.length;
  const members = Array.from(energy, (_, i) =>
    spikes.includes(i) ? reflected(i, (window - 1) / 2, n) : [i]
  );
  const starts = new Uint32Array(n + 1);
  members.forEach((indices, i) => (starts[i + 1] = starts[i] + indices.length));
  const weights = Float64Array.from(members.flatMap(own => own.map(() => 1 / own.length)));
  const places = Uint32Array.from(members.flat());
  const own = makeBase({
    counts: null,
    variance: spread.map(s => (s * s * (Math.PI / 2 - 1)) / window),
    identity: () => [energy, intensity, spread]
  });
  return [
    partOf(spectrum, { kind: 'rows', rows: n, columns: n, starts, places, weights }),
    {
      uncertainty: { terms: [{ base: own, path: [] }], shared: [] },
      operator: diagonal(1, n)
    }
  ];
}

/** Indices of a window around i; beyond an end it is mirrored about the end point. */
function reflected(i: number, half: number, n: number): number[] {
  return Array.from({ length: 2 * half + 1 }, (_, k) => {
    const at = Math.abs(i + k - half);
    return at < n ? at : 2 * (n - 1) - at;
  });
}
