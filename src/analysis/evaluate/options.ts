import type { AnalysisDocument, Id, Ref } from '../document/types.js';
import type { Failure } from '../steps/part.js';
import type { NodeResult, Progress } from './outcome.js';

/** The evaluated part of a document: no result depends on its view. */
export type Recipe = Pick<AnalysisDocument, 'scans' | 'steps'>;

export interface EvaluateOptions {
  /** The results to compute, the most urgent first; `all`: every step. */
  demand: readonly Ref[] | 'all';
  /** Further results to keep in the memo, such as the inputs of the step being edited. */
  pins?: readonly Ref[];
  /** The owner of the pins; without it nothing is pinned. */
  owner?: string;
  /** Aborts the evaluation between two computations. */
  signal: AbortSignal;
  /** Yields to the event loop; called every few milliseconds. */
  yield(): Promise<void>;
  /** Why a computation with this key must not start; null if it may. */
  refuse?(key: string): Failure | null;
  /** Called with each node as soon as it is evaluated. */
  onNode?(node: NodeResult): void;
  /** Called after each input of a step that works on each input alone. */
  onProgress?(id: Id, progress: Progress): void;
  /** Called before a computation starts, and with null after it. */
  onCompute?(computation: { id: Id; key: string } | null): void;
}

/** The result of an evaluation. */
export interface Evaluation {
  /** For all evaluated steps and scans. */
  nodes: ReadonlyMap<Id, NodeResult>;
  /** Scans that are needed and not read yet; read them, and evaluate again. */
  needs: ReadonlySet<Id>;
  /**
   * Scans in memory whose dependents wait for further scans: they must not be evicted before those
   * are computed.
   */
  held: ReadonlySet<Id>;
}
