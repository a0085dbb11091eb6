import {
  addCut,
  addScans,
  addStep,
  asRef,
  asSource,
  duplicate,
  idOf,
  isSameWork,
  joined,
  leaveOut,
  scansId,
  addFirstCuts,
  remove,
  removeCut,
  rename,
  reorder,
  setColor,
  setCut,
  setFrom,
  setOff,
  setSelected,
  setShown,
  setStep,
  setView,
  withKnownLists,
  type AnalysisDocument,
  type AxesView,
  type Dependents,
  type Edit,
  type Id,
  type ItemKey,
  type MapView,
  type NewStep,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { ReadChoice } from '../formats/mapping/types.js';
import type { Cut } from '../science/map.js';
import { XESError } from '../base/errors.js';
import { AnalysisReading } from './analysisreading.js';
import { changedKeys } from './changes.js';
import { cropOf } from './cropping.js';
import { colorsPatch, type MapColors } from '../analysis/mapcolors.js';
import { isCut, isCutOf, isDrawn } from '../analysis/mapcuts.js';
import { isAmong } from './mapsshown.js';
import { modelKeys, type ModelChange, type ModelKey } from './types.js';

/** The user's edits of an open analysis. An edit that the document can't store is rejected with a sentence. */
export abstract class AnalysisEditing extends AnalysisReading {
  abstract get isDisposed(): boolean;
  /** Whether the first document is loaded; before that edits are refused. */
  abstract get isLoaded(): boolean;

  /** @returns whether there was something to undo. @throws XESError why it can't be edited. */
  undo(): boolean {
    this._requireEditable();
    return this._change(() => this._editor.undo());
  }

  /** @returns whether there was something to redo. @throws XESError why it can't be edited. */
  redo(): boolean {
    this._requireEditable();
    return this._change(() => this._editor.redo());
  }

  /** A drag ended: the next change is a separate undo entry. */
  endMerge(): void {
    this._editor.endMerge();
  }

  /**
   * Cancel a drag: document, undo and redo history are as before its first edit. @param merge the key of its edits.
   * @returns whether there were any. @throws XESError why it can't be edited.
   */
  abandon(merge: string): boolean {
    this._requireEditable();
    return this._change(() => this._editor.abandon(merge));
  }

  /**
   * Add scans by the paths that the document stores; scans already present are skipped. @param choice how their files
   * are read. @returns the ids of all of them. @throws XESError `analysis/too-large`, `analysis/edit`
   */
  addScans(paths: readonly string[], choice: ReadChoice = {}): readonly Id[] {
    let added: readonly Id[] = [];
    this._edit('Add scans', document => {
      const scans = paths.map(path => ({ path, ...choice }));
      const { document: after, ids } = addScans(document, scans);
      added = ids;
      return after;
    });
    return added;
  }

  /**
   * Add the scans and steps of another analysis; entries already present are skipped. @param other with paths relative
   * to this document. @returns the ids of its scans. @throws XESError `analysis/too-large`
   */
  join(other: AnalysisDocument): readonly Id[] {
    let added: readonly Id[] = [];
    const hasCuts = other.steps.some(isDrawn);
    this._edit('Add scans', document => {
      const { document: after, ids } = joined(
        hasCuts ? this._withFirstCuts(document) : document,
        other
      );
      added = ids;
      return after;
    });
    return added;
  }

  /** @throws XESError `analysis/edit` if other steps work on them and `dependents` is `refuse`. */
  remove(ids: readonly Id[], dependents: Dependents = 'refuse'): void {
    this._edit('Remove', document => remove(this._withTouchedCuts(document, ids), ids, dependents));
  }

  /**
   * Make a scan or a step's result active. The zoom is reset; pinned limits stay. A scan given by its id is shown in
   * the arm shown before. @throws XESError `analysis/edit` for a Ref to nothing.
   */
  setActive(source: Id | Ref): void {
    const { view } = this;
    const ref = asRef(source);
    const isStep = this.document.steps.some(({ id }) => id === ref.id);
    const channel = ref.channel ?? (typeof source === 'string' ? view.active?.channel : undefined);
    const active = isStep || channel === undefined ? ref : { ...ref, channel };
    this._look(active, this.activeRef?.id !== ref.id && !isAmong(this.mapsShown, ref));
  }

  /** Tick the results to be drawn along with the active row. @throws XESError `analysis/edit` for a Ref to nothing. */
  show(refs: readonly (Id | Ref)[]): void {
    this._use('Show', refs, document => setShown(document, refs));
  }

  /** Select rows. @param active the row that becomes active. @throws XESError `analysis/edit` for a Ref to nothing. */
  select(refs: readonly (Id | Ref)[], active?: Id | Ref): void {
    this._use('Select', refs, document => setSelected(document, refs));
    if (active !== undefined) {
      this.setActive(active);
    }
  }

  /** Change the view of spectra. @throws XESError `analysis/edit` for invalid values. */
  setAxesView(axes: Partial<AxesView>): void {
    this._edit('Change view', document => setView(document, { axes }));
  }

  /** Label a scan or a step; null for the generated label. @throws XESError `analysis/edit` */
  rename(id: Id, label: string | null): void {
    this._edit('Rename', document => rename(this._withTouchedCuts(document, [id]), id, label));
  }

  /** @param color `#rrggbb`; null for the next of the palette. @throws XESError `analysis/edit` */
  setColor(id: Id, color: string | null, merge?: string): void {
    const edit = (document: AnalysisDocument) =>
      setColor(this._withTouchedCuts(document, [id]), id, color);
    this._edit('Change colour', edit, merge);
  }

  /** Disable a step, which then passes on its input, or enable it. @throws XESError `analysis/edit` */
  setOff(id: Id, isOff: boolean): void {
    const label = isOff ? 'Switch off' : 'Switch on';
    this._edit(label, document => setOff(this._withTouchedCuts(document, [id]), id, isOff));
  }

  /** Insert and select a copy of a step. @returns its id. @throws XESError `analysis/edit`, `analysis/too-large` */
  duplicate(id: Id): Id {
    let added = '';
    this._edit('Duplicate', document => {
      const { document: after, id: copy } = duplicate(this._withTouchedCuts(document, [id]), id);
      added = copy;
      return setView(after, { selected: [copy] });
    });
    return added;
  }

  /** Move a scan or a step in front of another; null for the end. @throws XESError `analysis/edit` if impossible. */
  reorder(id: Id, before: Id | null): void {
    this._edit('Move', document => reorder(this._withTouchedCuts(document, [id]), id, before));
  }

  /** Change the inputs of a step. @throws XESError `analysis/edit` */
  setFrom(id: Id, from: readonly (Id | Ref)[]): void {
    const touched = [id, ...from.map(idOf)];
    this._edit('Change inputs', document =>
      setFrom(this._withTouchedCuts(document, touched), id, from)
    );
  }

  /** Exclude an item from a step. @throws XESError `analysis/edit` */
  leaveOut(id: Id, key: ItemKey): void {
    this._edit('Leave out', document => leaveOut(document, id, key));
  }

  /** Show an arm. The zoom is reset, as another arm has other emission energies. */
  setChannel(channel: string): void {
    this._requireEditable();
    const { active } = this;
    if (active) {
      this._look({ id: active.id, channel }, channel !== this.channel?.name);
    }
  }

  /** Change the map view. @throws XESError `analysis/edit` for invalid values. */
  setView(map: Partial<MapView>): void {
    this._edit('Change view', document => setView(document, { map }));
  }

  /** Change the colours of the active map, and of all of its kind: either of maps or of differences of maps. */
  setColors(colors: Partial<MapColors>): void {
    this.setView(colorsPatch(this.view.map, this.map, colors));
  }

  /** Add the visible part of the active map as a new result, and show all of it. */
  cropToVisible(): void {
    const { map, activeRef, channel } = this;
    if (map && activeRef) {
      const of = channel ? { ...activeRef, channel: channel.name } : activeRef;
      const step = cropOf(of, map, this.view.map);
      this._edit('Crop map', document => {
        const { document: after, id } = addStep(this._withTouchedCuts(document, [of.id]), step);
        return setView(after, { selected: [id], active: id, map: { zoom: null } });
      });
    }
  }

  /**
   * Add a step, and select it; its result becomes active, unless it is a cut, which is drawn on the map. If there are
   * ticks it is ticked. @returns its id. @throws XESError `analysis/edit`, `analysis/too-large`
   */
  addStep(step: NewStep): Id {
    let added = '';
    this._edit('Add step', document => {
      const { document: after, id } = addStep(this._before(document, step), step);
      added = id;
      const isCutOfShown = after.steps.some(entry => entry.id === id && this._isOnMap(entry));
      const { shown } = after.view;
      return setView(after, {
        selected: [id],
        ...(isCutOfShown ? {} : { active: id }),
        ...(isCutOfShown || shown.length === 0 ? {} : { shown: [...shown, id] })
      });
    });
    return added;
  }

  /**
   * Change some parameters of a step, and select it. @param merge consecutive changes with the same key are one undo
   * entry, until `endMerge`. @throws XESError `analysis/edit`
   */
  setStep(id: Id, parameters: Readonly<Record<string, unknown>>, merge?: string): void {
    const edit = (document: AnalysisDocument) => {
      const after = setStep(this._withTouchedCuts(document, [id]), id, parameters);
      const isCutNow = after.steps.some(entry => entry.id === id && isDrawn(entry));
      return setView(isCutNow ? this._withFirstCuts(after) : after, { selected: [id] });
    };
    this._edit('Change step', edit, merge);
  }

  /** Add a cut; one with numbers that are not finite is ignored. @throws XESError `analysis/too-large` */
  addCut(cut: Cut): void {
    if (isCut(cut)) {
      const home = this.cutHome;
      const from = home ? { from: [asSource(home)] } : {};
      this._edit(
        'Add cut',
        document => addCut(this._withFirstCuts(document), { ...cut, ...from }).document
      );
    }
  }

  /** Change a cut; numbers that are not finite are ignored. @param merge as in `setStep`. */
  setCut(id: Id, patch: Partial<Cut>, merge?: string): void {
    if (this.cuts.some(cut => cut.id === id && isCut({ ...cut, ...patch }))) {
      this._edit('Move cut', document => setCut(this._withFirstCuts(document), id, patch), merge);
    }
  }

  /** @throws XESError `analysis/edit` if a step works on it. */
  removeCut(id: Id): void {
    if (this.cuts.some(cut => cut.id === id)) {
      this._edit('Remove cut', document => removeCut(this._withFirstCuts(document), id));
    }
  }

  /** The document with the first cuts as steps. */
  private _withFirstCuts(document: AnalysisDocument): AnalysisDocument {
    return addFirstCuts(
      document,
      this.cuts.filter(({ isImplicit }) => isImplicit)
    ).document;
  }

  /** Change the view of rows; first cuts among them become steps. */
  private _use(
    label: string,
    refs: readonly (Id | Ref)[],
    edit: (document: AnalysisDocument) => AnalysisDocument
  ): void {
    const ids = new Set(refs.map(idOf));
    const isOfFirst = this.firstCuts.some(({ id }) => ids.has(id));
    this._edit(isOfFirst ? 'Keep cuts' : label, document =>
      edit(isOfFirst ? this._withFirstCuts(document) : document)
    );
  }

  /** If the ids include first cuts, the drawn first cuts become steps of the document. */
  protected _withTouchedCuts(document: AnalysisDocument, ids: readonly Id[]): AnalysisDocument {
    const isTouched = this.cuts.some(({ id }) => ids.includes(id));
    return isTouched ? this._withFirstCuts(document) : document;
  }

  /** The document that a new step is added to; a new cut makes the first cuts steps as well. */
  protected _before(
    document: AnalysisDocument,
    { step, from = [scansId], parameters = {} }: NewStep
  ): AnalysisDocument {
    const entry = { id: '', step, from, parameters: parameters as StepEntry['parameters'] };
    const isCutToo = this._isOnMap(entry); // a value that is not JSON is rejected on adding
    return isCutToo
      ? this._withFirstCuts(document)
      : this._withTouchedCuts(document, from.map(idOf));
  }

  /** Whether a step is a cut drawn on the map. */
  private _isOnMap(entry: StepEntry): boolean {
    const home = this.cutHome;
    return isDrawn(entry) || (home !== null && isCutOf(entry, home));
  }

  private _look(active: Ref, isOther: boolean): void {
    const map = isOther ? { zoom: null } : {};
    const axes = isOther && this.view.shown.length === 0 ? { x: null, y: null } : {};
    this._use('Look at', [active], document => setView(document, { active, map, axes }));
  }

  /** @throws XESError why it can't be edited, and errors of the edit: then nothing has changed. */
  protected _edit(
    label: string,
    edit: (document: AnalysisDocument) => AnalysisDocument,
    merge?: string
  ): void {
    this._requireEditable();
    if (!this.isDisposed) {
      const next: Edit = merge === undefined ? { label } : { label, merge };
      const inputs = (id: Id) => this.outcome(id)?.inputs ?? null;
      const { document } = this;
      this._change(() => this._editor.edit(withKnownLists(document, edit(document), inputs), next));
    }
  }

  protected get _isEditable(): boolean {
    return this.isLoaded && !this._failure && !this.isDisposed;
  }

  /** @throws XESError `analysis/edit` before it is loaded, or why the document can't be read. */
  protected _requireEditable(): void {
    if (this.isDisposed || this._isEditable) {
      return; // edits after the end have no effect
    }
    throw this._failure ?? new XESError('analysis/edit', notLoaded);
  }

  protected _change(
    change: () => boolean,
    flags: Partial<ModelChange> = { document: true },
    others: readonly ModelKey[] = []
  ): boolean {
    const before = this.document;
    const { undo, redo } = this.history;
    if (!change()) {
      return false;
    }
    const { document, history } = this;
    this._list.follow(document.scans);
    const cuts = this._drawing.follow(document);
    this._tidyView();
    const isHistory = history.undo !== undo || history.redo !== redo;
    const keys = new Set([
      ...changedKeys(before, document),
      ...cuts,
      ...others,
      ...(isHistory ? [modelKeys.history] : [])
    ]);
    const isLook = flags.document && isSameWork(before, document);
    this._changed.emit({
      ...(isLook ? { chosen: true } : flags),
      ...(before.view === document.view ? {} : { view: true }),
      keys
    });
    return true;
  }
}

const notLoaded = 'This document is still being opened. Try again when it is shown.';
