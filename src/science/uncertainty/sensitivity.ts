import { isSameBase, BaseIndex, type Base } from './base.js';
import { VarianceSums } from '../variancesums.js';
import { unifiedTerms } from './linear.js';
import type { Uncertainty } from './model.js';
import { dot } from './operators.js';
import { added, pulledBack, eachCommon, pulledThrough, type Pulled } from './pulled.js';
import { unified } from './united.js';

/**
 * Derivatives of a number by the deviations of one base, ∂/∂deviation, for some of its points or
 * all.
 */
export interface BasePart {
  readonly base: Base;
  readonly weights: Pulled;
}

/**
 * Derivatives of a number by all deviations it depends on: to first order it is their weighted sum.
 */
export interface Sensitivity {
  /** Each base once. */
  readonly bases: readonly BasePart[];
  /** Change for +1σ of each shared deviation, by id. */
  readonly shared: ReadonlyMap<string, number>;
}

/** Sensitivity of a number that is Σ w·y of points (n), or has the derivatives w by them. */
export function pull({ terms, shared }: Uncertainty, w: Float64Array): Sensitivity {
  const parts = unifiedTerms(terms).map(({ base, path }) => ({
    base,
    weights: pulledThrough(path, w)
  }));
  return {
    bases: parts.length > 1 ? merged(parts) : parts,
    shared: new Map(
      shared.flatMap(({ id, intensity }): [string, number][] =>
        intensity ? [[id, dot(intensity, w)]] : []
      )
    )
  };
}

/** Merge the parts of each base. */
function merged(parts: readonly BasePart[]): readonly BasePart[] {
  const byBase = new BaseIndex<{ base: Base; weights: Pulled[] }>();
  for (const { base, weights } of unitedParts(parts)) {
    byBase.of(base, () => ({ base, weights: [] })).weights.push(weights);
  }
  return byBase.all.map(({ base, weights }) => ({
    base,
    weights: weights.reduce((sum, next) => added(sum, next, base.variance.length))
  }));
}

function unitedParts(parts: readonly BasePart[]): readonly BasePart[] {
  return unified(parts, ({ weights }, base, some) => ({
    base,
    weights: pulledBack(some, weights)
  }));
}

/** Sensitivity of Σ factor·number. */
export function sum(
  ...parts: readonly (readonly [factor: number, of: Sensitivity])[]
): Sensitivity {
  const shared = new Map<string, number>();
  const bases = parts.flatMap(([factor, of]) => {
    of.shared.forEach((value, id) => shared.set(id, (shared.get(id) ?? 0) + factor * value));
    return factor === 1
      ? of.bases
      : of.bases.map(({ base, weights: { places, w } }) => ({
          base,
          weights: { places, w: w.map(value => factor * value) }
        }));
  });
  return { bases: merged(bases), shared };
}

/** Sensitivity of a constant. */
export const constant: Sensitivity = { bases: [], shared: new Map() };

/**
 * Variance of a number: Σ w²V, plus the squares of shared deviations. The variance of counts is
 * their number; if all counts a number depends on are zero, its variance is that of one count in
 * total, averaged over them with their exposures as weights.
 */
export function variance({ bases, shared }: Sensitivity): number {
  const sums = new VarianceSums(1);
  for (const { base, weights } of bases) {
    addAll(sums, base, weights);
  }
  let all = sums.at(0);
  shared.forEach(value => (all += value * value));
  return all;
}

/** One standard deviation of a number. */
export function deviation(of: Sensitivity): number {
  return Math.sqrt(variance(of));
}

function addAll(
  sums: VarianceSums,
  { counts, variance: of, exposure }: Base,
  { places, w }: Pulled
): void {
  let counted = 0;
  for (let e = 0; e < w.length; e++) {
    if (w[e] === 0) {
      continue;
    }
    const k = places ? places[e] : e;
    if (counts === null || counts[k] > 0) {
      counted += w[e] * w[e] * of[k];
    } else {
      sums.add(0, w[e] * w[e], true, exposure ? exposure[k] : 1);
    }
  }
  sums.add(0, counted);
}

/** Covariance of two numbers: Σ wVw′ over their common deviations. */
export function covariance(one: Sensitivity, other: Sensitivity): number {
  let all = 0;
  const parts = unitedParts([...one.bases, ...other.bases]);
  const others = parts.slice(one.bases.length);
  for (const { base, weights } of parts.slice(0, one.bases.length)) {
    const same = others.find(part => isSameBase(part.base, base));
    if (same) {
      eachCommon(weights, same.weights, (k, a, b) => (all += a * b * base.variance[k]));
    }
  }
  one.shared.forEach((value, id) => (all += value * (other.shared.get(id) ?? 0)));
  return all;
}
