import type { AnalysisDocument, Id, Ref } from '../document/types.js';
import type { Failure } from '../steps/part.js';
import type { NodeResult, Progress } from './outcome.js';

/** What is evaluated of a document: its view is no input of any result. */
export type Recipe = Pick<AnalysisDocument, 'scans' | 'steps'>;

export interface EvaluateOptions {
  /** What is to be computed, the most urgent first; `all`: every step. */
  demand: readonly Ref[] | 'all';
  /** Further results to keep in the memo, such as the inputs of the step being edited. */
  pins?: readonly Ref[];
  /** The owner of the pins; without it nothing is pinned. */
  owner?: string;
  /** Aborts the evaluation between two computations. */
  signal: AbortSignal;
  /** Yields to the event loop; called every few milliseconds. */
  yield(): Promise<void>;
  /** Why a computation of that key must not be begun; null where it may. */
  refuse?(key: string): Failure | null;
  /** Called with each node as soon as it is evaluated. */
  onNode?(node: NodeResult): void;
  /** Called after each input of a step that works on each alone. */
  onProgress?(id: Id, progress: Progress): void;
  /** Called before a computation is begun, and with null after it. */
  onCompute?(computation: { id: Id; key: string } | null): void;
}

/** The result of an evaluation. */
export interface Evaluation {
  /** Of all steps and scans that were evaluated. */
  nodes: ReadonlyMap<Id, NodeResult>;
  /** Scans that were needed and are not read yet; read them, and evaluate again. */
  needs: ReadonlySet<Id>;
  /** Scans that are there and that something waits with: they must not be given up before it is computed. */
  held: ReadonlySet<Id>;
}
