import { XESError } from '../errors.js';
import type { Estimate, Spectrum, Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';

/** A spectrum with the points of a wider one around it. */
export interface Joined {
  /** The points of the main spectrum, and those of the wide one outside its range, ascending. */
  spectrum: Spectrum;
  /** What the wide spectrum was multiplied by. */
  scale: Estimate;
  /** Whether the scale was measured on the overlap, or both are trusted to be per monitor count. */
  by: 'overlap' | 'monitor';
  warnings: Warning[];
}

/**
 * Put a wide spectrum around the main one: real points only, nothing interpolated but to compare them. The scale
 * is Σy₁y₂/σ² / Σy₂²/σ² over the points of the wide one inside the main one's range, σ² = σ₁² + s²σ₂²; where
 * there are none both are taken as they are, per monitor count, and a warning says so.
 * @throws XESError `fit/no-data` where one of them has no point.
 */
export function joined(main: Spectrum, wide: Spectrum): Joined {
  const warnings: Warning[] = [];
  if (main.energy.length === 0 || wide.energy.length === 0) {
    throw new XESError('fit/no-data', 'One of the spectra to be joined has no point.');
  }
  const measured = overlapScale(main, wide);
  if (!measured) {
    const isKnown = main.monitor && wide.monitor;
    warnings.push({
      code: 'joined/no-overlap',
      message: isKnown
        ? 'The wide scan does not overlap: both are joined per monitor count.'
        : 'The wide scan does not overlap: both are joined as they are, their scale is not known.'
    });
  }
  const scale = measured ?? { value: 1, sigma: isPerMonitor(main, wide) ? 0 : NaN };
  const low = main.energy[0];
  const high = main.energy[main.energy.length - 1];
  const outside = [...wide.energy.keys()].filter(
    i => wide.energy[i] < low || wide.energy[i] > high
  );
  const split = outside.findIndex(i => wide.energy[i] > high);
  const before = split < 0 ? outside : outside.slice(0, split);
  const after = split < 0 ? [] : outside.slice(split);
  const lay = (own: Float64Array, other: Float64Array, factor: number) =>
    Float64Array.from([
      ...before.map(i => other[i] * factor),
      ...own,
      ...after.map(i => other[i] * factor)
    ]);
  return {
    spectrum: {
      energy: lay(main.energy, wide.energy, 1),
      intensity: lay(main.intensity, wide.intensity, scale.value),
      sigma: lay(main.sigma, wide.sigma, Math.abs(scale.value))
    },
    scale,
    by: measured ? 'overlap' : 'monitor',
    warnings
  };
}

function isPerMonitor(main: Spectrum, wide: Spectrum): boolean {
  return Boolean(main.monitor && wide.monitor);
}

/** The scale on the overlap; null where no point of the wide spectrum lies between two of the main one's. */
function overlapScale(main: Spectrum, wide: Spectrum): Estimate | null {
  const pairs = [...wide.energy.keys()].flatMap(i => pairAt(main, wide, i));
  if (pairs.length === 0) {
    return null;
  }
  let scale = 1;
  let weight = NaN;
  // the weights hang on the scale, but little: three rounds settle it
  for (let round = 0; round < 3; round++) {
    let product = 0;
    weight = 0;
    for (const { y, sigma, wideY, wideSigma } of pairs) {
      const spread = scale * wideSigma;
      const variance = sigma * sigma + spread * spread;
      const per = variance > 0 ? 1 / variance : 1;
      product += y * wideY * per;
      weight += wideY * wideY * per;
    }
    scale = product / weight;
  }
  return isMeasured(scale) && scale > 0 ? { value: scale, sigma: 1 / Math.sqrt(weight) } : null;
}

/** The main spectrum interpolated to a point of the wide one, with σ; none outside its range. */
function pairAt(main: Spectrum, wide: Spectrum, i: number) {
  const e = wide.energy[i];
  const next = main.energy.findIndex(energy => energy >= e);
  const isOutside = next < 0 || (next === 0 && main.energy[0] !== e);
  if (isOutside || !isMeasured(wide.intensity[i])) {
    return [];
  }
  const from = Math.max(next - 1, 0);
  const width = main.energy[next] - main.energy[from];
  const share = width > 0 ? (e - main.energy[from]) / width : 0;
  const y = (1 - share) * main.intensity[from] + share * main.intensity[next];
  const a = (1 - share) * main.sigma[from];
  const b = share * main.sigma[next];
  const sigma = Math.sqrt(a * a + b * b);
  return isMeasured(y)
    ? [{ y, sigma: sigma || 0, wideY: wide.intensity[i], wideSigma: wide.sigma[i] || 0 }]
    : [];
}
