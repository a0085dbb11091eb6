import type { Ref } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import type { ConfirmRemoval } from '../removing.js';

export interface IListOptions {
  model: AnalysisModel;
  guard: Guard;
  /** Whether it is the list of a lone scan, to which nothing can be added. */
  isLone: boolean;
  /** Asks for scans to add; without it there is no button. */
  addScans?: () => void;
  /**
   * Offers the steps that take the selection; without it there is no button. @param anchor the
   * button.
   */
  addStep?: (anchor: HTMLElement) => void;
  /**
   * Opens the menu of a row, which has been selected; without it there is no menu. @param at in the
   * window, pixels.
   */
  onMenu?: (ref: Ref, at: { x: number; y: number }) => void;
  /** Asks whether a removal may change other results; without it no removal may. */
  confirmRemoval?: ConfirmRemoval;
}
