import type { Id } from '../document/types.js';
import { Memo } from './memo.js';
import type { EvaluateOptions, Evaluation, Recipe } from './options.js';
import type { ScanSource } from './outcome.js';
import { Pass } from './pass.js';

export type { EvaluateOptions, Evaluation, Recipe };

/** Evaluates documents; holds the results of all of them by key. */
export class Evaluator {
  constructor(readonly memo = new Memo()) {}

  /**
   * Compute the demanded results of a document, and their inputs, as far as its scans have been
   * read. A step that fails is an outcome, never an exception.
   * @param sources the scans of the document by id; missing ones count as waiting.
   * @throws XESError `worker/cancelled` once the signal is aborted, and what `yield` throws.
   */
  async evaluate(
    recipe: Recipe,
    sources: ReadonlyMap<Id, ScanSource>,
    options: EvaluateOptions
  ): Promise<Evaluation> {
    const pass = new Pass(recipe, sources, this.memo, options);
    const demand =
      options.demand === 'all' ? recipe.steps.map(({ id }) => ({ id })) : options.demand;
    await pass.demand(demand);
    if (options.owner !== undefined) {
      const keys = pass.keysOf([...demand, ...(options.pins ?? [])]);
      this.memo.pin(options.owner, [...keys, ...pass.held.results]);
    }
    return { nodes: pass.nodes, needs: pass.needs, held: pass.held.scans };
  }
}
