import type { ReadChoice } from '../formats/mapping/types.js';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Panel } from '@lumino/widgets';
import type { Id, Ref } from '../analysis/document/index.js';
import { XESError } from '../base/errors.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore, MutableDisposable } from '../lifecycle/index.js';
import { snapshot, type AnalysisModel, type ModelChange } from '../model/index.js';
import { copyPicture, downloadBlob, PlotHost } from '../plots/index.js';
import type { IColumnsSource } from './columns/types.js';
import { possibleActions, type ViewerAction } from './actions.js';
import type { NewCutType } from './cutmenu.js';
import { acceptDrops } from './drops.js';
import { shownName } from './filename.js';
import { focusWithin } from './focus.js';
import { Inspector, openAddStep } from './inspector/index.js';
import { defaultLayout, type ILayoutStore, type SideName } from './layout/types.js';
import { Workbench } from './layout/workbench.js';
import { ListPanel } from './list/index.js';
import type { IFigureFolder } from './paper/types.js';
import type { IBeginnings } from './notice.js';
import { Picks, type IPick } from './picks.js';
import { defaultPreferences, type IViewerPreferences } from './preferences.js';
import type { ConfirmRemoval } from './removing.js';
import { addCut } from './stage/newcuts.js';
import type { PopOut } from './stage/poppedprofiles.js';
import { Stage } from './stage/stage.js';

export interface IViewerOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  /** Path of the document, for the log. */
  path: () => string;
  /** The document's folder, for figures; absent if they can only be downloaded. */
  folder?: IFigureFolder;
  /** The user's present preferences; defaults if absent. */
  preferences?: () => IViewerPreferences;
  /** Adds scans by their paths in JupyterLab; absent for a lone scan. @returns their ids. */
  addScans?: (paths: readonly string[], choice?: ReadChoice) => readonly Id[];
  /** Number of live workers that read and compute, for all documents. */
  liveWorkers?: () => number;
  /** Asks the user for scans to add; absent for a lone scan. */
  onAddScans?: () => void;
  /** Ways to start that an empty analysis offers; absent if there are none. */
  beginnings?: IBeginnings;
  /** Opens the menu of a row of the list. */
  onRowMenu?: (ref: Ref, at: { x: number; y: number }) => void;
  /** Opens the menu of a step as code. */
  onCodeMenu?: (id: Id, at: { x: number; y: number }) => void;
  /** Needed to assign the arrays of a file; absent if unavailable. */
  columns?: IColumnsSource;
  /** Asks whether a removal may change other results. */
  confirmRemoval?: ConfirmRemoval;
  /** Saves the widths of the panels for the next viewer. */
  layoutStore?: ILayoutStore;
  /** Shows a plot in a tab of its own. */
  popOut?: PopOut;
  /** Takes scans dropped on the viewer; absent for a lone scan. */
  resolveDrop?: (paths: string[]) => unknown;
}

/** The viewer of scans and analyses: shows the model, and changes it only through its methods. */
export class XESViewer extends Panel {
  constructor(options: IViewerOptions) {
    super();
    this.addClass('jp-XESViewer');
    this.node.tabIndex = -1; // takes the focus, so that shortcuts find it
    const { model, diagnostics } = options;
    // closures here would share what they capture: everything is accessed through `this`
    this._options = options;
    this._model = model;
    const store = options.layoutStore ?? unremembered();
    this._stage = new Stage({
      model,
      picks: this._picks,
      residual: {
        get: () => store.load().residual,
        set: residual => store.save({ ...store.load(), residual })
      },
      diagnostics,
      path: this._path,
      folder: options.folder,
      guard: this._guard,
      preferences: () => this._preferences,
      addCut: this._addCut,
      onChange: () => this.update(),
      addScans: this.canAddScans ? () => this.askForScans() : undefined,
      beginnings: options.beginnings,
      askColumns: options.columns && this._askColumns,
      popOut: (plot, title) => (this._options?.popOut ?? noPlace)(plot, title)
    });
    this._bench = new Workbench({ stage: this._stage, store });
    this._bench.keepClosed('list', !this.canAddScans);
    this.addWidget(this._bench);
    model.changed.connect(this._onModelChanged, this);
    this._picks.edited.connect(this._onEdited, this);
    focusWithin(this.node, this._owned);
    if (options.resolveDrop) {
      acceptDrops(this.node, this._owned, this._takeDrop);
    }
    this.update();
  }

  /** Fill the panels next to the stage. The first drawing does not wait for them. */
  fillPanels(): void {
    const { _model: model, _guard: guard } = this;
    if (this.isDisposed || !model || this._isFilled) {
      return;
    }
    this._isFilled = true;
    const {
      columns,
      confirmRemoval,
      onRowMenu: onMenu,
      onCodeMenu: offerCode
    } = this._options ?? {};
    const isLone = !this.canAddScans;
    const list = () =>
      new ListPanel({
        model,
        guard,
        isLone,
        addScans: this.canAddScans ? () => this.askForScans() : undefined,
        addStep: anchor => this.offerSteps(anchor),
        onMenu,
        confirmRemoval
      });
    // if one fails, the other is still shown
    guard('Showing the list', () => this._bench.fill('list', list()));
    guard('Showing the inspector', () => {
      const [picks, askColumns] = [this._picks, columns && this._askColumns];
      const common = { model, guard, isLone, picks, confirmRemoval };
      this._inspector = new Inspector({ ...common, askColumns, offerCode });
      this._bench.fill('inspector', this._inspector);
    });
  }

  /** Offer the steps that take the selection. @param anchor if absent, the list's edge. */
  offerSteps(anchor?: HTMLElement): void {
    if (this._model) {
      const at = anchor ?? this._bench.edgeOf('list');
      this._menu.value = openAddStep(this._model, this._guard, at);
    }
  }

  /** Open the dialog that assigns the arrays of a scan's file. */
  askColumns(id: Id): void {
    const { columns: source, diagnostics } = this._options ?? {};
    this._guard('Asking for the columns', async () => {
      const { askColumns } = await import('./columns/askcolumns.js');
      const model = this._model; // it may have been closed meanwhile
      if (model && source && diagnostics) {
        this._dialog.value = askColumns(id, { model, diagnostics, guard: this._guard, source });
      }
    });
  }

  /** Open or close a panel next to the stage. */
  togglePanel(name: SideName): void {
    this._bench.toggle(name);
  }

  /** Whether a panel next to the stage is open. */
  isPanelOpen(name: SideName): boolean {
    return this._bench.isOpen(name);
  }

  get canAddScans(): boolean {
    return this._options?.onAddScans !== undefined;
  }

  /** Whether an action is possible now. */
  can(action: ViewerAction): boolean {
    return possibleActions(this._model, this.canAddScans)[action];
  }

  /** Emitted when the result of `can` may have changed. */
  get actionsChanged(): ISignal<this, void> {
    return this._actionsChanged;
  }

  /** Ask the user for scans to add. */
  askForScans(): void {
    this._options?.onAddScans?.();
  }

  /** @returns ids of the scans. @throws XESError `analysis/edit` in the viewer of a lone scan. */
  addScans(paths: readonly string[], choice?: ReadChoice): readonly Id[] {
    const add = this._options?.addScans;
    if (!add) {
      throw new XESError(
        'analysis/edit',
        'No scans can be added to a scan that was opened on its own. Create an analysis, and add them to it.'
      );
    }
    return add(paths, choice);
  }

  setChannel(channel: string): void {
    this._model?.setChannel(channel);
  }

  /** Show the whole range again. */
  resetZoom(): void {
    const { view } = this._model ?? {};
    if (view?.map.zoom) {
      this._model?.setView({ zoom: null });
    }
    if (view?.axes.x || view?.axes.y) {
      this._model?.setAxesView({ x: null, y: null });
    }
  }

  /** Draw everything again, with the present theme and preferences. */
  refresh(): void {
    this._stage.refresh();
    this.update();
  }

  /** Add a cut at an informative place, with the preferred width; a line is drawn by hand. */
  addCut(type: NewCutType): void {
    if (!this._model?.map) {
      return;
    }
    if (type === 'line') {
      this._stage.map.drawLine();
    } else {
      addCut(this._model, type, this._preferences.cutSteps);
    }
  }

  /** Save the displayed plots as PNG. */
  async saveFigure(): Promise<void> {
    const name = `${shownName(this._model)}.png`;
    const blob = await this._stage.toPng();
    if (blob && !this.isDisposed) {
      downloadBlob(name, blob);
    }
  }

  /** Copy the displayed plots to the clipboard, as a picture. @throws XESError as `copyPicture` */
  copyFigure(): Promise<void> {
    return copyPicture(
      this._stage.toPng().then(blob => {
        if (!blob) {
          throw new XESError(
            'command/argument',
            'There is no plot to copy. Show a curve or a map.'
          );
        }
        return blob;
      })
    );
  }

  /** Let the user save a figure for a paper. */
  openPaper(): void {
    this._stage.openPaper();
  }

  /** Bytes of the painted pixels. */
  get rasterBytes(): number {
    return this._stage.mapStage.grid.rasterBytes;
  }

  /** Release the pixels of a hidden viewer. @returns bytes released. */
  releaseRaster(): number {
    return this._stage.mapStage.grid.releaseRaster();
  }

  /** A snapshot for `xes:state`; JSON. */
  state() {
    const workers = this._options?.liveWorkers?.() ?? 0;
    return { ...snapshot(this._model), plots: PlotHost.live, workers };
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const where = { doing: 'Closing the viewer', path: this._path() };
    this._model?.changed.disconnect(this._onModelChanged, this);
    const { diagnostics } = this._options ?? {};
    // each on its own: a layout stops at the first child that throws
    for (const part of [this._owned, this._stage, this._bench]) {
      diagnostics?.guardSync(where, () => part.dispose());
    }
    this._picks.clear();
    this._model = this._options = this._inspector = null;
    super.dispose();
    this.node.replaceChildren();
  }

  /** JupyterLab's current widget is the one that has the focus. */
  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    if (!this.node.contains(document.activeElement)) {
      this.node.focus({ preventScroll: true });
    }
  }

  /** Show what changed; everything if a full update was requested. */
  protected override onUpdateRequest(msg: Message): void {
    super.onUpdateRequest(msg);
    const where = { doing: 'Showing the scan', path: this._path() };
    this._options?.diagnostics.guardSync(where, () => this._show());
  }

  private get _preferences(): IViewerPreferences {
    return this._options?.preferences?.() ?? defaultPreferences;
  }

  private _show(): void {
    const model = this._model;
    if (this.isDisposed || !model) {
      return;
    }
    if (!this._isShown) {
      this._isShown = model.activeRef !== null && model.isSettled;
      this._bench.recall(); // the saved layout may have been loaded after the viewer
    }
    this._openList(model);
    this._stage.showAll();
    this._updateActions(model);
  }

  /** A lone scan with one arm needs no list, not even when steps are added from its cuts. */
  private _openList(model: AnalysisModel): void {
    const arms = model.scans[0]?.facts?.channels.length ?? 0;
    this._bench.keepClosed('list', !this.canAddScans && arms < 2);
  }

  private _updateActions(model: AnalysisModel): void {
    const actions = JSON.stringify(possibleActions(model, this.canAddScans));
    if (actions !== this._actions) {
      this._actions = actions;
      this._actionsChanged.emit();
    }
  }

  private _onModelChanged(_: AnalysisModel, change: ModelChange): void {
    this._stage.follow(change);
    this.update();
  }

  /** A mark's numbers are edited in the form. */
  private _onEdited(_: Picks, pick: IPick): void {
    if (!this._bench.isOpen('inspector')) {
      this._bench.toggle('inspector');
    }
    this._inspector?.focusField(pick);
  }

  private _path = () => this._options?.path() ?? '';
  private _guard = (doing: string, work: () => unknown) =>
    void this._options?.diagnostics.guard({ doing, path: this._path() }, work);
  /** Arrow keys move a cut that the user added. */
  private _addCut = (type: NewCutType) => {
    const before = new Set(this._model?.cuts.map(({ id }) => id));
    this.addCut(type);
    const added = this._model?.cuts.find(({ id }) => !before.has(id));
    if (added) {
      this._stage.map.focusCut(added.id);
    }
  };
  private _takeDrop = (paths: string[]) =>
    this._guard('Adding dropped scans', () => this._options?.resolveDrop?.(paths));

  private _askColumns = (id: Id) => this.askColumns(id);

  private _model: AnalysisModel | null;
  private _options: IViewerOptions | null;
  private _owned = new DisposableStore();
  private _actions = '';
  private _actionsChanged = new Signal<this, void>(this);
  private _stage: Stage;
  private _bench: Workbench;
  private _picks = new Picks();
  private _inspector: Inspector | null = null;
  private _menu = this._owned.add(new MutableDisposable<IDisposable>());
  private _dialog = this._owned.add(new MutableDisposable<IDisposable>());
  private _isFilled = false;
  /** Whether there was something to show. */
  private _isShown = false;
}

/** A layout that is not shared with the next viewer. */
function unremembered(): ILayoutStore {
  let layout = defaultLayout;
  return { load: () => layout, save: changed => (layout = changed) };
}

/** If there are no tabs. */
const noPlace: PopOut = plot => plot.dispose();
