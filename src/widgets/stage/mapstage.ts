import { Panel, type Widget } from '@lumino/widgets';
import { asXESError, XESError } from '../../base/errors.js';
import type { DrawnMap } from '../../compute/types.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { shownCut, type AnalysisModel, type ModelCut } from '../../model/index.js';
import type { ICell } from '../../plots/index.js';
import type { CutType } from '../../science/map.js';
import { choiceOf } from '../mapcontours.js';
import { MapPanel, type IMapPanelOptions, type IPictureWanted } from '../mappanel.js';
import type { PlotWidget } from '../plotwidget.js';
import { ProfilePlot } from '../profileplot.js';
import { setVisible } from '../setvisible.js';

export interface IMapStageOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  path: () => string;
  /** The cell under the pointer; null outside. */
  onHover: (cell: ICell | null) => void;
  /** What is shown changed, other than by the model. */
  onChange: () => void;
}

/** Less high than this, profiles one above the other would be too low to be read, pixels. */
const low = 480;

/** A map with its cuts, and the profile along one cut of each type. */
export class MapStage extends Panel {
  constructor(private _options: IMapStageOptions) {
    super();
    this.addClass('jp-XESMapStage');
    const { diagnostics, path } = _options;
    const plot = { diagnostics, path };
    this.map = new MapPanel({ ...plot, ...this._mapEvents() });
    this._profiles = [new ProfilePlot('CIE', plot), new ProfilePlot('CEE', plot)];
    [this.map, ...this._profiles].forEach(widget => this.addWidget(widget));
  }

  readonly map: MapPanel;

  get plots(): readonly PlotWidget[] {
    return [this.map, ...this._profiles];
  }

  /** What of the map is not drawn, and why. */
  get notes(): readonly string[] {
    return this._note === null ? [] : [this._note];
  }

  /** Show the model's map, or none. @param drag what a drag over it does. */
  showMap(map: DrawnMap | null, drag: 'zoom' | 'pan' = 'zoom'): void {
    const { model } = this._options;
    this._profiles.forEach(profile => this._showProfile(profile, map !== null));
    if (!model.map) {
      this.map.clear();
    }
    const { valueKey, colorLimits, cuts, view } = model;
    if (map && valueKey !== null && colorLimits) {
      this.map.showMap({
        key: valueKey,
        source: sourceOf(model),
        map,
        view: view.map,
        limits: colorLimits,
        cuts: cuts.map(cut => ({ ...cut, color: model.colorOnMap(cut.id) })),
        shown: this._profiles.flatMap(({ type }) => this._shownCut(type)?.id ?? []),
        drag
      });
    }
  }

  /** Follow which cuts there are, and which is selected. */
  follow(): void {
    const { cuts, view } = this._options.model;
    if (cuts.length !== this._cutCount) {
      this._chosen = {}; // a new one is shown at once
      this._cutCount = cuts.length;
    }
    const [selected, ...others] = view.selected;
    if (selected?.id !== this._selected) {
      this._selected = selected?.id ?? null;
      const cut = cuts.find(({ id }) => id === selected?.id);
      if (cut && others.length === 0) {
        this._chosen = { ...this._chosen, [cut.type]: cut.id };
      }
    }
  }

  /** The cut whose profile is shown; null where there is none of the type. */
  cutOf(type: CutType): ModelCut | null {
    return this._options.model.map ? this._shownCut(type) : null;
  }

  /** Draw all of it again when it is shown next. */
  forget(): void {
    this.map.forget();
    this._profiles.forEach(profile => profile.forget());
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { diagnostics, path } = this._options;
      const where = { doing: 'Closing the viewer', path: path() };
      // each by itself: a layout stops at the first child that throws
      for (const child of this.children()) {
        diagnostics.guardSync(where, () => child.dispose());
      }
      this._options = null as never;
      super.dispose();
    }
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    const height = msg.height < 0 ? this.node.offsetHeight : msg.height;
    this.toggleClass('jp-mod-low', height > 0 && height < low); // before its plots are resized
    super.onResize(msg);
  }

  private _showProfile(plot: ProfilePlot, hasMap: boolean): void {
    const { model } = this._options;
    const cut = hasMap ? this._shownCut(plot.type) : null;
    setVisible(plot, cut !== null);
    this.toggleClass(`jp-mod-has${plot.type}`, cut !== null);
    if (cut) {
      const color = model.colorOnMap(cut.id);
      plot.showCut(cut, model.profile(cut.id), this.map.isDragging, sourceOf(model), color);
    } else {
      plot.forget();
    }
  }

  private _shownCut(type: CutType): ModelCut | null {
    return shownCut(this._options.model.cuts, type, this._chosen[type]);
  }

  private _mapEvents(): Omit<IMapPanelOptions, 'diagnostics' | 'path'> {
    const model = () => this._options?.model;
    return {
      onCut: (id, patch, isMoving) =>
        model()?.setCut(id, patch, isMoving ? `moving ${id}` : undefined),
      onRemoveCut: id => model()?.removeCut(id),
      onChooseCut: id => this._choose(id),
      onRest: () => {
        model()?.endMerge();
        this._options?.onChange();
      },
      onZoom: zoom => model()?.setView({ zoom }),
      onHover: cell => this._options?.onHover(cell),
      paint: wanted => paint(model(), wanted),
      findContours: (key, choice) => modelOf(model()).contours(key, choice),
      onContours: failure => this._tell(failure)
    };
  }

  /** Contours came, or why they can't be drawn. */
  private _tell(failure: unknown): void {
    const { diagnostics, path } = this._options;
    const error = failure === null ? null : asXESError(failure);
    const note = error && error.message;
    if (error && error.code !== 'contours/too-many') {
      void diagnostics.report(error, { doing: 'Drawing contours', path: path() });
    }
    if (note !== this._note) {
      this._note = note;
      this._options.onChange();
    }
  }

  private _choose(id: string): void {
    const type = this._options.model.cuts.find(cut => cut.id === id)?.type;
    if (type && this._chosen[type] !== id) {
      this._chosen = { ...this._chosen, [type]: id };
      this._options.onChange();
    }
  }

  /** Why contours are not drawn. */
  private _note: string | null = null;
  private _cutCount = 0;
  /** By type, the cut a person took hold of last, or selected. */
  private _chosen: Partial<Record<CutType, string>> = {};
  private _selected: string | null = null;
  private _profiles: ProfilePlot[];
}

/** The scan and the arm that are shown. */
function sourceOf({ activeRef, channel }: AnalysisModel): string {
  return `${activeRef?.id}:${channel?.name}`;
}

/** Have a map painted that a model shows. */
async function paint(model: AnalysisModel | undefined, wanted: IPictureWanted) {
  const { key, view, limits, ...place } = wanted;
  const { colorMap, scale, contours } = view;
  const colors = { colorMap, scale, limits, percentile: null };
  const filled = contours?.filled ? { filled: choiceOf(contours) } : {};
  return modelOf(model).picture({ valueKey: key, ...place, colors, ...filled });
}

/** @throws XESError `worker/cancelled` where the viewer was closed. */
function modelOf(model: AnalysisModel | undefined): AnalysisModel {
  if (!model) {
    throw new XESError('worker/cancelled', 'The viewer was closed.');
  }
  return model;
}
