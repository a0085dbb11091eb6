/**
 * What the compute worker needs of the engine. Its place is `analysis/document` and `analysis/evaluate`;
 * this file stands in for them until they are there, and then becomes imports.
 */
import type { Scan } from '../formats/scan.js';
import type { ErrorCode } from '../science/errors.js';
import type {
  MapValue,
  NumberResult,
  SpectrumValue,
  TableValue
} from '../analysis/steps/values.js';

export type JSONValue =
  string | number | boolean | null | readonly JSONValue[] | { readonly [key: string]: JSONValue };

export type Id = string;
export type ItemKey = string;

export interface Ref {
  readonly id: Id;
  readonly channel?: string;
  readonly only?: readonly ItemKey[];
  readonly except?: readonly ItemKey[];
  readonly output?: string;
}

export interface Failure {
  code: ErrorCode;
  message: string;
}

export interface ScanEntry {
  readonly id: Id;
  readonly path: string;
  readonly entry?: string;
  readonly columns?: Readonly<Record<string, JSONValue>>;
  readonly role?: 'reference';
}

export interface StepEntry {
  readonly id: Id;
  readonly step: string;
  readonly from: readonly (Id | Ref)[];
  readonly parameters: Readonly<Record<string, JSONValue>>;
  readonly off?: true;
}

/** The part of a document that is evaluated. */
export interface Contents {
  readonly scans: readonly ScanEntry[];
  readonly steps: readonly StepEntry[];
}

export type State = 'off' | 'blocked' | 'waiting' | 'running' | 'done' | 'partly' | 'failed';

export interface Outcome {
  state: State;
  key: string | null;
  shownKey: string | null;
  progress?: { done: number; total: number };
  error: Failure | null;
  blockedBy?: readonly Ref[];
  items: ReadonlyMap<ItemKey, { state: State; part: number; error: Failure | null }>;
}

type Nameless<V> = V extends unknown ? Omit<V, 'name'> : never;
export type Value = Nameless<MapValue | SpectrumValue | TableValue> | { kind: 'scan'; scan: Scan };

export interface StepPart {
  input: number | null;
  outputs: Readonly<Record<string, Value>>;
  numbers: Readonly<Record<string, NumberResult>>;
  details?: JSONValue;
  warnings: readonly { code: string; message: string; inputs: readonly number[] }[];
  error: Failure | null;
}

export interface Item {
  key: ItemKey;
  valueKey: string;
  part: StepPart;
  value: Value;
}

export interface ScanSource {
  id: Id;
  key: string;
  state: 'waiting' | 'loading' | 'ready' | 'failed';
  scan: Scan | null;
  error: Failure | null;
}

export interface EvaluateOptions {
  demand: readonly Ref[] | 'all';
  pins?: readonly Ref[];
  signal: AbortSignal;
  yield(): Promise<void>;
  onOutcome?(id: Id, outcome: Outcome): void;
  /** Called before a node is computed that is not in the memo, and with null when it is done. */
  onNode?(key: string | null): void;
  /** Why a node must not be run (it ended its worker twice); null where it may. */
  refuse?(key: string): Failure | null;
}

export interface Evaluation {
  outcomes: ReadonlyMap<Id, Outcome>;
  needs: ReadonlySet<Id>;
  items(ref: Ref): readonly Item[];
}

export interface IEvaluator {
  evaluate(
    document: Contents,
    sources: ReadonlyMap<Id, ScanSource>,
    options: EvaluateOptions
  ): Promise<Evaluation>;
  /** Bytes of the results that are held. */
  readonly bytes: number;
  /** Give up what is not pinned, all of it or until so many bytes are held. @returns bytes given up. */
  release(budget?: number): number;
}
