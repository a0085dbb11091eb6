import { isSameBase, type Base } from './base.js';
import { adjoint } from './operators.js';
import type { Uncertainty } from './model.js';

/** How a number hangs on one base: ∂/∂deviation (m). */
export interface BasePart {
  readonly base: Base;
  readonly w: Float64Array;
}

/** How a number hangs on all deviations that it was made of: to first order it is their weighted sum. */
export interface Sensitivity {
  /** Each base once. */
  readonly bases: readonly BasePart[];
  /** What +1σ of a shared deviation does to it, by id. */
  readonly shared: ReadonlyMap<string, number>;
}

/** That of a number which is Σ w·y of points (n), or has the derivatives w by them. */
export function pull({ terms, shared }: Uncertainty, w: Float64Array): Sensitivity {
  return {
    bases: merged(
      terms.map(({ base, path }) => ({
        base,
        w: path.reduceRight((weights, operator) => adjoint(operator, weights), w)
      }))
    ),
    shared: new Map(
      shared.flatMap(({ id, intensity }): [string, number][] => {
        return intensity ? [[id, sumOf(intensity, w)]] : [];
      })
    )
  };
}

/** That of a number with the derivatives w by the energies of points (n). */
export function pullEnergy({ shared }: Uncertainty, w: Float64Array): Sensitivity {
  return {
    bases: [],
    shared: new Map(
      shared.flatMap(({ id, energy }): [string, number][] =>
        energy ? [[id, sumOf(energy, w)]] : []
      )
    )
  };
}

function sumOf(values: Float64Array, w: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < w.length; i++) {
    sum += w[i] === 0 ? 0 : w[i] * values[i];
  }
  return sum;
}

/** What hangs on one base, once. */
function merged(parts: readonly BasePart[]): BasePart[] {
  const found: BasePart[] = [];
  for (const part of parts) {
    const k = found.findIndex(({ base }) => isSameBase(base, part.base));
    if (k < 0) {
      found.push(part);
    } else {
      const { base, w } = found[k];
      found[k] = { base, w: w.map((value, i) => value + part.w[i]) };
    }
  }
  return found;
}

/** That of Σ factor·number. */
export function sum(
  ...parts: readonly (readonly [factor: number, of: Sensitivity])[]
): Sensitivity {
  const shared = new Map<string, number>();
  const bases = parts.flatMap(([factor, of]) => {
    of.shared.forEach((value, id) => shared.set(id, (shared.get(id) ?? 0) + factor * value));
    return factor === 1
      ? of.bases
      : of.bases.map(({ base, w }) => ({ base, w: w.map(value => factor * value) }));
  });
  return { bases: merged(bases), shared };
}

/** That of a number which nothing of these deviations changes. */
export const constant: Sensitivity = { bases: [], shared: new Map() };

/**
 * Variance of a number: Σ w²V, and the squares of what is shared. The counts of points are their variance; where all
 * that a number was made of were none, it has the variance of one count, once: in the mean over these, as likely as a
 * count is there.
 */
export function variance({ bases, shared }: Sensitivity): number {
  const sums = new VarianceSum();
  for (const { base, w } of bases) {
    for (let k = 0; k < w.length; k++) {
      sums.add(base, k, w[k]);
    }
  }
  let all = sums.value;
  shared.forEach(value => (all += value * value));
  return all;
}

/** One standard deviation of a number. */
export function deviation(of: Sensitivity): number {
  return Math.sqrt(variance(of));
}

/** Adds up w²V, with one floor where there were no counts at all. */
export class VarianceSum {
  /** Add point k of a base. */
  add({ counts, variance: of, exposure }: Base, k: number, w: number): void {
    if (w === 0) {
      return;
    }
    if (counts === null || counts[k] > 0) {
      this._counted += w * w * of[k];
      return;
    }
    // the mean by exposure, of one point exactly its own
    const share = exposure ? exposure[k] : 1;
    this._exposure += share;
    this._empty += (w * w - this._empty) * (share / this._exposure);
  }

  clear(): void {
    this._counted = this._empty = this._exposure = 0;
  }

  get value(): number {
    return this._counted > 0 || Number.isNaN(this._counted) ? this._counted : this._empty;
  }

  private _counted = 0;
  private _empty = 0;
  private _exposure = 0;
}

/** Covariance of two numbers: Σ wVw′ over what both hang on. */
export function covariance(one: Sensitivity, other: Sensitivity): number {
  let all = 0;
  for (const { base, w } of one.bases) {
    const same = other.bases.find(part => isSameBase(part.base, base));
    for (let k = 0; same && k < w.length; k++) {
      const weight = w[k] * same.w[k];
      all += weight === 0 ? 0 : weight * base.variance[k];
    }
  }
  one.shared.forEach((value, id) => (all += value * (other.shared.get(id) ?? 0)));
  return all;
}
