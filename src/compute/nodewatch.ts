import { idOf } from '../analysis/document/refs.js';
import { scansId } from '../analysis/document/ids.js';
import type { AnalysisDocument, Id } from '../analysis/document/types.js';

/** A node that the worker is computing. */
export interface IRunningNode {
  readonly key: string;
  readonly document: number;
  readonly step: Id;
  /**
   * Recipe of its step, from `recipeOf`, in the evaluated revision; null: it is no step of the
   * document.
   */
  readonly recipe: string | null;
}

type Contents = Pick<AnalysisDocument, 'scans' | 'steps'>;

/** Recipes of steps, and the scans that they were derived with. */
const known = new WeakMap<
  Contents['steps'],
  { scans: Contents['scans']; texts: Map<Id, string | null> }
>();

/**
 * The computation of a step and all of its inputs, as a text that changes when the computation
 * does. Null if there is no such step, or it is disabled.
 */
export function recipeOf({ scans, steps }: Contents, id: Id): string | null {
  let of = known.get(steps);
  if (of?.scans !== scans) {
    of = { scans, texts: new Map() };
    known.set(steps, of);
  }
  let text = of.texts.get(id);
  if (text === undefined) {
    text = textOf({ scans, steps }, id);
    of.texts.set(id, text);
  }
  return text;
}

function textOf({ scans, steps }: Contents, id: Id): string | null {
  const byId = new Map(steps.map(step => [step.id, step]));
  const reached = new Set<Id>();
  const visit = (item: Id) => {
    if (!reached.has(item)) {
      reached.add(item);
      byId.get(item)?.from.forEach(source => visit(idOf(source)));
    }
  };
  visit(id);
  const parts = [...reached]
    .flatMap(item => byId.get(item) ?? [])
    .map(({ step, from, parameters, off }) => [step, from, parameters, off]);
  const read = scans
    .filter(scan => reached.has(scan.id) || (reached.has(scansId) && scan.role === undefined))
    .map(({ id: scan, path, entry, columns }) => [scan, path, entry, columns]);
  return byId.get(id)?.off || parts.length === 0 ? null : JSON.stringify([parts, read]);
}

export interface INodeWatchOptions {
  /** A node that runs for longer without a message of the worker is slow (ms). */
  slow: number;
  /** It became slow, or is no longer slow. */
  onSlow(node: IRunningNode, isSlow: boolean): void;
  /** Time that an unwanted node may continue without a message of the worker (ms). */
  timeout: number;
  isWanted(node: IRunningNode): boolean;
  /** It exceeded that time. */
  onOverdue(): void;
}

/**
 * Watches a worker that computes without yielding: it then neither reports its state, nor stops
 * work that no document wants any more. Without it a user who removes a very slow step would have
 * to wait for the watchdog.
 */
export class NodeWatch {
  constructor(private _options: INodeWatchOptions) {}

  /** Another node is running; null: none. */
  runs(node: IRunningNode | null): void {
    this._endSlow();
    this._node = node;
    this.reset();
  }

  /** The worker sent a message: restart the timeout. */
  reset(): void {
    this._endSlow();
    if (this._node) {
      this._slowTimer = setTimeout(() => this._setSlow(true), this._options.slow);
    }
    clearTimeout(this._timer);
    this._timer = undefined;
    this.check();
  }

  /** The wanted results may have changed. */
  check(): void {
    if (this._isWanted) {
      clearTimeout(this._timer);
      this._timer = undefined;
    } else {
      this._timer ??= setTimeout(() => this._expire(), this._options.timeout);
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
