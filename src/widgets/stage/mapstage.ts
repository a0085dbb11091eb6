import { Panel, type Widget } from '@lumino/widgets';
import { asXESError, XESError } from '../../base/errors.js';
import type { DrawnMap } from '../../compute/types.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { refText } from '../../analysis/document/index.js';
import { lineParameters, type MapCut } from '../../analysis/linecuts.js';
import {
  entryOfCut,
  shownCut,
  stepTitle,
  type AnalysisModel,
  type ModelCut,
  type ModelLine
} from '../../model/index.js';
import type { ICell } from '../../plots/index.js';
import type { CutType } from '../../science/map.js';
import { choiceOf } from '../mapcontours.js';
import { MapPanel, type IMapPanelOptions } from '../mappanel.js';
import type { IPictureWanted } from '../mappainter.js';
import type { PlotWidget } from '../plotwidget.js';
import { ProfilePlot, type ProfileKind } from '../profileplot.js';
import { setVisible } from '../setvisible.js';
import { addLine } from './newcuts.js';

export interface IMapStageOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  path: () => string;
  /** The cell under the pointer; null outside. */
  onHover: (cell: ICell | null) => void;
  /** How wide new cuts are, in steps. */
  cutSteps: () => number;
  /** What is shown changed, other than by the model. */
  onChange: () => void;
}

/** Less high than this, profiles one above the other would be too low to be read, pixels. */
const low = 480;

/** In which plot the profile along a cut is: those along Ω are together. */
const plotOf: Readonly<Record<MapCut['type'], ProfileKind>> = {
  CIE: 'CIE',
  CEE: 'CEE',
  CET: 'CEE',
  line: 'line'
};

const hasClass: Readonly<Record<ProfileKind, string>> = {
  CIE: 'jp-mod-hasCIE',
  CEE: 'jp-mod-hasCEE',
  line: 'jp-mod-hasLine'
};

/** A map with its cuts, and the profiles along them. */
export class MapStage extends Panel {
  constructor(private _options: IMapStageOptions) {
    super();
    this.addClass('jp-XESMapStage');
    const { diagnostics, path } = _options;
    const plot = { diagnostics, path };
    this.map = new MapPanel({ ...plot, ...this._mapEvents() });
    this._profiles = (['CIE', 'CEE', 'line'] as const).map(kind => new ProfilePlot(kind, plot));
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
    const { valueKey, colorLimits, mapView } = model;
    if (map && valueKey !== null && colorLimits) {
      this.map.showMap({
        key: valueKey,
        source: sourceOf(model),
        map,
        view: mapView,
        limits: colorLimits,
        cuts: this._cuts.map(cut => ({
          ...cut,
          color: model.colorOnMap(cut.id),
          label: this._labelOf(cut)
        })),
        shown: this._profiles.flatMap(({ kind }) => this._activeOf(kind)?.id ?? []),
        drag
      });
    }
  }

  /** Follow which cuts there are, and which is selected. */
  follow(): void {
    const { view } = this._options.model;
    const cuts = this._cuts;
    if (cuts.length !== this._cutCount) {
      this._chosen = {}; // a new one is shown at once
      this._cutCount = cuts.length;
    }
    const [selected, ...others] = view.selected;
    if (selected?.id !== this._selected) {
      this._selected = selected?.id ?? null;
      const cut = cuts.find(({ id }) => id === selected?.id);
      if (cut && others.length === 0) {
        this._chosen = { ...this._chosen, [plotOf[cut.type]]: cut.id };
      }
    }
  }

  /** The cut whose profile is shown in full; null where there is none of the type. */
  cutOf(type: CutType): ModelCut | null {
    const { model } = this._options;
    return model.map ? shownCut(model.cuts, type, this._chosen[plotOf[type]]) : null;
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

  /** All that is drawn over the map, in the order of the document. */
  private get _cuts(): readonly (ModelCut | ModelLine)[] {
    const { cuts, lineCuts } = this._options.model;
    return [...cuts, ...lineCuts];
  }

  private _showProfile(plot: ProfilePlot, hasMap: boolean): void {
    const { model } = this._options;
    const { kind } = plot;
    const cuts = hasMap ? this._cuts.filter(({ type }) => plotOf[type] === kind) : [];
    const active = this._activeOf(kind);
    setVisible(plot, cuts.length > 0);
    this.toggleClass(hasClass[kind], cuts.length > 0);
    if (cuts.length === 0) {
      plot.forget();
      return;
    }
    const profiles = cuts.map(cut => ({
      id: cut.id,
      cut,
      profile: model.profile(cut.id),
      label: this._labelOf(cut),
      color: model.colorOnMap(cut.id),
      isActive: cut === active
    }));
    plot.showCuts(profiles, this.map.isDragging, sourceOf(model));
  }

  /** The cut of a plot whose profile is shown in full: the one a person chose, else the newest. */
  private _activeOf(kind: ProfileKind): ModelCut | ModelLine | null {
    const cuts = this._cuts.filter(({ type }) => plotOf[type] === kind);
    return cuts.find(({ id }) => id === this._chosen[kind]) ?? cuts[cuts.length - 1] ?? null;
  }

  /** What the list calls a cut, of a first one too, which no document holds. */
  private _labelOf(cut: ModelCut | ModelLine): string {
    const isFirst = cut.type !== 'line' && cut.isImplicit;
    return isFirst ? stepTitle(entryOfCut(cut)) : this._options.model.labelOfRef({ id: cut.id });
  }

  private _mapEvents(): Omit<IMapPanelOptions, 'diagnostics' | 'path'> {
    const model = () => this._options?.model;
    return {
      onCut: (id, patch, isMoving) => {
        const merge = isMoving ? `moving ${id}` : undefined;
        if (this._isLine(id)) {
          model()?.setStep(id, lineParameters(patch), merge);
        } else {
          const { at, width } = patch;
          const band = {
            ...(at === undefined ? {} : { at }),
            ...(width === undefined ? {} : { width })
          };
          model()?.setCut(id, band, merge);
        }
      },
      onLine: (from, to) => addLine(model(), from, to, this._options?.cutSteps() ?? 1),
      onRemoveCut: id => (this._isLine(id) ? model()?.remove([id]) : model()?.removeCut(id)),
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

  private _isLine(id: string): boolean {
    return this._options?.model.lineCuts.some(line => line.id === id) ?? false;
  }

  private _choose(id: string): void {
    const cut = this._cuts.find(one => one.id === id);
    const kind = cut && plotOf[cut.type];
    if (kind && this._chosen[kind] !== id) {
      this._chosen = { ...this._chosen, [kind]: id };
      this._options.onChange();
    }
  }

  /** Why contours are not drawn. */
  private _note: string | null = null;
  private _cutCount = 0;
  /** By plot, the cut a person took hold of last, or selected. */
  private _chosen: Partial<Record<ProfileKind, string>> = {};
  private _selected: string | null = null;
  private _profiles: ProfilePlot[];
}

/** The scan and the arm, or the step's result, that are shown. */
function sourceOf({ activeRef, channel }: AnalysisModel): string {
  return `${activeRef && refText(activeRef)}:${channel?.name}`;
}

/** Have a map painted that a model shows. */
async function paint(model: AnalysisModel | undefined, wanted: IPictureWanted) {
  const { key, view, limits, ...place } = wanted; // plane, ranges and pixels
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
