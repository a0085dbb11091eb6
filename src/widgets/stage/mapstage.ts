import { MessageLoop } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';
import { asXESError, XESError } from '../../base/errors.js';
import type { ProfileKind, Range } from '../../analysis/document/index.js';
import { zoomOf } from '../../analysis/mapplane.js';
import type { DrawnMap } from '../../compute/types.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { lineParameters, type MapCut } from '../../analysis/linecuts.js';
import {
  type AnalysisModel,
  type ModelCut,
  type ModelLine,
  type ShownMap
} from '../../model/index.js';
import { planeOf, type ICell, type ICurvePoint } from '../../plots/index.js';
import { choiceOf } from '../mapcontours.js';
import type { MapPanel } from '../mappanel.js';
import type { IPictureWanted } from '../mappainter.js';
import type { PlotWidget } from '../plotwidget.js';
import { ProfilePlot } from '../profileplot.js';
import { labelOfCut } from '../profiles/cutlabel.js';
import { setVisible } from '../setvisible.js';
import { frameBeside, frameElsewhere } from './framebeside.js';
import { drawnMap, namesOf, profilesAlong, sourceOf, tooMany } from './manymaps.js';
import { MapGrid, type IMapEvents } from './mapgrid.js';
import { addLine } from './newcuts.js';
import { PoppedProfiles, type PopOut } from './poppedprofiles.js';

export interface IMapStageOptions {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  path: () => string;
  /** Called with the cell under the pointer; null outside. */
  onHover: (cell: ICell | null, map: ShownMap | null) => void;
  /** Called with the point of a profile under the keyboard cursor; null if there is none. */
  onRead: (point: ICurvePoint | null) => void;
  /** Width of new cuts, in steps. */
  cutSteps: () => number;
  /** Called when what is shown has changed, other than by the model. */
  onChange: () => void;
  /** Shows a plot in a place of its own. */
  popOut: PopOut;
}

/** Below this height, profiles on top of each other would be too low to read, pixels. */
const low = 480;

/** The plot of the profile along a cut: profiles along Ω share one. */
const plotOf: Readonly<Record<MapCut['type'], ProfileKind>> = {
  CIE: 'CIE',
  CEE: 'CEE',
  CET: 'CEE',
  line: 'line'
};

/** Titles of plots in a place of their own. */
const profileNames: Readonly<Record<ProfileKind, string>> = {
  CIE: 'CIE profiles',
  CEE: 'CEE profiles',
  line: 'Line profiles'
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
    this.grid = new MapGrid({
      diagnostics,
      path,
      events: slot => this._mapEvents(slot),
      onHover: (cell, map) => this._options?.onHover(cell, map),
      onPick: ({ ref }) => this._options?.model.select([ref], ref),
      onContours: failure => this._noteOf(failure),
      onNote: () => this._options?.onChange()
    });
    this.addWidget(this.grid);
    this._addProfile('CIE');
    this._addProfile('CEE');
  }

  readonly grid: MapGrid;

  /** The map of the active row. */
  get map(): MapPanel {
    return this.grid.active;
  }

  /** Whether there are maps side by side. */
  get isMany(): boolean {
    return this.grid.panels.length > 1;
  }

  get plots(): readonly PlotWidget[] {
    return [...this.grid.panels, ...this._profiles];
  }

  /** What of the maps is not drawn, and why. */
  get notes(): readonly string[] {
    const { left } = this._options.model.mapsShown;
    return [...this.grid.notes, ...(left > 0 ? [tooMany(left)] : [])];
  }

  /** Show the model's map with the ticked ones, or none. @param drag the drag mode. */
  showMap(map: DrawnMap | null, drag: 'zoom' | 'pan' = 'zoom'): void {
    const { model } = this._options;
    if (model.lineCuts.length > 0 && !this._profiles.some(({ kind }) => kind === 'line')) {
      this._addProfile('line'); // few maps have a line
    }
    const { maps } = model.mapsShown;
    const isSmall = maps.length > 1;
    const { className: before } = this.node;
    this.toggleClass('jp-mod-many', isSmall); // it determines the sizes of all
    // which plots there are determines the room of the map, and that room determines how they are
    // drawn
    const { closed = [] } = model.view.map.profiles ?? {};
    const cutsIn = (kind: ProfileKind) => (map && !closed.includes(kind) ? this._cutsIn(kind) : []);
    this._profiles.forEach(profile => this._place(profile, cutsIn(profile.kind).length > 0));
    if (this.parent && this.node.className !== before) {
      // its minimum height has changed: what is below has to give way
      MessageLoop.sendMessage(this.parent, Widget.Msg.FitRequest);
    }
    if (!model.map) {
      this.grid.clear();
    }
    if (map && maps.length > 0) {
      const cuts = this._cuts.map(cut => ({
        ...cut,
        color: model.colorOnMap(cut.id),
        label: labelOfCut(model, cut)
      }));
      const shown = this._profiles.flatMap(({ kind }) => this._activeOf(kind)?.id ?? []);
      this.grid.showMaps(maps, entry => drawnMap(model, entry, { cuts, shown, drag, isSmall }));
    }
    this._frame(false);
    this._profiles.forEach(profile => this._showProfile(profile, cutsIn(profile.kind)));
    this._popped.forEach(plot => this._showPopped(plot, map ? this._cutsIn(plot.kind) : []));
  }

  /** Also show the profiles of a kind in a place of their own. */
  popOut(kind: ProfileKind): void {
    const { diagnostics, path, popOut } = this._options;
    const plot = new ProfilePlot(kind, {
      diagnostics,
      path,
      onZoom: () => undefined,
      onRead: point => this._options?.onRead(point)
    });
    this._popped.add(plot);
    popOut(plot, `${profileNames[kind]}: ${path().split('/').at(-1)}`);
    this._options.onChange();
  }

  /** Update the set of cuts, and the selected one. */
  follow(): void {
    const { view } = this._options.model;
    const cuts = this._cuts;
    if (cuts.length !== this._cutCount) {
      this._chosenCuts = {}; // a new cut is shown at once
      this._cutCount = cuts.length;
    }
    const [selected, ...others] = view.selected;
    if (selected?.id !== this._selected) {
      this._selected = selected?.id ?? null;
      const cut = cuts.find(({ id }) => id === selected?.id);
      if (cut && others.length === 0) {
        this._chosenCuts = { ...this._chosenCuts, [plotOf[cut.type]]: cut.id };
      }
    }
  }

  /** Draw everything again when it is next shown. */
  forget(): void {
    this.grid.forget();
    this._profiles.forEach(profile => profile.forget());
    this._popped.forget();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { diagnostics, path } = this._options;
      const where = { doing: 'Closing the viewer', path: path() };
      // each on its own: a layout stops at the first child that throws
      for (const child of this.children()) {
        diagnostics.guardSync(where, () => child.dispose());
      }
      diagnostics.guardSync(where, () => this._popped.dispose());
      this._options = null as never;
      super.dispose();
    }
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    const height = msg.height < 0 ? this.node.offsetHeight : msg.height;
    this.toggleClass('jp-mod-low', height > 0 && height < low); // before its plots are resized
    super.onResize(msg);
  }

  /** All cuts drawn over the map, in the order of the document. */
  private get _cuts(): readonly (ModelCut | ModelLine)[] {
    const { cuts, lineCuts } = this._options.model;
    return [...cuts, ...lineCuts];
  }

  private _addProfile(kind: ProfileKind): void {
    const { diagnostics, path } = this._options;
    const onZoom = (range: Range | null) => this._zoom(kind, range);
    const onRead = (point: ICurvePoint | null) => this._options?.onRead(point);
    const plot = new ProfilePlot(kind, { diagnostics, path, onZoom, onRead });
    this._profiles.push(plot);
    this.addWidget(plot);
  }

  private _cutsIn(kind: ProfileKind): readonly (ModelCut | ModelLine)[] {
    return this._cuts.filter(({ type }) => plotOf[type] === kind);
  }

  private _place(plot: ProfilePlot, isThere: boolean): void {
    setVisible(plot, isThere);
    this.toggleClass(hasClass[plot.kind], isThere);
  }

  /**
   * Align profiles with the map whose axis they share, or give them its energies. @param isMoving
   * whether its axes are moving.
   */
  private _frame(isMoving: boolean): void {
    const { node, area } = this.map;
    const isAlone = this._options.model.mapsShown.maps.length < 2;
    const areas = this.grid.panels.map(panel => panel.area);
    this._profiles.forEach(({ kind, node: own }, i) => {
      const frame = isAlone ? frameBeside(kind, own, node, area) : frameElsewhere(kind, own, areas);
      this._profiles[i].setFrame(frame, isMoving);
    });
  }

  /** Change the visible energies along the axis that a plot of profiles shares with the map. */
  private _zoom(kind: ProfileKind, range: Range | null): void {
    const { area } = this.map;
    if (!range) {
      this._options.model.setView({ zoom: null });
    } else if (area) {
      const { x, y } = area;
      const to = kind === 'CIE' ? { x, y: range } : { x: range, y };
      this._options.model.setView({ zoom: zoomOf(to, planeOf(area)) });
    }
  }

  /** A plot shown elsewhere is updated even if it is not part of the stage. */
  private _showPopped(plot: ProfilePlot, cuts: readonly (ModelCut | ModelLine)[]): void {
    if (cuts.length > 0) {
      this._showProfile(plot, cuts);
    } else {
      plot.clear();
    }
  }

  private _showProfile(plot: ProfilePlot, cuts: readonly (ModelCut | ModelLine)[]): void {
    const { model } = this._options;
    const active = this._activeOf(plot.kind);
    if (cuts.length === 0) {
      plot.forget();
      return;
    }
    const { maps } = model.mapsShown;
    if (maps.length > 1 && active) {
      plot.showCuts(profilesAlong(model, active, maps), this.grid.isDragging, namesOf(maps));
      return;
    }
    const profiles = cuts.map(cut => ({
      id: cut.id,
      cut,
      profile: model.profile(cut.id),
      label: labelOfCut(model, cut),
      color: model.colorOnMap(cut.id),
      isActive: cut === active
    }));
    plot.showCuts(profiles, this.grid.isDragging, sourceOf(model));
  }

  /** The cut of a plot whose profile is shown in full: the user's choice, else the newest. */
  private _activeOf(kind: ProfileKind): ModelCut | ModelLine | null {
    const cuts = this._cutsIn(kind);
    return cuts.find(({ id }) => id === this._chosenCuts[kind]) ?? cuts[cuts.length - 1] ?? null;
  }

  private _mapEvents(slot: string): IMapEvents {
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
      onArea: isMoving => this._options && this._frame(isMoving),
      paint: wanted => paint(model(), wanted, slot),
      paintOnPaper: (wanted, purpose) => paint(model(), wanted, `paper ${purpose} ${slot}`),
      findContours: (key, choice) => modelOf(model()).contours(key, choice, slot)
    };
  }

  /** Why contours can't be drawn; null if they have arrived. */
  private _noteOf(failure: unknown): string | null {
    const { diagnostics, path } = this._options;
    const error = failure === null ? null : asXESError(failure);
    if (error && error.code !== 'contours/too-many') {
      void diagnostics.report(error, { doing: 'Drawing contours', path: path() });
    }
    return error && error.message;
  }

  private _isLine(id: string): boolean {
    return this._options?.model.lineCuts.some(line => line.id === id) ?? false;
  }

  private _choose(id: string): void {
    const cut = this._cuts.find(entry => entry.id === id);
    const kind = cut && plotOf[cut.type];
    if (kind && this._chosenCuts[kind] !== id) {
      this._chosenCuts = { ...this._chosenCuts, [kind]: id };
      this._options.onChange();
    }
  }

  private _cutCount = 0;
  /** By plot, the cut that was last grabbed or selected. */
  private _chosenCuts: Partial<Record<ProfileKind, string>> = {};
  private _selected: string | null = null;
  private _popped = new PoppedProfiles();
  private _profiles: ProfilePlot[] = [];
}

/** Paint the map that a model shows. */
async function paint(model: AnalysisModel | undefined, wanted: IPictureWanted, slot: string) {
  const { key, view, limits, noise, ...place } = wanted; // plane, ranges and pixels
  const { colorMap, scale, contours } = view;
  const symlog = noise === undefined ? {} : { noise };
  const colors = { colorMap, scale, limits, percentile: null, ...symlog };
  const filled = contours?.filled ? { filled: choiceOf(contours) } : {};
  return modelOf(model).picture({ valueKey: key, slot, ...place, colors, ...filled });
}

/** @throws XESError `worker/cancelled` if the viewer was closed. */
function modelOf(model: AnalysisModel | undefined): AnalysisModel {
  if (!model) {
    throw new XESError('worker/cancelled', 'The viewer was closed.');
  }
  return model;
}
