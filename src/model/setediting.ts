import {
  addSteps,
  asRef,
  setOff,
  setReading,
  setReference,
  setSteps,
  setView,
  stepOf,
  type AnalysisDocument,
  type Id,
  type NewStep,
  type Ref
} from '../analysis/document/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import { ticksBeside } from './replacedticks.js';
import { SeriesEditing } from './seriesediting.js';

/** Edits of several rows at once: each is one undo entry. */
export abstract class SetEditing extends SeriesEditing {
  /**
   * Add several steps, and select them; the first is the active one. They are ticked in the place of what they are made
   * of, so that all of them are drawn.
   * @param label of the undo entry. @param beside what is ticked with them. @returns their ids. @throws XESError `analysis/edit`, `analysis/too-large`
   */
  addSteps(label: string, steps: readonly NewStep[], beside: readonly Ref[] = []): readonly Id[] {
    let added: readonly Id[] = [];
    if (steps.length === 0) {
      return added;
    }
    this._edit(label, document => {
      const before = steps.reduce((one, step) => this._before(one, step), document);
      const { document: after, ids } = addSteps(before, steps);
      added = ids;
      const left = this._ticksBeside(after, ids);
      return setView(after, { selected: ids, active: ids[0], shown: [...left, ...beside, ...ids] });
    });
    return added;
  }

  /**
   * Change the same parameters of several steps; what is selected stays so.
   * @param merge consecutive changes with the same key are one undo entry, until `endMerge`. @throws XESError `analysis/edit`
   */
  setSteps(
    ids: readonly Id[],
    parameters: Readonly<Record<string, unknown>>,
    merge?: string
  ): void {
    const edit = (document: AnalysisDocument) =>
      setSteps(this._touching(document, ids), ids, parameters);
    this._edit(ids.length > 1 ? 'Change steps' : 'Change step', edit, merge);
  }

  /** Switch several steps off, so that they hand on their inputs, or on; what is selected stays so. @throws XESError `analysis/edit` */
  setAllOff(ids: readonly Id[], isOff: boolean): void {
    this._edit(isOff ? 'Switch off' : 'Switch on', document =>
      ids.reduce((one, id) => setOff(one, id, isOff), this._touching(document, ids))
    );
  }

  /** Let several steps compare with another reference; what is selected stays so. @throws XESError `analysis/edit` */
  setReference(ids: readonly Id[], reference: Id | Ref): void {
    const touched = [...ids, asRef(reference).id];
    this._edit('Change the reference', document =>
      setReference(this._touching(document, touched), ids, reference)
    );
  }

  /**
   * Read the file of a scan as what is said of it: which of its scans it is, what its arrays are; what is left out is what
   * the file says. @throws XESError `analysis/edit`
   */
  setReading(id: Id, choice: ReadChoice): void {
    this.setReadings([[id, choice]]);
  }

  /** The same of several, as one edit. @throws XESError `analysis/edit` */
  setReadings(choices: readonly (readonly [Id, ReadChoice])[]): void {
    this._edit('Change the columns', document =>
      choices.reduce((next, [id, choice]) => setReading(next, id, choice), document)
    );
  }

  /** What is ticked, but for what steps are made of. */
  private _ticksBeside(document: AnalysisDocument, ids: readonly Id[]): readonly Ref[] {
    const facts = new Map(this.scans.map(scan => [scan.id, scan.facts]));
    const sources = ids.flatMap(id => stepOf(document, id)?.from ?? []);
    return ticksBeside(document, document.view.shown, sources, {
      factsOf: id => facts.get(id) ?? null,
      keysOf: ref => this.items(ref).map(({ key }) => key)
    });
  }
}
