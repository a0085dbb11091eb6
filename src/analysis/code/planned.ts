import type { ItemKey, Ref, ScanEntry, StepEntry } from '../document/types.js';
import type { Completed, Step } from '../steps/step.js';

/** A scan, by one of its channels; null: the first that measured what the scan is. */
export interface ScanSource {
  readonly key: ItemKey;
  readonly scan: ScanEntry;
  readonly channel: string | null;
}

/** An item of a step, or an output of it that is not its main one. */
export interface ItemSource {
  readonly key: ItemKey;
  readonly step: PlannedStep;
  /** Which of the step's items. */
  readonly index: number;
  readonly output?: string;
}

export type Source = ScanSource | ItemSource;

/** A step that is done, and what it works on. */
export interface PlannedStep {
  readonly entry: StepEntry;
  readonly step: Step;
  readonly parameters: Completed;
  readonly isEach: boolean;
  readonly inputs: readonly Source[];
  readonly items: readonly ItemKey[];
}

/** What is done for the results that are asked for, in order. */
export interface Plan {
  /** The scans that are needed, in the order of the document. */
  readonly scans: readonly ScanEntry[];
  readonly steps: readonly PlannedStep[];
  readonly shown: readonly { readonly ref: Ref; readonly sources: readonly Source[] }[];
}

export function isScanSource(source: Source): source is ScanSource {
  return 'scan' in source;
}
