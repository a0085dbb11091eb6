import { isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { commonUnit, requireSameUnit } from './intensityunit.js';
import { locate, valueAt, type Place } from './interpolate.js';
import { meeting } from './meeting.js';
import { jitterOf } from './origin.js';
import { expectedAt, isDetermined, overlapScale } from './overlapscale.js';
import { commonRange, indicesWithin } from './ranges.js';
import {
  isCounted,
  type AffineCounts,
  type Estimate,
  type Range,
  type Spectrum,
  type Warning
} from './spectrum.js';
import { knownCounting } from './counting.js';
import { tidy } from './tidy.js';
import { derivedFrom, partOf } from './uncertainty/curve.js';
import { atPlaces } from './uncertainty/places.js';
import { scaleParts, type FoundScale } from './uncertainty/scaled.js';

export interface StitchOptions {
  /**
   * Factor for the second: fitted in the overlap, 1 (both are per monitor count), or a given
   * number.
   */
  scale?: 'overlap' | 'monitor' | number;
}

export interface Stitched {
  /**
   * The first's points, and the second's outside the overlap; in the overlap their weighted mean.
   * The uncertainty of the scale is shared by all scaled points.
   */
  spectrum: Spectrum;
  /** Number of spectra that contribute to each point (n). */
  coverage: Uint32Array;
  /** The factor applied to the second. */
  scale: Estimate;
  /** eV; null if they have no energy in common. */
  overlap: Range | null;
  /** Without an overlap: the second over the first at the join; null if not known. */
  ratio: Estimate | null;
  warnings: Warning[];
}

/**
 * Join two ranges of a spectrum. The second is scaled to the first in the overlap (see
 * `overlapScale`); without an overlap the scale is 1, per monitor count, and a warning reports how
 * they match.
 * @throws XESError `spectrum/too-few`; `spectrum/units-differ` without a given scale;
 * `spectrum/no-area` if there is no signal to scale by; `spectrum/scale-undetermined` if the σ of
 * the scale is above a third of it; `spectrum/parameter` for an invalid scale.
 */
export function stitch(one: Spectrum, other: Spectrum, options: StitchOptions = {}): Stitched {
  const { scale: requestedScale = 'overlap' } = options;
  if (typeof requestedScale === 'number' && !(requestedScale > 0 && requestedScale < Infinity)) {
    throw new XESError('spectrum/parameter', `A scale is a number above 0, not ${requestedScale}.`);
  }
  const [a, b] = [tidy(one), tidy(other)];
  if (typeof requestedScale !== 'number') {
    requireSameUnit([a.spectrum, b.spectrum]);
  }
  const overlap = commonRange([a.spectrum, b.spectrum]);
  const warnings = [...a.warnings, ...b.warnings];
  const gap =
    overlap || typeof requestedScale === 'number'
      ? null
      : meeting(a.spectrum, b.spectrum, 'stitch');
  warnings.push(...(gap?.warnings ?? []));
  const inside = overlap ? indicesWithin(a.spectrum, overlap) : [];
  const at = Float64Array.from(inside, i => a.spectrum.energy[i]);
  const scale: Scale =
    typeof requestedScale === 'number'
      ? { value: requestedScale, sigma: 0 }
      : requestedScale === 'overlap' && overlap
        ? requireScale(a.spectrum, b.spectrum, at)
        : { value: 1, sigma: gap && !gap.isPerMonitor ? NaN : 0 };
  return {
    ...join(a.spectrum, b.spectrum, inside, scale, overlap),
    scale: { value: scale.value, sigma: scale.sigma },
    overlap,
    ratio: gap?.ratio ?? null,
    warnings
  };
}

type Scale = Estimate & FoundScale;

/** @throws XESError `spectrum/no-area`, `spectrum/scale-undetermined` */
function requireScale(first: Spectrum, second: Spectrum, at: Float64Array): Scale {
  const scale = overlapScale(first, second, at);
  if (!scale) {
    throw new XESError(
      'spectrum/no-area',
      'There is no signal in the overlap to scale by: give the scale, or join by the monitors.'
    );
  }
  if (!isDetermined(scale)) {
    const scaleText = `${scale.value.toPrecision(2)} ± ${scale.sigma.toPrecision(2)}`;
    throw new XESError(
      'spectrum/scale-undetermined',
      `The overlap has too few counts to scale by (${scaleText} from ${at.length} point${at.length === 1 ? '' : 's'}): give the scale, or join by the monitors.`
    );
  }
  return scale;
}

/**
 * A joined point: its positions in the two spectra with weights, and its derivative by the scale.
 */
interface JoinedPoint {
  energy: number;
  y: number;
  scaled: number;
  first: { place: Place; weight: number } | null;
  second: { place: Place; weight: number } | null;
}

function join(
  first: Spectrum,
  second: Spectrum,
  inside: readonly number[],
  scale: Scale,
  overlap: Range | null
): Pick<Stitched, 'spectrum' | 'coverage'> {
  const outside = [...second.energy.keys()].filter(
    i => !overlap || !isWithin(second.energy[i], overlap)
  );
  const means = meansOf(first, second, inside, scale.value);
  const meanAt = new Map(inside.map((i, k) => [i, means[k]]));
  const points = [
    ...Array.from(first.energy, (_, i) => meanAt.get(i) ?? singlePoint(first, i, 1, true)),
    ...outside.map(i => singlePoint(second, i, scale.value, false))
  ].sort((a, b) => a.energy - b.energy);
  // without overlap and scaling the points are as counted
  const known = !overlap && scale.value === 1 && isCounted(first) && isCounted(second);
  const spectrum = curveOf(points, first, second, scale);
  return {
    spectrum: known ? { ...spectrum, ...countsOf(points, first, second) } : spectrum,
    coverage: Uint32Array.from(points, point => (point.first && point.second ? 2 : 1))
  };
}

function singlePoint(spectrum: Spectrum, i: number, weight: number, isFirst: boolean): JoinedPoint {
  const y = spectrum.intensity[i];
  const part = { place: { lower: i, upper: i, fraction: 0 }, weight };
  return {
    energy: spectrum.energy[i],
    y: weight * y,
    scaled: isFirst ? 0 : y,
    first: isFirst ? part : null,
    second: isFirst ? null : part
  };
}

function curveOf(
  points: readonly JoinedPoint[],
  first: Spectrum,
  second: Spectrum,
  scale: Scale
): Spectrum {
  const slope = Float64Array.from(points, ({ scaled }) => scaled);
  const operatorOf = (spectrum: Spectrum, side: 'first' | 'second') =>
    atPlaces(
      points.map(point => point[side]?.place ?? null),
      spectrum.energy.length,
      i => points[i][side]?.weight ?? 0
    );
  return {
    energy: Float64Array.from(points, ({ energy }) => energy),
    intensity: Float64Array.from(points, ({ y }) => y),
    counts: null,
    monitor: null,
    ...derivedFrom(points.length, [
      partOf(first, operatorOf(first, 'first')),
      partOf(second, operatorOf(second, 'second')),
      ...scaleParts([first, second], scale, slope)
    ]),
    ...affineOf(points, knownCounting(first), knownCounting(second), scale.value),
    ...jitterOf(first, second),
    ...commonUnit(first)
  };
}

/**
 * How the points were counted, N ~ Poisson(exposure·(y + offset)): points that only one spectrum has by its counts,
 * those in the overlap by the counts of both, whose sum is Poisson too. NaN if either is unknown: such points keep their σ.
 */
function affineOf(
  points: readonly JoinedPoint[],
  first: AffineCounts | null,
  second: AffineCounts | null,
  scale: number
): Pick<Spectrum, 'affine'> {
  if (!first && !second) {
    return {};
  }
  const exposure = new Float64Array(points.length).fill(NaN);
  const offset = new Float64Array(points.length);
  points.forEach((point, k) => {
    const own = point.first ? partVariance(point.first, first, 1) : nothing;
    const other = point.second ? partVariance(point.second, second, scale) : nothing;
    const perIntensity = own.perIntensity + other.perIntensity;
    if (perIntensity > 0) {
      exposure[k] = 1 / perIntensity;
      offset[k] = (own.constant + other.constant) / perIntensity;
    }
  });
  return { affine: { exposure, offset } };
}

const nothing = { perIntensity: 0, constant: 0 };

/**
 * What a part of a point adds to its variance: so much for an intensity of 1 of the join, and so much of none. @param scale
 * what the part's intensity is multiplied by to be that of the join.
 */
function partVariance(
  { place, weight }: { place: Place; weight: number },
  counting: AffineCounts | null,
  scale: number
): { perIntensity: number; constant: number } {
  if (!counting) {
    return { perIntensity: NaN, constant: NaN };
  }
  const { exposure, offset } = counting;
  const { lower, upper, fraction } = place;
  const ends = [
    [lower, 1 - fraction],
    [upper, fraction]
  ].filter(([, share]) => share > 0);
  const square = (share: number) => (weight * share) ** 2;
  return {
    perIntensity: ends.reduce((sum, [i, f]) => sum + square(f) / (exposure[i] * scale), 0),
    constant: ends.reduce((sum, [i, f]) => sum + (square(f) * offset[i]) / exposure[i], 0)
  };
}

function countsOf(
  points: readonly JoinedPoint[],
  first: Spectrum,
  second: Spectrum
): Pick<Spectrum, 'counts' | 'monitor'> {
  const take = (valuesOf: (spectrum: Spectrum) => Float64Array | null | undefined) =>
    Float64Array.from(points, point => {
      const [spectrum, part] = point.first ? [first, point.first] : [second, point.second];
      return valuesOf(spectrum)?.[part?.place.lower ?? 0] ?? NaN;
    });
  return { counts: take(({ counts }) => counts), monitor: take(({ monitor }) => monitor) };
}

/**
 * The mean of both in the overlap, weighted by the variances expected from their counts, Σy/v /
 * Σ1/v, which for equal energies is (N₁ + N₂)/(I1₁ + I1₂/s): no weight depends on the noise of its
 * own point or of the scale.
 */
function meansOf(
  first: Spectrum,
  second: Spectrum,
  inside: readonly number[],
  scale: number
): JoinedPoint[] {
  const energies = Float64Array.from(inside, i => first.energy[i]);
  const placesIn = ({ energy }: Spectrum) =>
    Array.from(energies, e => locate(energy, e)).filter(place => place !== null);
  const [firstPlaces, secondPlaces] = [placesIn(first), placesIn(second)];
  const [v1, v2] = [expectedAt(first, firstPlaces), expectedAt(second, secondPlaces)];
  return secondPlaces.map((place, k) => {
    const [w1, w2] = [scale * v2[k], v1[k]].map(w => w / (v1[k] + scale * v2[k]));
    const y2 = valueAt(second.intensity, place);
    return {
      energy: energies[k],
      y: w1 * valueAt(first.intensity, firstPlaces[k]) + w2 * scale * y2,
      scaled: w2 * y2,
      first: { place: firstPlaces[k], weight: w1 },
      second: { place, weight: w2 * scale }
    };
  });
}
