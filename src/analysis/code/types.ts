import type { JSONValue } from '../document/json.js';
import type { AnalysisDocument, Id, ItemKey, Ref, ScanEntry } from '../document/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import type { Failure } from '../steps/part.js';
import type { NumberResult } from '../steps/values.js';

/** By which packages: this one, or h5py, numpy, lmfit and matplotlib alone. */
export const codeForms = ['xes', 'plain'] as const;
export type CodeForm = (typeof codeForms)[number];

/** What the result of a step's item says beside its values. */
export interface ItemFacts {
  readonly numbers: Readonly<Record<string, NumberResult>>;
  readonly details?: JSONValue;
  readonly warnings: readonly { readonly code: string }[];
}

/** What is known of a scan. */
export type CodeScan = Pick<ScanFacts, 'kind' | 'channels' | 'arrays' | 'warnings' | 'format'>;

/** What is known of the scans and results of a document, without their arrays. */
export interface CodeFacts {
  /** Null where the scan was not read. */
  scan(id: Id): CodeScan | null;
  /** Null where there is no result; `unknown` where it is only asked whether code can be written. */
  item(key: ItemKey): ItemFacts | 'unknown' | null;
  /** Why an item, or a step, gives no result, with labels in the sentence; null where it does, or is not known to fail. */
  failure(key: ItemKey): Failure | null;
}

export interface CodeRequest {
  readonly document: Pick<AnalysisDocument, 'scans' | 'steps'>;
  /** What the code ends with; `all`: each step is done, and what no other works on is what it ends with. */
  readonly refs: readonly Ref[] | 'all';
  readonly form: CodeForm;
  readonly facts: CodeFacts;
  /** The path of a scan as the code has it. */
  pathOf(scan: ScanEntry): string;
  /** Names that are in use where the code goes. */
  readonly taken?: readonly string[];
}

/** Code, and what it calls the results that it ends with. */
export interface Code {
  readonly text: string;
  readonly shown: readonly { readonly ref: Ref; readonly expression: string }[];
}
