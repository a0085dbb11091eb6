import type { Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { Panel, type Widget } from '@lumino/widgets';
import { newCut } from '../analysis/cutplaces.js';
import type { Id } from '../analysis/document/index.js';
import type { DrawnMap, DrawnSpectrum } from '../compute/types.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import {
  shownCut,
  snapshot,
  type AnalysisModel,
  type ModelChange,
  type ModelCut
} from '../model/index.js';
import { nameOf } from '../model/labels.js';
import { downloadBlob, PlotHost, readTheme, spectrumCsv, spectrumFigure } from '../plots/index.js';
import { XESError } from '../base/errors.js';
import type { CutType } from '../science/map.js';
import { possibleActions, type ViewerAction } from './actions.js';
import { Controls } from './controls.js';
import { acceptDrops } from './drops.js';
import { MapPanel, type IMapPanelOptions, type IPictureWanted } from './mappanel.js';
import { Notice } from './notice.js';
import type { ViewerPart } from './part.js';
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
  /** Adds scans by the paths JupyterLab knows them by; absent for a lone scan. @returns their ids. */
  addScans?: (paths: readonly string[]) => readonly Id[];
  /** How many workers live that read and compute, for all documents. */
  liveWorkers?: () => number;
  /** Asks the person for scans to add; absent for a lone scan. */
  onAddScans?: () => void;
  /** Takes scans dropped on the viewer; absent for a lone scan. */
  resolveDrop?: (paths: string[]) => unknown;
}

/** The viewer of scans and analyses: shows what the model says, and changes it through its methods alone. */
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

  /** Ask the person for scans to add. */
  askForScans(): void {
    this._options?.onAddScans?.();
  }

  /** @returns ids of the scans of these paths. @throws XESError `analysis/edit` where the viewer is one of a lone scan. */
  addScans(paths: readonly string[]): readonly Id[] {
    const add = this._options?.addScans;
    if (!add) {
      throw new XESError(
        'analysis/edit',
        'A scan that is open by itself takes no others. Make an analysis, and add them to that.'
      );
    }
    return add(paths);
  }

  setChannel(channel: string): void {
    this._model?.setChannel(channel);
  }

  resetZoom(): void {
    this._model?.setView({ zoom: null });
  }

  /** Draw everything again, in the present theme and with the present preferences. */
  refresh(): void {
    this._map.forget();
    this._profiles.forEach(profile => profile.forget());
    this._drawn = null;
    this._isStale = true;
    this.update();
  }

  /** Add a cut through the map's maximum or beside the cuts there, as wide as is preferred. */
  addCut(type: 'CIE' | 'CEE'): void {
    const model = this._model;
    if (model?.map) {
      const { map, cuts, view } = model;
      model.addCut(newCut(map, type, this._preferences.cutSteps, cuts, view.map.zoom));
    }
  }

  /**
   * Save the spectrum, or of a map the profile of a type that is shown, as CSV.
   * @throws XESError `cut/empty` where no measured point lies in the cut, and why else there is no curve.
   */
  async saveProfile(type: CutType | 'spectrum'): Promise<void> {
    const { _model: model } = this;
    const cut = model?.map && type !== 'spectrum' ? this._shownCut(type) : null;
    if (!model || !(model.spectrum || cut)) {
      return;
    }
    const name = `${this._baseName()}-${model.spectrum ? 'spectrum' : type}.csv`;
    const curve = await model.curve(model.spectrum ? null : (cut?.id ?? null));
    if (!this.isDisposed) {
      downloadBlob(name, new Blob([spectrumCsv(curve)], { type: 'text/csv' }));
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
    // each by itself: a layout stops at the first child that throws
    for (const part of [this._owned, ...this.children()]) {
      diagnostics?.guardSync(where, () => part.dispose());
    }
    this._model = this._options = this._drawn = null;
    super.dispose();
    this.node.replaceChildren();
  }

  /** Show what changed; all of it where a whole update was asked for. */
  protected override onUpdateRequest(msg: Message): void {
    super.onUpdateRequest(msg);
    const where = { doing: 'Showing the scan', path: this._path() };
    this._options?.diagnostics.guardSync(where, () => this._show());
  }

  private get _preferences(): IViewerPreferences {
    return this._options?.preferences?.() ?? defaultPreferences;
  }

  private get _parts(): ViewerPart[] {
    return [this._controls, this._sidebar, this._status, this._notice];
  }

  private _show(): void {
    const model = this._model;
    if (this.isDisposed || !model) {
      return;
    }
    const due = this._isStale ? this._parts : this._parts.filter(part => this._due.has(part));
    this._due.clear();
    this._isStale = false;
    this.node.dataset.profiles = this._preferences.profiles;
    due.forEach(part => part.update());
    const covered = this._notice.isCovering;
    const map = covered ? null : model.map;
    const spectrum = covered || map ? null : model.spectrum;
    this.toggleClass('jp-mod-map', map !== null);
    setVisible(this._map, map !== null);
    this._profiles.forEach(profile => this._showProfile(profile, map !== null));
    setVisible(this._spectrum, spectrum !== null);
    if (!model.map) {
      this._map.clear();
    }
    if (map) {
      this._showMap(model, map);
    }
    if (spectrum !== this._drawn) {
      this._showSpectrum(spectrum, model.kind === 'XES');
    }
    this._updateActions(model);
  }

  private _showMap(model: AnalysisModel, map: DrawnMap): void {
    const { valueKey, colorLimits, cuts, view } = model;
    if (valueKey !== null && colorLimits) {
      this._map.showMap({
        key: valueKey,
        source: sourceOf(model),
        map,
        view: view.map,
        limits: colorLimits,
        cuts,
        shown: this._profiles.flatMap(({ type }) => this._shownCut(type)?.id ?? [])
      });
    }
  }

  private _showProfile(plot: ProfilePlot, hasMap: boolean): void {
    const cut = hasMap ? this._shownCut(plot.type) : null;
    setVisible(plot, cut !== null);
    this.toggleClass(`jp-mod-has${plot.type}`, cut !== null);
    const { _model: model } = this;
    if (model && cut) {
      plot.showCut(cut, model.profile(cut.id), this._map.isDragging, sourceOf(model));
    } else {
      plot.forget();
    }
  }

  private _showSpectrum(spectrum: DrawnSpectrum | null, isEmission: boolean): void {
    this._drawn = spectrum;
    if (spectrum) {
      const title = isEmission ? 'Emission energy ω (eV)' : 'Incident energy Ω (eV)';
      this._spectrum.render(spectrumFigure(spectrum, title, readTheme(this.node)));
    }
  }

  private _updateActions(model: AnalysisModel): void {
    const actions = JSON.stringify(possibleActions(model, this.canAddScans));
    if (actions !== this._actions) {
      this._actions = actions;
      this._actionsChanged.emit();
    }
  }

  private _shownCut(type: CutType): ModelCut | null {
    return shownCut(this._model?.cuts ?? [], type, this._chosen[type]);
  }

  private _baseName(): string {
    return nameOf(this._model?.active?.path ?? 'scan');
  }

  private _onModelChanged(model: AnalysisModel, change: ModelChange): void {
    if (model.cuts.length !== this._cutCount) {
      this._chosen = {}; // a new one is shown at once
      this._cutCount = model.cuts.length;
    }
    this._parts.filter(part => part.concerns(change)).forEach(part => this._due.add(part));
    this.update();
  }

  private _mapEvents(): Omit<IMapPanelOptions, 'diagnostics' | 'path'> {
    return {
      onCut: (id, patch, isMoving) =>
        this._model?.setCut(id, patch, isMoving ? `moving ${id}` : undefined),
      onRemoveCut: id => this._model?.removeCut(id),
      onChooseCut: id => this._choose(id),
      onRest: () => {
        this._model?.endMerge();
        this.update();
      },
      onZoom: zoom => this._model?.setView({ zoom }),
      onHover: cell => this._status.show(cell),
      paint: wanted => paint(this._model, wanted)
    };
  }

  private _noticeOptions() {
    return {
      progressDelay: () => this._preferences.progressDelay,
      addScans: this.canAddScans ? () => this.askForScans() : undefined
    };
  }

  private _choose(id: string): void {
    const type = this._model?.cuts.find(cut => cut.id === id)?.type;
    if (type && this._chosen[type] !== id) {
      this._chosen = { ...this._chosen, [type]: id };
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
  /** By type, the cut the user grabbed last. */
  private _chosen: Partial<Record<CutType, string>> = {};
  /** Parts that show something that changed. */
  private _due = new Set<ViewerPart>();
  /** Whether everything is to be updated. */
  private _isStale = true;
  /** The spectrum that is drawn. */
  private _drawn: DrawnSpectrum | null = null;
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

/** The scan and the arm that are shown. */
function sourceOf({ activeRef, channel }: AnalysisModel): string {
  return `${activeRef?.id}:${channel?.name}`;
}

/** Have a map painted that a model shows. */
async function paint(model: AnalysisModel | null, wanted: IPictureWanted) {
  const { key, view, limits, ...place } = wanted;
  if (!model) {
    throw new XESError('worker/cancelled', 'The viewer was closed.');
  }
  const { colorMap, scale } = view;
  const colors = { colorMap, scale, limits, percentile: null };
  return model.picture({ valueKey: key, ...place, colors });
}
