import { XESError } from '../../base/errors.js';
import type { Id } from '../document/types.js';
import { failedPart, type StepPart } from '../steps/part.js';
import type { EvaluateOptions } from './options.js';
import { isLasting } from './failures.js';
import type { Memo } from './memo.js';

/** Yield to the event loop after this time at the latest (ms). */
const slice = 8;

/** Runs the computations of one evaluation, or finds their results in the memo. */
export class Computing {
  constructor(
    private _memo: Memo,
    private _options: Pick<EvaluateOptions, 'signal' | 'yield' | 'refuse' | 'onCompute'>
  ) {}

  /** Keys of the results computed, or found in the memo, for each node. */
  readonly keys = new Map<Id, Set<string>>();

  /**
   * The parts with this key: cached ones, else those that `work` returns; an exception becomes a
   * part with an error.
   * @param work null if an input is missing: then only a cached result is returned.
   * @throws XESError `worker/cancelled`
   */
  async parts(
    id: Id,
    key: string,
    work: (() => readonly StepPart[]) | null
  ): Promise<readonly StepPart[] | null> {
    this._use(id, key);
    const known = this._memo.get(key);
    if (known || !work) {
      return known ?? null;
    }
    const refusal = this._options.refuse?.(key);
    if (refusal) {
      return [{ input: null, outputs: {}, numbers: {}, warnings: [], error: refusal }];
    }
    await this.yieldIfDue();
    this._options.onCompute?.({ id, key });
    const parts = attempt(work);
    this._options.onCompute?.(null);
    if (parts.every(({ error }) => !error || isLasting(error))) {
      this._memo.set(key, parts);
    }
    return parts;
  }

  /** Yield to the event loop if it is time. @throws XESError `worker/cancelled` */
  async yieldIfDue(): Promise<void> {
    if (performance.now() - this._last > slice) {
      await this._options.yield();
      this._last = performance.now();
    }
    if (this._options.signal.aborted) {
      throw new XESError('worker/cancelled', 'The evaluation was overtaken by another.');
    }
  }

  private _use(id: Id, key: string): void {
    const keys = this.keys.get(id) ?? new Set();
    this.keys.set(id, keys.add(key));
  }

  private _last = performance.now();
}

function attempt(work: () => readonly StepPart[]): readonly StepPart[] {
  try {
    return work();
  } catch (reason) {
    return [failedPart(null, reason)];
  }
}
