import type { Drag } from '@lumino/dragdrop';
import type { Message } from '@lumino/messaging';
import { Panel, type Widget } from '@lumino/widgets';
import type { AnalysisModel } from '../analysis/index.js';
import type { ChannelName } from '../formats/scan.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import {
  composePng,
  cutImage,
  downloadBlob,
  loadImage,
  PlotHost,
  readTheme,
  spectrumCsv,
  spectrumFigure
} from '../plots/index.js';
import { cut, defaultWidth } from '../science/cuts.js';
import type { Cut, CutType, RXESMap } from '../science/map.js';
import type { Spectrum } from '../science/spectrum.js';
import { extent } from '../science/statistics.js';
import { Controls } from './controls.js';
import { MapPanel } from './mappanel.js';
import { Notice } from './notice.js';
import { PlotWidget } from './plotwidget.js';
import { Sidebar } from './sidebar.js';
import { StatusLine } from './statusline.js';

const contentsMime = 'application/x-jupyter-icontents';

export interface IViewerOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  /** Path of the document, for the log. */
  path: () => string;
  /** Asks the person for scans to add; absent for a lone scan. */
  onAddScans?: () => void;
  /** Takes scans dropped on the viewer; absent for a lone scan. */
  resolveDrop?: (paths: string[]) => void;
}

/** The viewer of both doors: shows what the model says, and changes it through its methods alone. */
export class XESViewer extends Panel {
  constructor(private _options: IViewerOptions) {
    super();
    this.addClass('jp-XESViewer');
    const { model, diagnostics, path } = _options;
    const guard = (doing: string, work: () => unknown) =>
      void diagnostics.guard({ doing, path: path() }, work);
    this._controls = new Controls({
      model,
      guard,
      addCut: type => this.addCut(type),
      saveProfile: type => this.saveProfile(type),
      saveFigure: () => this.saveFigure()
    });
    this._sidebar = new Sidebar({ model, guard, onAddScans: _options.onAddScans });
    this._notice = new Notice(model, guard, _options.onAddScans);
    this._status = new StatusLine(model);
    this._map = new MapPanel({
      diagnostics,
      path,
      onCut: (index, patch) => model.setCut(index, patch),
      onRemoveCut: index => model.removeCut(index),
      onRest: () => this.update(),
      onZoom: zoom => model.setView({ zoom }),
      onHover: cell => this._status.show(cell)
    });
    this._profiles = (['CIE', 'CEE'] as const).map(type => {
      const plot = new PlotWidget({ diagnostics, path });
      plot.addClass(`jp-mod-${type}`);
      return { type, plot, drawn: null };
    });
    this._spectrum = new PlotWidget({ diagnostics, path });
    this._spectrum.addClass('jp-XESSpectra');
    this.node.append(this._sidebar.node, this._controls.node, this._notice.node, this._status.node);
    [this._map, ...this._profiles.map(({ plot }) => plot), this._spectrum].forEach(w =>
      this.addWidget(w)
    );
    const changed = () => this.update();
    model.changed.connect(changed);
    this._owned.defer(() => model.changed.disconnect(changed));
    this._listenToDrops();
    this.update();
  }

  get canAddScans(): boolean {
    return this._options.onAddScans !== undefined;
  }

  addScans(): void {
    this._options.onAddScans?.();
  }

  setChannel(channel: ChannelName): void {
    this._model?.setView({ channel });
  }

  resetZoom(): void {
    this._model?.setView({ zoom: null });
  }

  /** Draw everything again, in the present theme. */
  refresh(): void {
    this._map.forget();
    this._forgetProfiles();
    this.update();
  }

  /** Give a map its first two cuts, through its maximum; one that has cuts keeps them. */
  ensureDefaultCuts(): void {
    if (this._model?.map && this._model.cuts.length === 0 && !this._hadCuts) {
      this._hadCuts = true;
      this.addCut('CIE');
      this.addCut('CEE');
    }
  }

  /** Add a cut through the map's maximum, one step wide. */
  addCut(type: 'CIE' | 'CEE'): void {
    const map = this._model?.map;
    if (map) {
      const [incident, emission] = maximum(map);
      const at = type === 'CIE' ? incident : emission;
      this._model?.addCut({ type, at, width: defaultWidth(map, type) });
    }
  }

  /** Save the spectrum, or the newest profile of a type, as CSV. @throws XESError `cut/empty` */
  saveProfile(type: CutType): void {
    const curve = this._model?.spectrum ?? this._profile(type)?.curve;
    if (curve) {
      const name = `${this._baseName()}-${this._model?.spectrum ? 'spectrum' : type}.csv`;
      downloadBlob(name, new Blob([spectrumCsv(curve)], { type: 'text/csv' }));
    }
  }

  /** Save what is shown as PNG. */
  async saveFigure(): Promise<void> {
    const plot = this._model?.map ? this._map : this._spectrum;
    const { clientWidth: width, clientHeight: height } = plot.node;
    const axes = await plot.toImage(width, height);
    if (!axes) {
      return;
    }
    const raster = this._model?.map ? this._map.raster : null;
    const below = raster
      ? [
          {
            image: raster.canvas,
            x: raster.area.left,
            y: raster.area.top,
            width: raster.area.width,
            height: raster.area.height
          }
        ]
      : [];
    const background = getComputedStyle(this.node).backgroundColor;
    const whole = { x: 0, y: 0, width, height };
    const above = [{ image: await loadImage(axes), ...whole }];
    if (this.isDisposed) {
      return;
    }
    const theme = readTheme(this.node);
    const cuts = raster
      ? [{ image: cutImage(this._model?.cuts ?? [], raster.area, theme, width, height), ...whole }]
      : [];
    const blob = await composePng(width, height, background, [...below, ...cuts, ...above]);
    downloadBlob(`${this._baseName()}.png`, blob);
  }

  /** A snapshot for `xes:state`; JSON. */
  state() {
    const model = this._model;
    const map = model?.map ?? null;
    const range = (axis?: Float64Array | null) => {
      const found = axis ? extent(axis) : null;
      return found && { min: found[0], max: found[1], unit: 'eV' };
    };
    return {
      scans: (model?.scans ?? []).map(({ path, state, scan, error }) => ({
        path,
        state,
        kind: scan?.kind ?? null,
        error: error && { code: error.code, message: error.message }
      })),
      failure: model?.failure && { code: model.failure.code, message: model.failure.message },
      kind: model?.active?.scan?.kind ?? null,
      channel: model?.channel?.name ?? null,
      view: model?.view ?? null,
      axes: {
        incident: range(model?.active?.scan?.incident),
        emission: range(model?.channel?.emission)
      },
      cuts: (model?.cuts ?? []).map(one => ({ ...one, points: map ? pointsOf(map, one) : 0 })),
      bytes: model?.active?.cost?.bytes ?? 0,
      plots: PlotHost.live
    };
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const { diagnostics, path } = this._options;
    diagnostics.guardSync({ doing: 'Closing the viewer', path: path() }, () =>
      this._owned.dispose()
    );
    this._forgetProfiles();
    this._controls.dispose();
    this._sidebar.dispose();
    this._notice.dispose();
    this._options = { ...this._options, model: null as unknown as AnalysisModel };
    super.dispose();
    this.node.replaceChildren();
  }

  protected override onUpdateRequest(msg: Message): void {
    super.onUpdateRequest(msg);
    const { diagnostics, path } = this._options;
    diagnostics.guardSync({ doing: 'Showing the scan', path: path() }, () => this._show());
  }

  private get _model(): AnalysisModel | null {
    return this._options.model;
  }

  private _show(): void {
    const model = this._model;
    if (this.isDisposed || !model) {
      return;
    }
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
    if (map) {
      this._map.showMap(map, model.view, model.cuts);
    }
    if (spectrum) {
      const title =
        model.active?.scan?.kind === 'XES' ? 'Emission energy ω (eV)' : 'Incident energy Ω (eV)';
      this._spectrum.render(spectrumFigure(spectrum, title, readTheme(this.node)));
    }
  }

  private _showProfile(shown: XESViewer['_profiles'][number], map: RXESMap | null): void {
    const { type, plot } = shown;
    const profile = map && this._profile(type);
    setVisible(plot, !!profile);
    if (!profile) {
      shown.drawn = null;
    } else if (shown.drawn?.[0] !== map || shown.drawn[1] !== profile.cut) {
      const theme = readTheme(this.node);
      const color = type === 'CIE' ? theme.accent : theme.second;
      const title = profileTitle(profile.cut);
      const isPreview = this._map.isDragging && plot.preview(profile.curve, title, color);
      shown.drawn = isPreview ? null : [map, profile.cut];
      if (!isPreview) {
        plot.render(spectrumFigure(profile.curve, title, theme, color));
      }
    }
  }

  private _forgetProfiles(): void {
    this._profiles.forEach(profile => (profile.drawn = null));
  }

  /** The newest cut of a type with its curve; null where there is none, or it is empty. */
  private _profile(type: CutType): { cut: Cut; curve: Spectrum } | null {
    const map = this._model?.map;
    const found = [...(this._model?.cuts ?? [])].reverse().find(one => one.type === type);
    return map && found && pointsOf(map, found) > 0 ? { cut: found, curve: cut(map, found) } : null;
  }

  private _baseName(): string {
    const name = this._model?.active?.path.split('/').pop() ?? 'scan';
    return name.replace(/\.[^.]*$/, '');
  }

  private _listenToDrops(): void {
    const take = this._options.resolveDrop;
    if (!take) {
      return;
    }
    for (const type of ['lm-dragenter', 'lm-dragover', 'lm-drop']) {
      this._owned.listen<Drag.Event>(this.node, type, event => {
        if (!event.mimeData.hasData(contentsMime)) {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        event.dropAction = 'copy';
        if (type === 'lm-drop') {
          const paths = event.mimeData.getData(contentsMime) as string[];
          const where = { doing: 'Adding dropped scans', path: this._options.path() };
          this._options.diagnostics.guardSync(where, () => take(paths));
        }
      });
    }
  }

  private _owned = new DisposableStore();
  private _hadCuts = false;
  private _controls: Controls;
  private _sidebar: Sidebar;
  private _notice: Notice;
  private _status: StatusLine;
  private _map: MapPanel;
  /** Each with what its plot shows; null where it must be drawn. */
  private _profiles: { type: 'CIE' | 'CEE'; plot: PlotWidget; drawn: [RXESMap, Cut] | null }[];
  private _spectrum: PlotWidget;
}

function setVisible(widget: Widget, visible: boolean): void {
  if (widget.isHidden === visible) {
    widget.setHidden(!visible);
  }
}

function profileTitle({ type, at, width }: Cut): string {
  const name = type === 'CIE' ? 'ω (eV), CIE at Ω' : 'Ω (eV), CEE at ω';
  return `${name} = ${at.toFixed(2)} ± ${(width / 2).toFixed(2)} eV`;
}

function pointsOf(map: RXESMap, one: Cut): number {
  try {
    return cut(map, one).energy.length;
  } catch {
    return 0; // an empty cut is a state to show, not an error
  }
}

/** Energies of the brightest cell. */
function maximum(map: RXESMap): [number, number] {
  let best = -1;
  map.intensity.forEach((value, i) => {
    if (best < 0 ? !Number.isNaN(value) : value > map.intensity[best]) {
      best = i;
    }
  });
  const at = Math.max(best, 0);
  return [
    map.incident[at % map.incident.length],
    map.emission[Math.floor(at / map.incident.length)]
  ];
}
