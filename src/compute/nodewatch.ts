import { idOf } from '../analysis/document/refs.js';
import type { Id, StepEntry } from '../analysis/document/types.js';

/** A node that the worker computes. */
export interface IRunningNode {
  readonly key: string;
  readonly document: number;
  readonly step: Id;
  /** Of the step, as `recipeOf` has it, in the revision that is evaluated; null: not one of the document's steps. */
  readonly recipe: string | null;
}

/**
 * What a step computes, and of what, as a text: with another text another thing is computed. Null where there is no such
 * step, or it is switched off.
 */
export function recipeOf(steps: readonly StepEntry[], id: Id): string | null {
  const byId = new Map(steps.map(step => [step.id, step]));
  const found = new Set<StepEntry>();
  const visit = (one: Id) => {
    const step = byId.get(one);
    if (step && !found.has(step)) {
      found.add(step);
      step.from.forEach(source => visit(idOf(source)));
    }
  };
  visit(id);
  const parts = [...found].map(({ step, from, parameters, off }) => [step, from, parameters, off]);
  return byId.get(id)?.off || parts.length === 0 ? null : JSON.stringify(parts);
}

export interface INodeWatchOptions {
  /** A node that runs for longer without a sign of the worker is slow (ms). */
  slow: number;
  /** It is, or it is no longer. */
  onSlow(node: IRunningNode, isSlow: boolean): void;
  /** How long a node that nobody wants may go on without a sign of the worker (ms). */
  patience: number;
  isWanted(node: IRunningNode): boolean;
  /** It went on for longer. */
  onOverdue(): void;
}

/**
 * Watches a worker that computes and does not look up: it says itself neither what it is at, nor does it end what nobody
 * wants any more. Without it a person who takes back a step that takes for ever would wait for the watchdog.
 */
export class NodeWatch {
  constructor(private _options: INodeWatchOptions) {}

  /** Another node runs; null: none. */
  runs(node: IRunningNode | null): void {
    this._endSlow();
    this._node = node;
    this.reset();
  }

  /** The worker gave a sign: it may take its time again. */
  reset(): void {
    this._endSlow();
    if (this._node) {
      this._slowTimer = setTimeout(() => this._setSlow(true), this._options.slow);
    }
    clearTimeout(this._timer);
    this._timer = undefined;
    this.check();
  }

  /** What is wanted is another, perhaps. */
  check(): void {
    if (this._isWanted) {
      clearTimeout(this._timer);
      this._timer = undefined;
    } else {
      this._timer ??= setTimeout(() => this._expire(), this._options.patience);
    }
  }

  private get _isWanted(): boolean {
    return this._node === null || this._options.isWanted(this._node);
  }

  private _expire(): void {
    this._timer = undefined;
    if (!this._isWanted) {
      this._options.onOverdue();
    }
  }

  private _endSlow(): void {
    clearTimeout(this._slowTimer);
    if (this._isSlow) {
      this._setSlow(false);
    }
  }

  private _setSlow(isSlow: boolean): void {
    this._isSlow = isSlow;
    if (this._node?.recipe) {
      this._options.onSlow(this._node, isSlow);
    }
  }

  private _node: IRunningNode | null = null;
  private _isSlow = false;
  private _slowTimer: ReturnType<typeof setTimeout> | undefined;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}
