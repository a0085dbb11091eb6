import { Clipboard } from '@jupyterlab/apputils';
import {
  asRef,
  asSource,
  type Id,
  type ItemKey,
  type Ref,
  type ScanEntry,
  type StepEntry
} from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { removeEntries, type IRemoving } from '../removing.js';

/**
 * Actions of the inspector. Each goes through the guard: a refused action is reported and has no
 * effect.
 */
export class InspectorActions {
  /**
   * @param _model null once disposed. @param addStep opens the menu of steps at an element. @param
   * _removing how rows are removed.
   */
  constructor(
    private _model: () => AnalysisModel | null,
    private _guard: Guard,
    readonly addStep: (anchor: HTMLElement) => void,
    private _removing: IRemoving
  ) {}

  /**
   * Change parameters; successive changes of the same parameters are one undo entry until `commit`.
   * @returns whether they were accepted: if refused, the document is unchanged.
   */
  setParameters(id: Id, parameters: Readonly<Record<string, unknown>>): boolean {
    const merge = ['form', id, ...Object.keys(parameters)].join(' ');
    let isTaken = false;
    this._do('Changing a step', model => {
      model.setStep(id, parameters, merge);
      isTaken = true;
    });
    return isTaken;
  }

  /** Change parameters based on their present values, which may be newer than what is drawn. */
  changeParameters(
    id: Id,
    change: (given: StepEntry['parameters']) => Readonly<Record<string, unknown>>
  ): void {
    const entry = this._model()?.document.steps.find(step => step.id === id);
    if (entry) {
      this.setParameters(id, change(entry.parameters));
    }
  }

  /** A field was left: what follows is a separate undo entry. */
  readonly commit = (): void => this._do('Changing a step', model => model.endMerge());

  rename(id: Id, label: string | null): void {
    this._do('Renaming', model => model.rename(id, label));
  }

  /** Offers a step as code, at a point of the page (pixels); null if that is unavailable. */
  offerCode: ((id: Id, at: { x: number; y: number }) => void) | null = null;

  /** Opens the dialog that assigns the arrays of a scan's file; null if that is unavailable. */
  askColumns: ((id: Id) => void) | null = null;

  /** Read another scan of a file; the assignment of its arrays stays. */
  setEntry({ id, columns }: ScanEntry, entry: string): void {
    this._do('Choosing a scan of the file', model =>
      model.setReading(id, { entry, ...(columns ? { columns } : {}) })
    );
  }

  setOff(id: Id, isOff: boolean): void {
    this._do('Switching a step', model => model.setOff(id, isOff));
  }

  duplicate(id: Id): void {
    this._do('Duplicating a step', model => model.duplicate(id));
  }

  /** Remove rows, as the list does. */
  remove(ids: readonly Id[]): void {
    this._do('Removing', model => removeEntries(model, ids, this._removing));
  }

  leaveOut(id: Id, key: ItemKey): void {
    this._do('Leaving out an input', model => model.leaveOut(id, key));
  }

  /** Let a step work again on an input that was left out. */
  takeBack({ id, from }: StepEntry, key: ItemKey): void {
    this._do('Changing inputs', model =>
      model.setFrom(
        id,
        from.map(entry => withItem(entry, key))
      )
    );
  }

  setFrom(id: Id, from: readonly (Id | Ref)[]): void {
    this._do('Changing inputs', model => model.setFrom(id, from));
  }

  copy(text: string): void {
    this._do('Copying', () => Clipboard.copyToSystem(text));
  }

  private _do(doing: string, work: (model: AnalysisModel) => unknown): void {
    const model = this._model();
    if (model) {
      this._guard(doing, () => work(model));
    }
  }
}

function withItem(source: Id | Ref, key: ItemKey): Id | Ref {
  const { except, ...ref } = asRef(source);
  const left = except?.filter(itemKey => itemKey !== key) ?? [];
  return asSource(left.length > 0 ? { ...ref, except: left } : ref);
}
