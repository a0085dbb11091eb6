import { isBelow } from '../equalenergies.js';
import { XESError } from '../errors.js';
import { locate, valueAt, varianceAt } from '../interpolate.js';
import { meeting } from '../meeting.js';
import { markOf } from '../noise.js';
import { overlapScale } from '../overlapscale.js';
import { isCounted, type Estimate, type Spectrum, type Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';

/** A spectrum with the points of a wider one around it. */
export interface Joined {
  /**
   * The points of the main spectrum, and those of the wide one outside its range, ascending; these share the scale's
   * uncertainty.
   */
  spectrum: Spectrum;
  /** What the wide spectrum was multiplied by. */
  scale: Estimate;
  /** Whether the scale was measured on the overlap, or both are trusted to be per monitor count. */
  by: 'overlap' | 'monitor';
  /** Without an overlap: the wide one over the main one where they join; null where that is not known. */
  ratio: Estimate | null;
  warnings: Warning[];
}

/**
 * Put a wide spectrum around the main one: real points only, nothing interpolated but to compare them. The scale
 * is that of `overlapScale` over the points of the wide one inside the main one's range; where there are none both
 * are taken as they are, per monitor count, and a warning says so, and how they meet.
 * @throws XESError `fit/no-data` where one of them has no point.
 */
export function joined(main: Spectrum, wide: Spectrum): Joined {
  const warnings: Warning[] = [];
  if (main.energy.length === 0 || wide.energy.length === 0) {
    throw new XESError('fit/no-data', 'One of the spectra to be joined has no point.');
  }
  const measured = scaleOf(main, wide, warnings);
  const apart = measured || warnings.length > 0 ? null : meeting(main, wide, 'joined');
  warnings.push(...(apart?.warnings ?? []));
  const scale = measured ?? { value: 1, sigma: apart?.isPerMonitor ? 0 : NaN };
  const low = main.energy[0];
  const high = main.energy[main.energy.length - 1];
  const outside = [...wide.energy.keys()].filter(
    i => isBelow(wide.energy[i], low) || isBelow(high, wide.energy[i])
  );
  const split = outside.findIndex(i => isBelow(high, wide.energy[i]));
  const before = split < 0 ? outside : outside.slice(0, split);
  const after = split < 0 ? [] : outside.slice(split);
  const lay = (own: Float64Array, other: Float64Array, factor: number) =>
    Float64Array.from([
      ...before.map(i => other[i] * factor),
      ...own,
      ...after.map(i => other[i] * factor)
    ]);
  const own = lay(main.sigma, wide.sigma, scale.value);
  const none = new Float64Array(main.energy.length);
  const curve = lay(none, wide.intensity, scale.sigma > 0 ? scale.sigma : 0);
  const isKnown = isCounted(main) && isCounted(wide);
  return {
    spectrum: {
      energy: lay(main.energy, wide.energy, 1),
      intensity: lay(main.intensity, wide.intensity, scale.value),
      sigma: own.map((s, i) => (curve[i] === 0 ? s : Math.hypot(s, curve[i]))),
      counts: isKnown ? lay(main.counts, wide.counts, 1) : null,
      // N over it is the scaled intensity
      monitor: isKnown ? lay(main.monitor, wide.monitor, 1 / scale.value) : null,
      ...(scale.sigma > 0 ? { shared: [{ curve, sign: 1 }] } : {}),
      ...markOf(main, wide)
    },
    scale,
    by: measured ? 'overlap' : 'monitor',
    ratio: apart?.ratio ?? null,
    warnings
  };
}

/** The scale on the overlap; null where no point of the wide spectrum lies between two of the main one's. */
function scaleOf(main: Spectrum, wide: Spectrum, warnings: Warning[]): Estimate | null {
  const pairs = [...wide.energy.keys()].flatMap(i => pairAt(main, wide, i));
  if (pairs.length === 0) {
    return null;
  }
  const column = (key: keyof (typeof pairs)[number]) => Float64Array.from(pairs, pair => pair[key]);
  const found = overlapScale(
    { intensity: column('y'), sigma: column('sigma') },
    { intensity: column('wideY'), sigma: column('wideSigma') }
  );
  if (!found) {
    warnings.push({
      code: 'joined/no-signal',
      message:
        'The wide scan has no signal where it overlaps: both are joined as they are, per monitor count if they have one.'
    });
  }
  return found;
}

/** The main spectrum interpolated to a point of the wide one, with σ; none outside its range. */
function pairAt(main: Spectrum, wide: Spectrum, i: number) {
  const place = locate(main.energy, wide.energy[i]);
  if (!place || !isMeasured(wide.intensity[i])) {
    return [];
  }
  const y = valueAt(main.intensity, place);
  const sigma = Math.sqrt(varianceAt(main.sigma, place));
  return isMeasured(y)
    ? [{ y, sigma: sigma || 0, wideY: wide.intensity[i], wideSigma: wide.sigma[i] || 0 }]
    : [];
}
