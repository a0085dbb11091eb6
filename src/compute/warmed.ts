import {
  Evaluator,
  type EvaluateOptions,
  type Evaluation,
  type Recipe
} from '../analysis/evaluate/evaluator.js';
import type { ScanSource } from '../analysis/evaluate/outcome.js';
import type { Id, Ref } from '../analysis/document/types.js';

export interface IWarmedOptions {
  /** Let queued messages in. */
  yield(): Promise<void>;
  /** ms */
  now(): number;
  /** Time without evaluations before code is warmed up (ms). */
  delay?: number;
}

/** Longer evaluations are not repeated for warming up (ms). */
const maxDuration = 400;

/** Number of repetitions until a browser has fully optimised the code of a step. */
const rounds = 4;

type Sources = ReadonlyMap<Id, ScanSource>;

/**
 * An evaluator that, when idle, repeats the first computation of each kind of step and discards the
 * results: browsers optimise code that runs often, and without this the user's first edit takes
 * three times as long as the next one.
 */
export class WarmedEvaluator implements Pick<Evaluator, 'evaluate' | 'memo'> {
  constructor(
    private _inner: Pick<Evaluator, 'evaluate' | 'memo'>,
    private _options: IWarmedOptions,
    private _fresh: () => Pick<Evaluator, 'evaluate'> = () => new Evaluator()
  ) {}

  get memo() {
    return this._inner.memo;
  }

  async evaluate(recipe: Recipe, sources: Sources, options: EvaluateOptions): Promise<Evaluation> {
    this.stop();
    const began = this._options.now();
    const evaluation = await this._inner.evaluate(recipe, sources, options);
    this._took += this._options.now() - began;
    if (evaluation.needs.size === 0) {
      this._plan(recipe, sources, evaluation);
    }
    return evaluation;
  }

  /** Stop warming up until the next evaluation. */
  stop(): void {
    clearTimeout(this._timer);
    this._abort?.abort();
    this._abort = null;
  }

  /**
   * All kinds at once if the evaluation was short; since the last plan, as cached results take no
   * time.
   */
  private _plan(recipe: Recipe, sources: Sources, { nodes }: Evaluation): void {
    this.stop();
    const isCold = ({ id, step }: Recipe['steps'][number]) =>
      nodes.has(id) && !this._warm.has(step);
    const cold = recipe.steps.filter(isCold);
    const isShort = this._took <= maxDuration;
    this._took = 0;
    if (cold.length > 0 && isShort) {
      const demand = cold.map(({ id }) => ({ id }));
      const { delay = 300 } = this._options;
      this._timer = setTimeout(() => void this._repeat(recipe, sources, demand), delay);
    } else {
      cold.forEach(({ step }) => this._warm.add(step)); // for good: it would take too long another time too
    }
  }

  private async _repeat(recipe: Recipe, sources: Sources, demand: readonly Ref[]): Promise<void> {
    const abort = (this._abort = new AbortController());
    const { signal } = abort;
    const began = this._options.now();
    // its inputs are computed as well, and may have taken long before
    const isShort = () => this._options.now() - began <= maxDuration;
    try {
      for (let round = 0; round < rounds && !signal.aborted && isShort(); round++) {
        await this._fresh().evaluate(recipe, sources, {
          demand,
          signal,
          yield: this._options.yield
        });
      }
    } catch {
      // it was not requested: errors are shown where the result is
    }
    if (!signal.aborted) {
      const ids = new Set(demand.map(({ id }) => id));
      recipe.steps.filter(({ id }) => ids.has(id)).forEach(({ step }) => this._warm.add(step));
    }
  }

  /** Kinds of steps. */
  private _warm = new Set<string>();
  /** Milliseconds. */
  private _took = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _abort: AbortController | null = null;
}
