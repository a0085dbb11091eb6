import type { Failure } from '../steps/part.js';
import type { AnalysisDocument, Id, Ref } from '../document/types.js';
import { Memo } from './memo.js';
import type { NodeResult, Progress, ScanSource } from './outcome.js';
import { Pass } from './pass.js';

/** What is evaluated of a document: its view is no input of any result. */
export type Recipe = Pick<AnalysisDocument, 'scans' | 'steps'>;

export interface EvaluateOptions {
  /** What is to be computed, the most urgent first; `all`: every step. */
  demand: readonly Ref[] | 'all';
  /** Further results to keep in the memo, such as the inputs of the step being edited. */
  pins?: readonly Ref[];
  /** Whose pins these are; without it nothing is pinned. */
  owner?: string;
  /** Ends the evaluation between two computations. */
  signal: AbortSignal;
  /** Lets others have the thread, a few milliseconds after it last did. */
  yield(): Promise<void>;
  /** Why a computation of that key must not be begun; null where it may. */
  refuse?(key: string): Failure | null;
  /** Called with each node as soon as it is there. */
  onNode?(node: NodeResult): void;
  /** Called after each input of a step that works on each alone. */
  onProgress?(id: Id, progress: Progress): void;
  /** Called before a computation is begun, and with null after it. */
  onCompute?(computation: { id: Id; key: string } | null): void;
}

/** What an evaluation gave. */
export interface Evaluation {
  /** Of all steps and scans that were evaluated. */
  nodes: ReadonlyMap<Id, NodeResult>;
  /** Scans that were needed and are not read yet; read them, and evaluate again. */
  needs: ReadonlySet<Id>;
}

/** Evaluates documents; holds the results of all of them by key. */
export class Evaluator {
  constructor(readonly memo = new Memo()) {}

  /**
   * Compute what is demanded of a document, and what that follows from, as far as its scans are there. A step that
   * fails is an outcome, never an exception.
   * @param sources the scans of the document by id; those that are missing count as waiting.
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
      this.memo.pin(options.owner, pass.keysOf([...demand, ...(options.pins ?? [])]));
    }
    return { nodes: pass.nodes, needs: pass.needs };
  }
}
