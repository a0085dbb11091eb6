import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Panel, type Widget } from '@lumino/widgets';
import { curveAlong, shownCut, snapshot, type AnalysisModel } from '../analysis/index.js';
import type { ChannelName } from '../formats/scan.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import { downloadBlob, PlotHost, readTheme, spectrumCsv, spectrumFigure } from '../plots/index.js';
import { XESError } from '../science/errors.js';
import type { Cut, CutType, RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { possibleActions, type ViewerAction } from './actions.js';
import { Controls } from './controls.js';
import { acceptDrops } from './drops.js';
import { MapPanel } from './mappanel.js';
import { newCut } from './newcut.js';
import { Notice } from './notice.js';
import { PlotWidget } from './plotwidget.js';
import { defaultPreferences, type IViewerPreferences } from './preferences.js';
import { ProfilePlot } from './profileplot.js';
import { figurePng } from './savefigure.js';
import { Sidebar } from './sidebar.js';
import { StatusLine } from './statusline.js';

export interface IViewerOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  /** Path of the document, for the log. */
  path: () => string;
  /** What the person prefers now; the defaults where it is left out. */
  preferences?: () => IViewerPreferences;
  /** Asks the person for scans to add; absent for a lone scan. */
  onAddScans?: () => void;
  /** Takes scans dropped on the viewer; absent for a lone scan. */
  resolveDrop?: (paths: string[]) => void;
}

/** The viewer of both doors: shows what the model says, and changes it through its methods alone. */
export class XESViewer extends Panel {
  constructor(options: IViewerOptions) {
    super();
    this.addClass('jp-XESViewer');
    const { model, diagnostics } = options;
    // closures here would share what they hold: everything is reached through `this`
    this._options = options;
    this._model = model;
    const plot = { diagnostics, path: this._path };
    this._controls = this._owned.add(new Controls(model, this._guard, this._addCut));
    this._sidebar = this._owned.add(new Sidebar(model, this._guard, this.canAddScans));
    this._notice = this._owned.add(new Notice(model, this._guard, this._noticeOptions()));
    this._status = this._owned.add(new StatusLine(model, this._guard));
    this._map = new MapPanel({ ...plot, ...this._mapEvents() });
    this._profiles = [new ProfilePlot('CIE', plot), new ProfilePlot('CEE', plot)];
    this._spectrum = new PlotWidget(plot);
    this._spectrum.addClass('jp-XESSpectra');
    [this._map, ...this._profiles, this._spectrum].forEach(widget => this.addWidget(widget));
    // the order of the tab key: what is chosen, then what is shown
    this.node.prepend(this._controls.node, this._sidebar.node, this._notice.node);
    this.node.append(this._status.node);
    model.changed.connect(this._onModelChanged, this);
    if (options.resolveDrop) {
      acceptDrops(this.node, this._owned, this._takeDrop);
    }
    this.update();
  }

  get canAddScans(): boolean {
    return this._options?.onAddScans !== undefined;
  }

  /** Whether something can be done now. */
  can(action: ViewerAction): boolean {
    return possibleActions(this._model, this.canAddScans)[action];
  }

  /** Emitted where `can` answers differently for some action. */
  get actionsChanged(): ISignal<this, void> {
    return this._actionsChanged;
  }

  addScans(): void {
    this._options?.onAddScans?.();
  }

  setChannel(channel: ChannelName): void {
    this._model?.setView({ channel });
  }

  resetZoom(): void {
    this._model?.setView({ zoom: null });
  }

  /** Draw everything again, in the present theme and with the present preferences. */
  refresh(): void {
    this._map.forget();
    this._profiles.forEach(profile => profile.forget());
    this.update();
  }

  /**
   * Give a map its first two cuts, through its maximum.
   * @param none the cuts of the new document: another list, empty or not, is how somebody wants it.
   */
  ensureDefaultCuts(none: readonly Cut[]): void {
    if (this._model?.map && this._model.cuts === none) {
      this._model.edits.without(() => {
        this.addCut('CIE');
        this.addCut('CEE');
      });
    }
  }

  /** Add a cut through the map's maximum or beside the cuts there, as wide as is preferred. */
  addCut(type: 'CIE' | 'CEE'): void {
    const model = this._model;
    if (model?.map) {
      const { map, cuts, view } = model;
      model.addCut(newCut(map, type, this._preferences.cutSteps, cuts, view.zoom));
    }
  }

  /**
   * Save the spectrum, or of a map the profile of a type that is shown, as CSV.
   * @throws XESError `cut/empty` where no measured point lies in the cut.
   */
  saveProfile(type: CutType | 'spectrum'): void {
    const { _model: model } = this;
    const cut = model?.map && type !== 'spectrum' ? this._shownCut(type) : null;
    const curve = model?.spectrum ?? (model?.map && cut ? curveAlong(model.map, cut) : null);
    if (curve) {
      const name = `${this._baseName()}-${model?.spectrum ? 'spectrum' : type}.csv`;
      downloadBlob(name, new Blob([spectrumCsv(curve)], { type: 'text/csv' }));
    } else if (cut) {
      throw new XESError(
        'cut/empty',
        'No measured point lies in this cut: move it, or make it wider.'
      );
    }
  }

  /** Save what is shown as PNG. */
  async saveFigure(): Promise<void> {
    const plot = this._model?.map ? this._map : this._spectrum;
    const name = `${this._baseName()}.png`;
    const blob = await figurePng(plot, this._model?.cuts ?? []);
    if (blob && !this.isDisposed) {
      downloadBlob(name, blob);
    }
  }

  /** Bytes of the pixels painted. */
  get rasterBytes(): number {
    return this._map.rasterBytes;
  }

  /** Give up the pixels of a viewer that is not seen. @returns bytes given up. */
  releaseRaster(): number {
    return this._map.releaseRaster();
  }

  /** A snapshot for `xes:state`; JSON. */
  state() {
    return { ...snapshot(this._model), plots: PlotHost.live };
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const where = { doing: 'Closing the viewer', path: this._path() };
    this._model?.changed.disconnect(this._onModelChanged, this);
    const { diagnostics } = this._options ?? {};
    // each by itself: a layout stops at the first child that throws
    for (const part of [this._owned, ...this.children()]) {
      diagnostics?.guardSync(where, () => part.dispose());
    }
    this._model = null;
    this._options = null;
    super.dispose();
    this.node.replaceChildren();
  }

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
    this.node.dataset.profiles = this._preferences.profiles;
    this._controls.update();
    this._sidebar.update();
    this._status.update();
    const covered = this._notice.update();
    const map = covered ? null : model.map;
    const spectrum = covered || map ? null : model.spectrum;
    this.toggleClass('jp-mod-map', map !== null);
    setVisible(this._map, map !== null);
    this._profiles.forEach(profile => this._showProfile(profile, map));
    setVisible(this._spectrum, spectrum !== null);
    if (!model.map) {
      this._map.clear();
    }
    if (map) {
      const shown = this._profiles.map(({ type }) => this._shownIndex(type));
      this._map.showMap(map, model.view, model.cuts, shown);
    }
    if (spectrum) {
      this._showSpectrum(spectrum, model.kind === 'XES');
    }
    this._tellActions(model);
  }

  private _showProfile(plot: ProfilePlot, map: RXESMap | null): void {
    const cut = map && this._shownCut(plot.type);
    setVisible(plot, !!cut);
    this.toggleClass(`jp-mod-has${plot.type}`, !!cut);
    if (map && cut) {
      plot.showCut(map, cut, this._map.isDragging);
    } else {
      plot.forget();
    }
  }

  private _showSpectrum(spectrum: Spectrum, isEmission: boolean): void {
    const title = isEmission ? 'Emission energy ω (eV)' : 'Incident energy Ω (eV)';
    this._spectrum.render(spectrumFigure(spectrum, title, readTheme(this.node)));
  }

  private _tellActions(model: AnalysisModel): void {
    const actions = JSON.stringify(possibleActions(model, this.canAddScans));
    if (actions !== this._actions) {
      this._actions = actions;
      this._actionsChanged.emit();
    }
  }

  private _shownIndex(type: CutType): number {
    return shownCut(this._model?.cuts ?? [], type, this._chosen[type]);
  }

  private _shownCut(type: CutType): Cut | null {
    return this._model?.cuts[this._shownIndex(type)] ?? null;
  }

  private _baseName(): string {
    const name = this._model?.active?.path.split('/').pop() ?? 'scan';
    return name.replace(/\.[^.]*$/, '');
  }

  private _onModelChanged(model: AnalysisModel): void {
    if (model.cuts.length !== this._cutCount) {
      // the indices mean other cuts now; a new one is shown at once
      this._chosen = {};
      this._cutCount = model.cuts.length;
    }
    this.update();
  }

  private _mapEvents() {
    return {
      onCut: (index: number, patch: Partial<Cut>) => this._model?.setCut(index, patch),
      onRemoveCut: (index: number) => this._model?.removeCut(index),
      onChooseCut: (index: number) => this._choose(index),
      onRest: () => this.update(),
      onZoom: (zoom: AnalysisModel['view']['zoom']) => this._model?.setView({ zoom }),
      onHover: (cell: Parameters<StatusLine['show']>[0]) => this._status.show(cell)
    };
  }

  private _noticeOptions() {
    return {
      progressDelay: () => this._preferences.progressDelay,
      addScans: this.canAddScans ? () => this.addScans() : undefined
    };
  }

  private _choose(index: number): void {
    const type = this._model?.cuts[index]?.type;
    if (type && this._chosen[type] !== index) {
      this._chosen = { ...this._chosen, [type]: index };
      this.update();
    }
  }

  private _path = () => this._options?.path() ?? '';
  private _guard = (doing: string, work: () => unknown) =>
    void this._options?.diagnostics.guard({ doing, path: this._path() }, work);
  private _addCut = (type: 'CIE' | 'CEE') => this.addCut(type);
  private _takeDrop = (paths: string[]) =>
    this._guard('Adding dropped scans', () => this._options?.resolveDrop?.(paths));

  private _model: AnalysisModel | null;
  private _options: IViewerOptions | null;
  private _owned = new DisposableStore();
  private _cutCount = 0;
  /** By type, the index of the cut a person took hold of last. */
  private _chosen: Partial<Record<CutType, number>> = {};
  private _actions = '';
  private _actionsChanged = new Signal<this, void>(this);
  private _controls: Controls;
  private _sidebar: Sidebar;
  private _notice: Notice;
  private _status: StatusLine;
  private _map: MapPanel;
  private _profiles: ProfilePlot[];
  private _spectrum: PlotWidget;
}

function setVisible(widget: Widget, visible: boolean): void {
  if (widget.isHidden === visible) {
    widget.setHidden(!visible);
  }
}
