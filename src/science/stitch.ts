import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { commonUnit, requireSameUnit } from './intensityunit.js';
import { locate, valueAt, type Place } from './interpolate.js';
import { meeting } from './meeting.js';
import { markOf, VarianceSums } from './noise.js';
import { expectedAt, isDetermined, overlapScale } from './overlapscale.js';
import { commonRange, indicesWithin } from './ranges.js';
import { isCounted, type Estimate, type Range, type Spectrum, type Warning } from './spectrum.js';
import { tidy } from './tidy.js';

export interface StitchOptions {
  /** What the second is multiplied by: fitted on the overlap, 1 (both are over their monitor), or given. */
  scale?: 'overlap' | 'monitor' | number;
}

export interface Stitched {
  /**
   * The first's points, and the second's where the first has none; in the overlap their weighted mean. What the
   * scale's uncertainty does to all of them together stands in `shared`.
   */
  spectrum: Spectrum;
  /** How many of the two each point is made of (n). */
  coverage: Uint32Array;
  /** What the second was multiplied by. */
  scale: Estimate;
  /** eV; null where they have no energy in common. */
  overlap: Range | null;
  /** Where they have none: the second over the first at the join; null where that is not known. */
  ratio: Estimate | null;
  warnings: Warning[];
}

/**
 * Join two ranges of a spectrum. The second is scaled onto the first over the overlap (see `overlapScale`); where
 * there is no overlap by the monitor, s = 1, and a warning says so, with how they meet.
 * @throws XESError `spectrum/too-few`; `spectrum/units-differ` without a given scale; `spectrum/no-area` where there is no signal to scale by;
 * `spectrum/scale-undetermined` where its σ is above a third of it; `spectrum/parameter` for a scale that is none.
 */
export function stitch(one: Spectrum, other: Spectrum, options: StitchOptions = {}): Stitched {
  const { scale: wanted = 'overlap' } = options;
  if (typeof wanted === 'number' && !(wanted > 0 && wanted < Infinity)) {
    throw new XESError('spectrum/parameter', `A scale is a number above 0, not ${wanted}.`);
  }
  const [a, b] = [tidy(one), tidy(other)];
  if (typeof wanted !== 'number') {
    requireSameUnit([a.spectrum, b.spectrum]);
  }
  const overlap = commonRange([a.spectrum, b.spectrum]);
  const warnings = [...a.warnings, ...b.warnings];
  const apart =
    overlap || typeof wanted === 'number' ? null : meeting(a.spectrum, b.spectrum, 'stitch');
  warnings.push(...(apart?.warnings ?? []));
  const inside = overlap ? indicesWithin(a.spectrum, overlap) : [];
  const at = Float64Array.from(inside, i => a.spectrum.energy[i]);
  const scale =
    typeof wanted === 'number'
      ? { value: wanted, sigma: 0 }
      : wanted === 'overlap' && overlap
        ? requireScale(a.spectrum, b.spectrum, at)
        : { value: 1, sigma: apart && !apart.isPerMonitor ? NaN : 0 };
  return {
    ...join(a.spectrum, b.spectrum, inside, scale, overlap),
    scale,
    overlap,
    ratio: apart?.ratio ?? null,
    warnings
  };
}

/** @throws XESError `spectrum/no-area`, `spectrum/scale-undetermined` */
function requireScale(first: Spectrum, second: Spectrum, at: Float64Array): Estimate {
  const scale = overlapScale(first, second, at);
  if (!scale) {
    throw new XESError(
      'spectrum/no-area',
      'There is no signal in the overlap to scale by: give the scale, or join by the monitors.'
    );
  }
  if (!isDetermined(scale)) {
    const found = `${scale.value.toPrecision(2)} ± ${scale.sigma.toPrecision(2)}`;
    throw new XESError(
      'spectrum/scale-undetermined',
      `The overlap has too few counts to scale by (${found} from ${at.length} point${at.length === 1 ? '' : 's'}): give the scale, or join by the monitors.`
    );
  }
  return scale;
}

function join(
  first: Spectrum,
  second: Spectrum,
  inside: readonly number[],
  scale: Estimate,
  overlap: Range | null
): Pick<Stitched, 'spectrum' | 'coverage'> {
  const outside = [...second.energy.keys()].filter(
    i => !overlap || !isWithin(second.energy[i], overlap)
  );
  const means = meansOf(first, second, inside, scale.value);
  const meanAt = new Map(inside.map((i, k) => [i, means[k]]));
  const points = [
    ...Array.from(first.energy, (energy, i) => {
      const mean = meanAt.get(i);
      return mean
        ? { energy, ...mean, of: 2 }
        : { energy, y: first.intensity[i], sigma: first.sigma[i], scaled: 0, of: 1 };
    }),
    ...outside.map(i => ({
      energy: second.energy[i],
      y: scale.value * second.intensity[i],
      sigma: scale.value * second.sigma[i],
      scaled: second.intensity[i],
      of: 1
    }))
  ].sort((a, b) => a.energy - b.energy);
  const common = scale.sigma > 0 ? scale.sigma : 0;
  // apart and unscaled the points are as they were counted
  const known = !overlap && scale.value === 1 && isCounted(first) && isCounted(second);
  const whole = known ? tidy(concatenated(first, second)).spectrum : null;
  return {
    spectrum: whole ?? {
      energy: Float64Array.from(points, ({ energy }) => energy),
      intensity: Float64Array.from(points, ({ y }) => y),
      sigma: Float64Array.from(points, ({ sigma, scaled }) => Math.hypot(sigma, common * scaled)),
      counts: null,
      monitor: null,
      ...(common > 0
        ? { shared: [{ curve: Float64Array.from(points, p => common * p.scaled), sign: 1 }] }
        : {}),
      ...markOf(first, second),
      ...commonUnit(first)
    },
    coverage: Uint32Array.from(points, ({ of }) => of)
  };
}

function concatenated(first: Spectrum, second: Spectrum): Spectrum {
  const both = (of: (spectrum: Spectrum) => Float64Array | null | undefined) =>
    Float64Array.from([...(of(first) ?? []), ...(of(second) ?? [])]);
  return {
    energy: both(({ energy }) => energy),
    intensity: both(({ intensity }) => intensity),
    sigma: both(({ sigma }) => sigma),
    counts: both(({ counts }) => counts),
    monitor: both(({ monitor }) => monitor),
    ...markOf(first, second)
  };
}

/** A point of the overlap. */
interface Mean {
  y: number;
  sigma: number;
  /** What the scale is multiplied by in it. */
  scaled: number;
}

/**
 * The mean of both in the overlap, weighted by what their counts lead to expect, Σy/v / Σ1/v, which for equal
 * energies is (N₁ + N₂)/(I1₁ + I1₂/s): no weight depends on the noise of its own point or of the scale.
 */
function meansOf(
  first: Spectrum,
  second: Spectrum,
  inside: readonly number[],
  scale: number
): Mean[] {
  const energies = Float64Array.from(inside, i => first.energy[i]);
  const placesIn = ({ energy }: Spectrum) =>
    Array.from(energies, e => locate(energy, e)).filter(place => place !== null);
  const [own, theirs] = [placesIn(first), placesIn(second)];
  const [v1, v2] = [expectedAt(first, own), expectedAt(second, theirs)];
  return theirs.map((place, k) => {
    const [w1, w2] = [scale * v2[k], v1[k]].map(w => w / (v1[k] + scale * v2[k]));
    const y2 = valueAt(second.intensity, place);
    const variance = new VarianceSums(1);
    add(variance, first, own[k], w1);
    add(variance, second, place, w2 * scale);
    return {
      y: w1 * valueAt(first.intensity, own[k]) + w2 * scale * y2,
      sigma: Math.sqrt(variance.at(0)),
      scaled: w2 * y2
    };
  });
}

function add(sums: VarianceSums, spectrum: Spectrum, place: Place, weight: number): void {
  const counted = isCounted(spectrum) ? spectrum : null;
  for (const [i, share] of [
    [place.lower, 1 - place.fraction],
    [place.upper, place.fraction]
  ]) {
    if (share > 0) {
      const deviation = weight * share * spectrum.sigma[i];
      const isEmpty = counted?.counts[i] === 0;
      sums.add(0, deviation * deviation, isEmpty, isEmpty ? counted?.monitor[i] : 1);
    }
  }
}
