import type { JSONValue } from '../document/json.js';
import type { AnalysisDocument, Id, ItemKey, Ref, ScanEntry } from '../document/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import type { Failure } from '../steps/part.js';
import type { NumberResult } from '../steps/values.js';

/** Which packages the code uses: this one, or only h5py, numpy, lmfit and matplotlib. */
export const codeForms = ['xes', 'plain'] as const;
export type CodeForm = (typeof codeForms)[number];

/** Facts of an item's result other than its values. */
export interface ItemFacts {
  readonly numbers: Readonly<Record<string, NumberResult>>;
  readonly details?: JSONValue;
  readonly warnings: readonly { readonly code: string }[];
}

/** Facts about a scan. */
export type CodeScan = Pick<ScanFacts, 'kind' | 'channels' | 'arrays' | 'warnings' | 'format'>;

/** Facts about the scans and results of a document, without their arrays. */
export interface CodeFacts {
  /** Null if the scan was not read. */
  scan(id: Id): CodeScan | null;
  /** Null if there is no result; `unknown` if the question is only whether code can be written. */
  item(key: ItemKey): ItemFacts | 'unknown' | null;
  /**
   * Why an item or a step has no result, as a sentence with labels; null if it has one or is not
   * known to fail.
   */
  failure(key: ItemKey): Failure | null;
}

export interface CodeRequest {
  readonly document: Pick<AnalysisDocument, 'scans' | 'steps'>;
  /**
   * The results that the code ends with; `all`: every step is done, and it ends with those that no
   * other step works on.
   */
  readonly refs: readonly Ref[] | 'all';
  readonly form: CodeForm;
  readonly facts: CodeFacts;
  /** The path of a scan in the code. */
  pathOf(scan: ScanEntry): string;
  /** Names in use in the notebook or script that the code is inserted into. */
  readonly taken?: readonly string[];
}

/** Code, and the variable names of the results it ends with. */
export interface Code {
  readonly text: string;
  readonly shown: readonly { readonly ref: Ref; readonly expression: string }[];
}
