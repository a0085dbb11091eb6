import { retained } from '../buffers.js';
import type { Base } from './base.js';
import { at, isIdentity, type Operator, type Weights } from './operators.js';

/**
 * The dependence of points on one base: its deviations through operators, in order of application.
 */
export interface Term {
  readonly base: Base;
  readonly path: readonly Operator[];
}

/**
 * A deviation other than of counts, such as that of a calibration: the change for +1σ of it. The
 * effect of a step on energies with shared deviations is found elsewhere, by repeating the step at
 * ±1σ (`analysis/steps/shared.ts`).
 */
export interface SharedDeviation {
  /** Identity: equal ids mean the same deviation. */
  readonly id: string;
  /** Change of each intensity (n). */
  readonly intensity?: Float64Array;
  /** Change of each energy (n), eV. */
  readonly energy?: Float64Array;
}

/**
 * The independent deviations that the points of a curve or a map (n) depend on, and how;
 * covariances are never stored.
 */
export interface Uncertainty {
  readonly terms: readonly Term[];
  readonly shared: readonly SharedDeviation[];
}

/**
 * An uncertainty whose terms are computed on first access, which most curves never need.
 * @param of inputs, retained until then.
 * @param shared shared deviations, which every step needs.
 */
export function deferred(
  of: unknown,
  make: () => readonly Term[],
  shared: readonly SharedDeviation[] = []
): Uncertainty {
  return new Deferred(of, make, shared);
}

/**
 * Private fields keep it out of structured clones: an uncertainty is not posted between threads.
 */
class Deferred implements Uncertainty {
  constructor(of: unknown, make: () => readonly Term[], shared: readonly SharedDeviation[]) {
    this.#of = of;
    this.#make = make;
    this.#shared = shared;
  }

  get terms(): readonly Term[] {
    if (this.#make) {
      this.#made = this.#make();
      this.#make = null;
      this.#of = null;
    }
    return this.#made;
  }

  get shared(): readonly SharedDeviation[] {
    return this.#shared;
  }

  [retained](): unknown {
    return [this.#of, this.#made, this.#shared];
  }

  #of: unknown;
  #make: (() => readonly Term[]) | null;
  #made: readonly Term[] = [];
  #shared: readonly SharedDeviation[];
}

/** An uncertainty with its shared deviations replaced. */
export function sharing(uncertainty: Uncertainty, shared: readonly SharedDeviation[]): Uncertainty {
  return deferred(uncertainty, () => uncertainty.terms, shared);
}

/** A path with one more operator at its end. */
export function appended(path: readonly Operator[], operator: Operator): readonly Operator[] {
  if (isIdentity(operator)) {
    return path;
  }
  const last = path[path.length - 1];
  const joined = last ? joinedDiagonals(last, operator) : null;
  return joined ? [...path.slice(0, -1), joined] : [...path, operator];
}

/** Two diagonal operators merged into one. */
function joinedDiagonals(first: Operator, second: Operator): Operator | null {
  if (first.kind !== 'diagonal' || second.kind !== 'diagonal') {
    return null;
  }
  const { rows, offset } = second;
  const [a, b] = [first.weights, second.weights];
  const product = (i: number) => at(a, i + offset) * at(b, i);
  let weights: Weights = product;
  if (typeof a === 'number' && typeof b === 'number') {
    weights = a * b;
  } else if (typeof a !== 'function' && typeof b !== 'function') {
    weights = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      weights[i] = product(i);
    }
  }
  return {
    kind: 'diagonal',
    rows,
    columns: first.columns,
    weights,
    offset: first.offset + offset
  };
}
