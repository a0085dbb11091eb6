import type { Ref } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';

export interface IListOptions {
  model: AnalysisModel;
  guard: Guard;
  /** Whether it is the list of a lone scan: nothing can be added to that, moved or removed. */
  isLone: boolean;
  /** Asks for scans to add; absent: no button. */
  addScans?: () => void;
  /** Offers steps for what is selected. @param anchor what to open it beside. */
  addStep?: (anchor: HTMLElement) => void;
  /** Opens a row's menu. */
  onMenu?: (ref: Ref, at: { x: number; y: number }) => void;
  /** Asks whether rows go with all that depends on them. */
  confirmRemoval?: (labels: readonly string[]) => Promise<boolean>;
}
