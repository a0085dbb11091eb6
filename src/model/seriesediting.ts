import {
  addStep,
  setLeftOut,
  setStep,
  setView,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type NewStep
} from '../analysis/document/index.js';
import { refText } from '../analysis/document/refs.js';
import { AnalysisEditing } from './analysisediting.js';

/** A step on a series; parameters are those of a new step. */
export type ISeriesStep = Required<Pick<NewStep, 'step' | 'from'>> & Pick<NewStep, 'parameters'>;

/** Edits of a series of scans before it is averaged. */
export abstract class SeriesEditing extends AnalysisEditing {
  /**
   * Make a step on a series the active row: an existing one of the same kind with the same inputs,
   * else a new one.
   * @param merge further changes with the same key are one undo entry with it, until `endMerge`.
   * @returns its id.
   * @throws XESError `analysis/edit`, `analysis/too-large`
   */
  openSeries(step: ISeriesStep, merge?: string): Id {
    let opened = '';
    const sources = step.from.map(refText).join();
    const open = (document: AnalysisDocument) => {
      const existing = document.steps
        .filter(item => item.step === step.step && item.from.map(refText).join() === sources)
        .at(-1);
      const { document: after, id } = existing
        ? { document, id: existing.id }
        : addStep(document, step);
      opened = id;
      return setView(after, { selected: [id], active: id });
    };
    this._edit('Add step', open, merge);
    return opened;
  }

  /**
   * Set the times of a series step's inputs; the selection is unchanged.
   * @param merge as in `openSeries`.
   * @throws XESError `analysis/edit` if there is no such step.
   */
  setTimes(id: Id, times: readonly number[], merge: string): void {
    this._edit('Change step', document => setStep(document, id, { times }), merge);
  }

  /**
   * Set the items of a step on a series that the average of the same scans excludes; without an
   * average one is added, and ticked.
   * @param page the step's id.
   * @param keys of all items that it works on.
   * @returns the average's id.
   * @throws XESError `analysis/edit` if nothing is left.
   */
  setLeftOut(page: Id, keys: readonly ItemKey[], out: readonly ItemKey[]): Id {
    let average = '';
    this._edit('Change what is averaged', document => {
      const { document: after, id } = setLeftOut(document, page, keys, out);
      average = id;
      const isNew = !document.steps.some(step => step.id === id);
      return isNew ? setView(after, { shown: [...after.view.shown, { id }] }) : after;
    });
    return average;
  }
}
