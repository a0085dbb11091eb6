import type { ItemKey, Ref, ScanEntry, StepEntry } from '../document/types.js';
import type { Completed, Step } from '../steps/step.js';

/** A channel of a scan; null: the first one measured for the scan's kind. */
export interface ScanSource {
  readonly key: ItemKey;
  readonly scan: ScanEntry;
  readonly channel: string | null;
}

/** An item of a step, or an output of it that is not its main one. */
export interface ItemSource {
  readonly key: ItemKey;
  readonly step: PlannedStep;
  /** Index among the step's items. */
  readonly index: number;
  readonly output?: string;
}

export type Source = ScanSource | ItemSource;

/** A step to be done, and its inputs. */
export interface PlannedStep {
  readonly entry: StepEntry;
  readonly step: Step;
  readonly parameters: Completed;
  readonly isEach: boolean;
  readonly inputs: readonly Source[];
  readonly items: readonly ItemKey[];
}

/** What has to be done for the requested results, in order. */
export interface Plan {
  /** The required scans, in document order. */
  readonly scans: readonly ScanEntry[];
  readonly steps: readonly PlannedStep[];
  readonly shown: readonly { readonly ref: Ref; readonly sources: readonly Source[] }[];
}

export function isScanSource(source: Source): source is ScanSource {
  return 'scan' in source;
}
