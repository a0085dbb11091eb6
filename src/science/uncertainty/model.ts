import { keeps } from '../buffers.js';
import type { Base } from './base.js';
import { at, isIdentity, type Operator, type Weights } from './operators.js';

/** What points have of one base: its deviations through operators, the first of them applied first. */
export interface Term {
  readonly base: Base;
  readonly path: readonly Operator[];
}

/**
 * A deviation that is no count, such as that of a calibration: what +1σ of it changes. What a step makes of energies
 * that have one is found by doing it again at ±1σ (`analysis/steps/shared.ts`), and not here.
 */
export interface SharedDeviation {
  /** By which it is the same wherever it comes from. */
  readonly id: string;
  /** Of each intensity (n). */
  readonly intensity?: Float64Array;
  /** Of each energy (n), eV. */
  readonly energy?: Float64Array;
}

/** Of which independent deviations the points of a curve or a map (n) are made, and how; never their covariance. */
export interface Uncertainty {
  readonly terms: readonly Term[];
  readonly shared: readonly SharedDeviation[];
}

/**
 * An uncertainty whose terms are made when they are first asked for: of many curves they never are.
 * @param of what they are made of, which is kept until then. @param shared what is no count, which every step asks for.
 */
export function deferred(
  of: unknown,
  make: () => readonly Term[],
  shared: readonly SharedDeviation[] = []
): Uncertainty {
  return new Deferred(of, make, shared);
}

/** Its fields are hidden from copies between threads, where an uncertainty does not go. */
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

  [keeps](): unknown {
    return [this.#of, this.#made, this.#shared];
  }

  #of: unknown;
  #make: (() => readonly Term[]) | null;
  #made: readonly Term[] = [];
  #shared: readonly SharedDeviation[];
}

/** An uncertainty without what is no count, and with that in its place. */
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

/** Two factors are one. */
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
