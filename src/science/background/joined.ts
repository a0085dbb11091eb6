import { isBelow } from '../equalenergies.js';
import { XESError } from '../../base/errors.js';
import { requireSameUnit } from '../intensityunit.js';
import { locate, valueAt } from '../interpolate.js';
import { meeting } from '../meeting.js';
import { markOf } from '../noise.js';
import { isDetermined, overlapScale } from '../overlapscale.js';
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
 * @throws XESError `fit/no-data` where one of them has no point, `spectrum/units-differ`.
 */
export function joined(main: Spectrum, wide: Spectrum): Joined {
  const warnings: Warning[] = [];
  if (main.energy.length === 0 || wide.energy.length === 0) {
    throw new XESError('fit/no-data', 'One of the spectra to be joined has no point.');
  }
  requireSameUnit([main, wide]);
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

/** The scale on the overlap; null where it has no point of the wide spectrum, or does not determine one. */
function scaleOf(main: Spectrum, wide: Spectrum, warnings: Warning[]): Estimate | null {
  const at = wide.energy.filter((energy, i) => {
    const place = locate(main.energy, energy);
    return (
      place !== null && isMeasured(valueAt(main.intensity, place)) && isMeasured(wide.intensity[i])
    );
  });
  if (at.length === 0) {
    return null;
  }
  const found = overlapScale(main, wide, at);
  if (found && isDetermined(found)) {
    return found;
  }
  warnings.push({
    code: 'joined/no-signal',
    message:
      'The wide scan has too little signal where it overlaps to be scaled by: both are joined as they are, per monitor count if they have one.'
  });
  return null;
}
