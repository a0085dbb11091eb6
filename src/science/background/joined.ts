import { isBelow } from '../equalenergies.js';
import { XESError } from '../../base/errors.js';
import { requireSameUnit } from '../intensityunit.js';
import { locate, valueAt } from '../interpolate.js';
import { meeting } from '../meeting.js';
import { originOf } from '../origin.js';
import { isDetermined, overlapScale, type OverlapScale } from '../overlapscale.js';
import { isCounted, type Estimate, type Spectrum, type Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';
import { derivedFrom, partOf } from '../uncertainty/curve.js';
import { forward, type Rows } from '../uncertainty/operators.js';
import { scaleParts, type FoundScale } from '../uncertainty/scaled.js';

/** A spectrum extended by the points of a wider scan. */
export interface Joined {
  /**
   * The points of the main spectrum, and those of the wide one outside its range, ascending; the
   * latter share the scale's uncertainty.
   */
  spectrum: Spectrum;
  /** The factor applied to the wide spectrum. */
  scale: Estimate;
  /**
   * Whether the scale was measured in the overlap, or assumed because both are per monitor count.
   */
  by: 'overlap' | 'monitor';
  /** Without an overlap: the wide over the main spectrum at the join; null if not known. */
  ratio: Estimate | null;
  warnings: Warning[];
}

/**
 * Extend the main spectrum by a wide one: measured points only; interpolation is used only to
 * compare them. The scale is that of `overlapScale` over the points of the wide one inside the main
 * one's range; if there are none, both are used as they are, per monitor count, and a warning
 * reports how they match.
 * @throws XESError `fit/no-data` if one of them has no point, `spectrum/units-differ`.
 */
export function joined(main: Spectrum, wide: Spectrum): Joined {
  const warnings: Warning[] = [];
  if (main.energy.length === 0 || wide.energy.length === 0) {
    throw new XESError('fit/no-data', 'One of the spectra to be joined has no point.');
  }
  requireSameUnit([main, wide]);
  const measured = scaleOf(main, wide, warnings);
  const gap = measured || warnings.length > 0 ? null : meeting(main, wide, 'joined');
  warnings.push(...(gap?.warnings ?? []));
  const scale: Estimate & FoundScale = measured ?? {
    value: 1,
    sigma: gap?.isPerMonitor ? 0 : NaN
  };
  const low = main.energy[0];
  const high = main.energy[main.energy.length - 1];
  const outside = [...wide.energy.keys()].filter(
    i => isBelow(wide.energy[i], low) || isBelow(high, wide.energy[i])
  );
  const split = outside.findIndex(i => isBelow(high, wide.energy[i]));
  const before = split < 0 ? outside : outside.slice(0, split);
  const after = split < 0 ? [] : outside.slice(split);
  const concatenated = (mainValues: Float64Array, wideValues: Float64Array, factor: number) =>
    Float64Array.from([
      ...before.map(i => wideValues[i] * factor),
      ...mainValues,
      ...after.map(i => wideValues[i] * factor)
    ]);
  const n = before.length + main.energy.length + after.length;
  const operatorFrom = takenFrom(before, main.energy.length, after);
  const [ofMain, ofWide] = [operatorFrom(false, main, 1), operatorFrom(true, wide, scale.value)];
  const slope = forward(operatorFrom(true, wide, 1), wide.intensity);
  const isKnown = isCounted(main) && isCounted(wide);
  return {
    spectrum: {
      energy: concatenated(main.energy, wide.energy, 1),
      intensity: concatenated(main.intensity, wide.intensity, scale.value),
      ...derivedFrom(n, [
        partOf(main, ofMain),
        partOf(wide, ofWide),
        ...scaleParts([main, wide], scale, slope)
      ]),
      counts: isKnown ? concatenated(main.counts, wide.counts, 1) : null,
      // N over this monitor is the scaled intensity
      monitor: isKnown ? concatenated(main.monitor, wide.monitor, 1 / scale.value) : null,
      ...originOf(main, wide)
    },
    scale: { value: scale.value, sigma: scale.sigma },
    by: measured ? 'overlap' : 'monitor',
    ratio: gap?.ratio ?? null,
    warnings
  };
}

/**
 * The linear map from the points of one of the two spectra, times a factor, to those of the join.
 */
function takenFrom(before: readonly number[], middle: number, after: readonly number[]) {
  return (isWide: boolean, { energy }: Spectrum, factor: number): Rows => {
    const mainIndices = Array.from({ length: middle }, (_, i) => (isWide ? -1 : i));
    const all = [before, mainIndices, after].flatMap((list, k) =>
      list.map(i => (isWide === (k !== 1) ? i : -1))
    );
    const starts = new Uint32Array(all.length + 1);
    all.forEach((i, k) => (starts[k + 1] = starts[k] + (i < 0 ? 0 : 1)));
    return {
      kind: 'rows',
      rows: all.length,
      columns: energy.length,
      starts,
      places: Uint32Array.from(all.filter(i => i >= 0)),
      weights: factor
    };
  };
}

/**
 * The scale in the overlap; null if it has no point of the wide spectrum, or does not determine a
 * scale.
 */
function scaleOf(main: Spectrum, wide: Spectrum, warnings: Warning[]): OverlapScale | null {
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
