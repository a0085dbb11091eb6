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
   * Add several steps, and select them; the first becomes active. They are ticked instead of their
   * inputs, so that all of them are drawn.
   * @param label of the undo entry.
   * @param beside further Refs to tick.
   * @returns their ids.
   * @throws XESError `analysis/edit`, `analysis/too-large`
   */
  addSteps(label: string, steps: readonly NewStep[], beside: readonly Ref[] = []): readonly Id[] {
    let added: readonly Id[] = [];
    if (steps.length === 0) {
      return added;
    }
    this._edit(label, document => {
      const before = steps.reduce((document, step) => this._before(document, step), document);
      const { document: after, ids } = addSteps(before, steps);
      added = ids;
      const left = this._ticksBeside(after, ids);
      return setView(after, { selected: ids, active: ids[0], shown: [...left, ...beside, ...ids] });
    });
    return added;
  }

  /**
   * Change the same parameters of several steps; the selection is unchanged.
   * @param merge consecutive changes with the same key are one undo entry, until `endMerge`.
   * @throws XESError `analysis/edit`
   */
  setSteps(
    ids: readonly Id[],
    parameters: Readonly<Record<string, unknown>>,
    merge?: string
  ): void {
    const edit = (document: AnalysisDocument) =>
      setSteps(this._withTouchedCuts(document, ids), ids, parameters);
    this._edit(ids.length > 1 ? 'Change steps' : 'Change step', edit, merge);
  }

  /**
   * Disable several steps, which then pass on their inputs, or enable them; the selection is
   * unchanged.
   * @throws XESError `analysis/edit`
   */
  setAllOff(ids: readonly Id[], isOff: boolean): void {
    this._edit(isOff ? 'Switch off' : 'Switch on', document =>
      ids.reduce(
        (document, id) => setOff(document, id, isOff),
        this._withTouchedCuts(document, ids)
      )
    );
  }

  /**
   * Set another reference for several steps; the selection is unchanged.
   * @throws XESError `analysis/edit`
   */
  setReference(ids: readonly Id[], reference: Id | Ref): void {
    const touched = [...ids, asRef(reference).id];
    this._edit('Change the reference', document =>
      setReference(this._withTouchedCuts(document, touched), ids, reference)
    );
  }

  /**
   * Set which entry of its file a scan is, and the meaning of its arrays; what is not given follows
   * from the file.
   * @throws XESError `analysis/edit`
   */
  setReading(id: Id, choice: ReadChoice): void {
    this.setReadings([[id, choice]]);
  }

  /** The same for several scans, as one edit. @throws XESError `analysis/edit` */
  setReadings(choices: readonly (readonly [Id, ReadChoice])[]): void {
    this._edit('Change the columns', document =>
      choices.reduce((next, [id, choice]) => setReading(next, id, choice), document)
    );
  }

  /** The ticks without the inputs of steps. */
  private _ticksBeside(document: AnalysisDocument, ids: readonly Id[]): readonly Ref[] {
    const facts = new Map(this.scans.map(scan => [scan.id, scan.facts]));
    const sources = ids.flatMap(id => stepOf(document, id)?.from ?? []);
    return ticksBeside(document, document.view.shown, sources, {
      factsOf: id => facts.get(id) ?? null,
      keysOf: ref => this.items(ref).map(({ key }) => key)
    });
  }
}
