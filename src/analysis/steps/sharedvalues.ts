import { knownCounting } from '../../science/counting.js';
import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';
import { uncertaintyOfMap } from '../../science/uncertainty/cells.js';
import { uncertaintyOf } from '../../science/uncertainty/curve.js';
import { sharing, type SharedDeviation } from '../../science/uncertainty/model.js';
import type { Value } from './values.js';

/** The deviations other than counts that the points of a value share. */
export function sharedIn(value: Value): readonly SharedDeviation[] {
  if (value.kind === 'spectrum') {
    return value.spectrum.uncertainty?.shared ?? [];
  }
  return (value.kind === 'map' && value.map.uncertainty?.shared) || [];
}

/**
 * Whether a scan is a file of results whose energies have deviations, which a spectrum of it
 * inherits.
 */
export function isReadWithShared(value: Value): boolean {
  return (
    value.kind === 'scan' &&
    value.scan.channels.some(({ deviations }) => deviations?.shared.some(({ energy }) => energy))
  );
}

/** A value without shared deviations. */
export function withoutShared(value: Value): Value {
  const shared = sharedIn(value);
  return shared.length > 0 ? withSigma(value, shared, -1, []) : value;
}

/** A value whose points share further deviations; σ includes them. */
export function withFurther(value: Value, further: readonly SharedDeviation[]): Value {
  return further.length > 0
    ? withSigma(value, further, 1, mergedShared([...sharedIn(value), ...further]))
    : value;
}

/** Deviations with the same id are added up. */
function mergedShared(all: readonly SharedDeviation[]): SharedDeviation[] {
  const found = new Map<string, SharedDeviation>();
  for (const deviation of all) {
    const before = found.get(deviation.id);
    found.set(deviation.id, before ? summed(before, deviation) : deviation);
  }
  return [...found.values()];
}

function summed(first: SharedDeviation, second: SharedDeviation): SharedDeviation {
  const [energy, intensity] = (['energy', 'intensity'] as const).map(name => {
    const [a, b] = [first[name], second[name]];
    return a && b ? a.map((value, i) => value + b[i]) : (a ?? b);
  });
  return { id: first.id, ...(energy ? { energy } : {}), ...(intensity ? { intensity } : {}) };
}

/** A value with these shared deviations, with others added to (1) or removed from (−1) its σ. */
function withSigma(
  value: Value,
  others: readonly SharedDeviation[],
  sign: 1 | -1,
  shared: readonly SharedDeviation[]
): Value {
  const sigmaOf = (sigma: Float64Array) =>
    others.some(({ intensity }) => intensity)
      ? sigma.map((s, i) => {
          const more = others.reduce(
            (sum, deviation) => sum + (deviation.intensity?.[i] ?? 0) ** 2,
            0
          );
          return Math.sqrt(Math.max(s * s + sign * more, 0));
        })
      : sigma;
  if (value.kind === 'spectrum') {
    const { spectrum } = value;
    const uncertainty = sharing(uncertaintyOf(spectrum), shared);
    return { ...value, spectrum: { ...spectrum, sigma: sigmaOf(spectrum.sigma), uncertainty } };
  }
  if (value.kind === 'map') {
    const { map } = value;
    const uncertainty = sharing(uncertaintyOfMap(map), shared);
    return { ...value, map: { ...map, sigma: sigmaOf(map.sigma), uncertainty } };
  }
  return value;
}

/**
 * A value with a deviation at the given number of σ, which may be fractional and of either sign.
 */
export function movedBy(
  value: Value,
  { energy, intensity }: SharedDeviation,
  sigmas: number
): Value {
  const add = (values: Float64Array, by: Float64Array | undefined) =>
    by ? values.map((value, i) => value + sigmas * by[i]) : values;
  if (value.kind === 'spectrum') {
    const { spectrum } = value;
    // the points were counted as they were, whatever their intensity would be
    const counting = intensity ? knownCounting(spectrum) : null;
    return {
      ...value,
      spectrum: {
        ...spectrum,
        energy: add(spectrum.energy, energy),
        intensity: add(spectrum.intensity, intensity),
        ...(intensity ? countsMoved(spectrum, intensity, sigmas) : {}),
        ...(counting && intensity
          ? {
              affine: {
                exposure: counting.exposure,
                offset: counting.offset.map((o, i) => o - sigmas * intensity[i])
              }
            }
          : {})
      }
    };
  }
  if (value.kind === 'map' && intensity) {
    const { map } = value;
    const moved = add(map.intensity, intensity);
    return { ...value, map: { ...map, intensity: moved, ...countsMoved(map, intensity, sigmas) } };
  }
  return value;
}

/**
 * The counts that correspond to moved intensities. Counts can't be negative: if moving down would make them so, both
 * directions start from enough counts, so that half of their difference is still the change.
 */
function countsMoved(
  { counts, monitor }: Pick<Spectrum | RXESMap, 'counts' | 'monitor'>,
  by: Float64Array,
  sigmas: number
): { counts?: Float64Array } {
  return counts && monitor
    ? {
        counts: counts.map((n, i) => {
          const change = sigmas * by[i] * monitor[i];
          return Math.max(n, Math.abs(change)) + change;
        })
      }
    : {};
}

/**
 * Largest move of energies: this fraction of the smallest step between points, but at least this
 * energy, eV.
 */
const [leastPart, leastMove] = [0.1, 1e-4];

/**
 * By how many σ of a deviation the inputs are moved to find its effect: one, or a fraction if a
 * point would otherwise come near its neighbour. The effect is linear to first order.
 */
export function probeOf(inputs: readonly Value[], id: string): number {
  let [move, step] = [0, Infinity];
  for (const value of inputs) {
    const energy = sharedIn(value).find(deviation => deviation.id === id)?.energy;
    if (value.kind === 'spectrum' && energy) {
      move = energy.reduce((most, e) => Math.max(most, Math.abs(e)), move);
    }
    if (value.kind === 'spectrum') {
      step = Math.min(step, leastStep(value.spectrum.energy));
    }
  }
  const room = Math.max(leastPart * step, leastMove);
  return move > room ? room / move : 1;
}

function leastStep(energy: Float64Array): number {
  let least = Infinity;
  for (let i = 1; i < energy.length; i++) {
    const step = Math.abs(energy[i] - energy[i - 1]);
    least = step > 0 ? Math.min(least, step) : least;
  }
  return least;
}
