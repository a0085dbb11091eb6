import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';
import { uncertaintyOfMap } from '../../science/uncertainty/cells.js';
import { uncertaintyOf } from '../../science/uncertainty/curve.js';
import { sharing, type SharedDeviation } from '../../science/uncertainty/model.js';
import type { Value } from './values.js';

/** What the points of a value share that is no count. */
export function sharedIn(value: Value): readonly SharedDeviation[] {
  if (value.kind === 'spectrum') {
    return value.spectrum.uncertainty?.shared ?? [];
  }
  return (value.kind === 'map' && value.map.uncertainty?.shared) || [];
}

/** Whether a scan is a file of results whose energies have deviations: a spectrum that is made of it has them. */
export function isReadWithShared(value: Value): boolean {
  return (
    value.kind === 'scan' &&
    value.scan.channels.some(({ deviations }) => deviations?.shared.some(({ energy }) => energy))
  );
}

/** A value as if there were none of that. */
export function withoutShared(value: Value): Value {
  const shared = sharedIn(value);
  return shared.length > 0 ? withSigma(value, shared, -1, []) : value;
}

/** A value whose points share these, beside what they had before; its σ with them. */
export function withFurther(value: Value, further: readonly SharedDeviation[]): Value {
  return further.length > 0
    ? withSigma(value, further, 1, mergedShared([...sharedIn(value), ...further]))
    : value;
}

/** Of one id are one, and add up. */
function mergedShared(all: readonly SharedDeviation[]): SharedDeviation[] {
  const found = new Map<string, SharedDeviation>();
  for (const one of all) {
    const before = found.get(one.id);
    found.set(one.id, before ? summed(before, one) : one);
  }
  return [...found.values()];
}

function summed(one: SharedDeviation, other: SharedDeviation): SharedDeviation {
  const [energy, intensity] = (['energy', 'intensity'] as const).map(name => {
    const [a, b] = [one[name], other[name]];
    return a && b ? a.map((value, i) => value + b[i]) : (a ?? b);
  });
  return { id: one.id, ...(energy ? { energy } : {}), ...(intensity ? { intensity } : {}) };
}

/** A value that shares these, and whose σ has more (1) or less (−1) of others. */
function withSigma(
  value: Value,
  others: readonly SharedDeviation[],
  sign: 1 | -1,
  shared: readonly SharedDeviation[]
): Value {
  const sigmaOf = (sigma: Float64Array) =>
    others.some(({ intensity }) => intensity)
      ? sigma.map((s, i) => {
          const more = others.reduce((sum, one) => sum + (one.intensity?.[i] ?? 0) ** 2, 0);
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

/** A value with a deviation at so many σ. */
export function movedBy(value: Value, { energy, intensity }: SharedDeviation, sign: 1 | -1): Value {
  const add = (values: Float64Array, by: Float64Array | undefined) =>
    by ? values.map((one, i) => one + sign * by[i]) : values;
  if (value.kind === 'spectrum') {
    const { spectrum } = value;
    const { affine } = spectrum;
    return {
      ...value,
      spectrum: {
        ...spectrum,
        energy: add(spectrum.energy, energy),
        intensity: add(spectrum.intensity, intensity),
        ...(intensity ? countsMoved(spectrum, intensity, sign) : {}),
        ...(affine && intensity
          ? { affine: { ...affine, offset: affine.offset.map((o, i) => o - sign * intensity[i]) } }
          : {})
      }
    };
  }
  if (value.kind === 'map' && intensity) {
    const { map } = value;
    const moved = add(map.intensity, intensity);
    return { ...value, map: { ...map, intensity: moved, ...countsMoved(map, intensity, sign) } };
  }
  return value;
}

/** The counts that lead to intensities that are moved. */
function countsMoved(
  { counts, monitor }: Pick<Spectrum | RXESMap, 'counts' | 'monitor'>,
  by: Float64Array,
  sign: 1 | -1
): { counts?: Float64Array } {
  return counts && monitor
    ? { counts: counts.map((n, i) => Math.max(n + sign * by[i] * monitor[i], 0)) }
    : {};
}
