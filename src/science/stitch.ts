import { isWithin } from './equalenergies.js';
import { XESError } from './errors.js';
import { interpolate } from './interpolate.js';
import { meeting } from './meeting.js';
import { markOf } from './noise.js';
import { overlapScale } from './overlapscale.js';
import { commonRange, indicesWithin } from './ranges.js';
import { isCounted, type Estimate, type Range, type Spectrum, type Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';

export interface StitchOptions {
  /** What the second is multiplied by: fitted on the overlap, 1 (both are over their monitor), or given. */
  scale?: 'overlap' | 'monitor' | number;
}

export interface Stitched {
  /**
   * The first's points, and the second's where the first has none; in the overlap their weighted mean. What the
   * scale's uncertainty does to all of them together is told in `shared`.
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
 * Join two ranges of a spectrum. The second is scaled onto the first by s = Σy₁y₂/v / Σy₂²/v over the overlap,
 * with v = σ₁² + s²σ₂² and σ_s = 1/√(Σy₂²/v); where there is no overlap by the monitor, s = 1, and that is told,
 * with how they meet.
 * @throws XESError `spectrum/too-few`; `spectrum/no-area` where there is no signal to scale by;
 * `spectrum/parameter` for a scale that is none.
 */
export function stitch(one: Spectrum, other: Spectrum, options: StitchOptions = {}): Stitched {
  const { scale: wanted = 'overlap' } = options;
  if (typeof wanted === 'number' && !(wanted > 0 && wanted < Infinity)) {
    throw new XESError('spectrum/parameter', `A scale is a number above 0, not ${wanted}.`);
  }
  const [a, b] = [tidy(one), tidy(other)];
  const overlap = commonRange([a.spectrum, b.spectrum]);
  const warnings = [...a.warnings, ...b.warnings];
  const apart =
    overlap || typeof wanted === 'number' ? null : meeting(a.spectrum, b.spectrum, 'stitch');
  warnings.push(...(apart?.warnings ?? []));
  const inside = overlap ? indicesWithin(a.spectrum, overlap) : [];
  const shared = pick(a.spectrum, inside);
  const theirs = interpolate(b.spectrum, shared.energy);
  const scale =
    typeof wanted === 'number'
      ? { value: wanted, sigma: 0 }
      : wanted === 'overlap' && overlap
        ? requireScale(shared, theirs)
        : { value: 1, sigma: apart && !apart.isPerMonitor ? NaN : 0 };
  return {
    ...join(a.spectrum, b.spectrum, { inside, theirs }, scale, overlap),
    scale,
    overlap,
    ratio: apart?.ratio ?? null,
    warnings
  };
}

/** @throws XESError `spectrum/no-area` */
function requireScale(first: Spectrum, second: Spectrum): Estimate {
  const scale = overlapScale(first, second);
  if (!scale) {
    throw new XESError(
      'spectrum/no-area',
      'There is no signal in the overlap to scale by: give the scale, or join by the monitors.'
    );
  }
  return scale;
}

function join(
  first: Spectrum,
  second: Spectrum,
  { inside, theirs }: { inside: readonly number[]; theirs: Spectrum },
  scale: Estimate,
  overlap: Range | null
): Pick<Stitched, 'spectrum' | 'coverage'> {
  const outside = [...second.energy.keys()].filter(
    i => !overlap || !isWithin(second.energy[i], overlap)
  );
  const places = new Map(inside.map((i, k) => [i, k]));
  const points = [
    ...Array.from(first.energy, (energy, i) => {
      const k = places.get(i);
      return k === undefined
        ? { energy, y: first.intensity[i], sigma: first.sigma[i], scaled: 0, of: 1 }
        : { energy, ...mean(first, i, theirs, k, scale.value), of: 2 };
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
      ...markOf(first, second)
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
    monitor: both(({ monitor }) => monitor)
  };
}

/**
 * Weighted by 1/σ², which makes it independent of the scale's noise; plain where a σ is unknown. `scaled` is what
 * the scale is multiplied with in it.
 */
function mean(first: Spectrum, i: number, second: Spectrum, k: number, scale: number) {
  const [y1, y2] = [first.intensity[i], scale * second.intensity[k]];
  const [v1, v2] = [
    first.sigma[i] * first.sigma[i],
    scale * second.sigma[k] * (scale * second.sigma[k])
  ];
  return v1 > 0 && v2 > 0
    ? {
        y: (y1 / v1 + y2 / v2) / (1 / v1 + 1 / v2),
        sigma: Math.sqrt(1 / (1 / v1 + 1 / v2)),
        scaled: second.intensity[k] * (v1 / (v1 + v2))
      }
    : { y: (y1 + y2) / 2, sigma: Math.sqrt(v1 + v2) / 2, scaled: second.intensity[k] / 2 };
}
