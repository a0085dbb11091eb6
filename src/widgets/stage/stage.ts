import { MessageLoop } from '@lumino/messaging';
import { Panel, SplitPanel, Widget } from '@lumino/widgets';
import { undrawnCuts } from '../../analysis/cutplaces.js';
import type { ProfileKind } from '../../analysis/document/index.js';
import type { DrawnMap } from '../../compute/types.js';
import type { AnalysisModel, ModelChange } from '../../model/index.js';
import { DisposableStore, MutableDisposable } from '../../lifecycle/index.js';
import { hasResidual, spanOf, type ICurve } from '../../plots/index.js';
import { Controls } from '../controls.js';
import type { NewCutType } from '../cutmenu.js';
import { followSize } from '../followsize.js';
import { LimitsPopover } from '../limits/limitspopover.js';
import { LinesPopover } from '../lines/linespopover.js';
import type { MapPanel } from '../mappanel.js';
import { Notice, type INoticeOptions } from '../notice.js';
import type { Guard, ViewerPart } from '../part.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import type { IViewerPreferences } from '../preferences.js';
import { figurePng } from '../savefigure.js';
import { SeriesPage } from '../series/seriespage.js';
import { ContoursPopover } from '../contours/contourspopover.js';
import { ProfilesPopover } from '../profiles/profilespopover.js';
import { paperPopover } from '../paper/openpaper.js';
import type { IFigureFolder } from '../paper/types.js';
import { PictureControls } from '../picturecontrols.js';
import type { PlotWidget } from '../plotwidget.js';
import { setVisible } from '../setvisible.js';
import { StatusLine } from '../statusline.js';
import type { Popover } from '../popover.js';
import type { Picks } from '../picks.js';
import { activeFailure } from './activefailure.js';
import { stageContents, type IShownTable, type StageContents } from './contents.js';
import { curveTables, profileTables } from './curvetables.js';
import { farAway } from './faraway.js';
import { HeldCurves } from './heldcurves.js';
import { LowerAxes, splitJoined } from './joinedview.js';
import { manySelected } from './manyselected.js';
import { MapStage } from './mapstage.js';
import { Notes } from './notes.js';
import { notPositive } from './notpositive.js';
import { Picking } from './picking.js';
import type { PopOut } from './poppedprofiles.js';
import { SpectraPanels } from './spectrapanels.js';
import { SpectraPlot } from './spectraplot.js';
import { tablesHeight, TableView } from './table.js';

export interface IStageOptions extends Omit<INoticeOptions, 'progressDelay'> {
  model: AnalysisModel;
  diagnostics: IDiagnostics;
  path: () => string;
  folder?: IFigureFolder | undefined;
  guard: Guard;
  preferences: () => IViewerPreferences;
  /** What is picked on the plot. */
  picks: Picks;
  /** Whether residuals have a panel of their own: as saved, and to be saved. */
  residual: IRemembered;
  addCut: (type: NewCutType) => void;
  /** Called when what is shown has changed, other than by the model. */
  onChange: () => void;
  popOut: PopOut;
}

/** A choice that outlives the viewer. */
export interface IRemembered {
  get(): boolean;
  set(value: boolean): void;
}

/** Relative heights of map, curves, residual of a joined spectrum, series and table. */
const heights = [420, 280, 120, 420, 280];
/** Most height for the tables of what is drawn above, pixels. */
const numbersHeight = 160;
/** Index of the tables among these. */
const tablesAt = 4;

/** The displayed data: controls, map with profiles, curves, series, table, and the readout line. */
export class Stage extends Panel {
  constructor(private _options: IStageOptions) {
    super();
    this.addClass('jp-XESStage');
    const {
      model,
      guard,
      addCut,
      addScans,
      beginnings,
      askColumns,
      preferences,
      diagnostics,
      path,
      picks
    } = _options;
    const onChange = () => this._options?.onChange();
    this._picking = this._owned.add(new Picking({ model, picks, guard, onChange }));
    this._controls = this._owned.add(
      new Controls(model, guard, {
        addCut,
        splitResidual: split => this._splitResidual(split),
        openLines: anchor => this._openLines(anchor),
        openLimits: anchor => this._open(new LimitsPopover({ anchor, guard, model }))
      })
    );
    this._pictures = this._owned.add(
      new PictureControls(model, guard, {
        onChange,
        openPaper: anchor => this._openPaper(anchor),
        openContours: anchor => this._open(new ContoursPopover({ anchor, guard, model })),
        openProfiles: anchor => {
          const popOut = (kind: ProfileKind) => this.mapStage.popOut(kind);
          this._open(new ProfilesPopover({ anchor, guard, model, popOut }));
        }
      })
    );
    this._controls.node.append(this._pictures.node);
    this._status = this._owned.add(new StatusLine(model, guard));
    const progressDelay = () => preferences().progressDelay;
    this._notice = this._owned.add(
      new Notice(model, guard, { progressDelay, addScans, beginnings, askColumns })
    );
    const plot = { diagnostics, path };
    this.mapStage = new MapStage({
      model,
      ...plot,
      onHover: (cell, map) => this._status.show(cell, this.mapStage.isMany ? map : null),
      onRead: point => this._status.showPoint(point),
      cutSteps: () => preferences().cutSteps,
      onChange,
      popOut: _options.popOut
    });
    this.spectra = new SpectraPanels(
      () =>
        new SpectraPlot({
          ...plot,
          onZoom: zoom => this._options?.model.setAxesView(zoom ?? { x: null, y: null }),
          onHover: point => this._status.showPoint(point),
          marks: this._picking
        })
    );
    this._makeLeft = () =>
      new SpectraPlot({
        ...plot,
        onZoom: zoom => this._options?.model.setAxesView({ x: zoom?.x ?? null, y: null }),
        onHover: point => this._status.showPoint(point),
        marks: this._picking
      });
    this._makeSeries = () =>
      new SeriesPage({ ...plot, model, guard, onReadout: text => this._status.showText(text) });
    this._plots.addClass('jp-XESStage-plots');
    this._leftPlace.addClass('jp-XESStage-left');
    [this.mapStage, this.spectra, this._leftPlace, this._seriesPlace, this._table].forEach(widget =>
      this._plots.addWidget(widget)
    );
    this._plots.handleMoved.connect(this._onMoved, this);
    followSize(this._plots, this._owned);
    this._share([false, false, false, false, false], 0);
    this.addWidget(this._plots);
    this._notes = this._owned.add(new Notes(guard));
    // for the tab order: controls, then what they control
    this.node.prepend(this._controls.node, this._notice.node);
    this.node.append(this._notes.node, this._status.node);
  }

  readonly mapStage: MapStage;
  readonly spectra: SpectraPanels;

  get map(): MapPanel {
    return this.mapStage.map;
  }

  /** Draw everything again, with the next update. */
  refresh(): void {
    this.mapStage.forget();
    this.spectra.forget();
    this._left?.forget();
    this._series?.forget();
    this._isStale = true;
  }

  /** Note what a change concerns; `showAll` shows it. */
  follow(change: ModelChange): void {
    this.mapStage.follow();
    this._parts.filter(part => part.concerns(change)).forEach(part => this._due.add(part));
  }

  /** Show the model. */
  showAll(): void {
    const { model, preferences } = this._options;
    this._picking.prepare();
    const { activeRef } = model;
    const label = activeRef ? model.labelOfRef(activeRef) : '';
    const contents = this._held.of(
      stageContents(model.shown, activeFailure(model)),
      this._picking.isHeld,
      label
    );
    const { map } = model;
    const isAny = map !== null || contents.tables.length > 0 || contents.curves.length > 0;
    this._notice.drawn = { failure: contents.failure, isAny };
    this._notice.update();
    const hasSpectra = contents.curves.length > 0;
    const isSplit = canSplit(contents) ? this._options.residual.get() : null;
    if (hasSpectra !== this._controls.hasSpectra || isSplit !== this._controls.isSplit) {
      this._controls.hasSpectra = hasSpectra;
      this._controls.isSplit = isSplit;
      this._due.add(this._controls);
    }
    const due = this._isStale ? this._parts : this._parts.filter(part => this._due.has(part));
    this._due.clear();
    this._isStale = false;
    this.node.dataset.profiles = model.view.map.profiles?.place ?? preferences().profiles;
    due.forEach(part => part.update());
    const covered = this._notice.isCovering;
    this._drawAll(covered ? null : map, covered ? nothing : contents);
  }

  /** The displayed plots, as PNG; null if there are none. */
  toPng(): Promise<Blob | null> {
    return figurePng(this._plots.node, this._visiblePlots);
  }

  openPaper(): void {
    this._pictures.openPaper();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const { diagnostics, path } = this._options;
    const where = { doing: 'Closing the viewer', path: path() };
    // each on its own: a layout stops at the first child that throws
    for (const part of [this._owned, ...this._plots.children(), this._plots]) {
      diagnostics.guardSync(where, () => part.dispose());
    }
    this._held.clear();
    this._options = null as never;
    super.dispose();
    this.node.replaceChildren();
  }

  private get _visiblePlots(): readonly PlotWidget[] {
    const made = [this._left, this._series?.plot].filter(plot => !!plot);
    const plots = [...this.mapStage.plots, ...this.spectra.plots, ...made];
    return plots.filter(plot => plot.isVisible);
  }

  private get _parts(): ViewerPart[] {
    return [this._controls, this._status];
  }

  private _drawAll(map: DrawnMap | null, { curves, tables, notes }: StageContents): void {
    const { model } = this._options;
    this.toggleClass('jp-mod-map', map !== null);
    const hasSeries = tables.some(({ table }) => table.series) && this._showSeries();
    if (!hasSeries) {
      this._series?.clear();
    }
    const results = hasSeries ? tables.slice(1) : tables; // the first is that of the active row
    const rest = [...results, ...this._numbersOf(map, curves)];
    const { upper, lower } = splitJoined(curves);
    const there = [map !== null, upper.length > 0, lower.length > 0, hasSeries, rest.length > 0];
    this._share(there, results.length > 0 ? tablesHeight(rest) : numbersHeight);
    const { drag } = this._pictures;
    this.mapStage.showMap(map, drag);
    const isSplit = this._controls.isSplit === true;
    const isNamed = lower.length > 0;
    const marks = this._picking.show(upper);
    const marked = marks.marks.map(spanOf).filter(span => span !== null);
    this.spectra.showCurves(upper, model.view.axes, { isSplit, isNamed, drag, marked });
    this._showLeft(lower);
    this.spectra.showMarks(marks);
    this.spectra.showLines(model.lines);
    this._table.showTables(rest);
    const words = [
      ...notes,
      ...manySelected(model.view.selected.length),
      ...(map ? [...undrawnCuts(model.cuts, map), ...this.mapStage.notes] : []),
      ...(model.view.axes.logY ? notPositive(curves, isSplit) : [])
    ];
    this._pictures.pictured = {
      hasMap: map !== null,
      hasSpectra: curves.length > 0,
      isSeveral: upper.length > 1,
      areFarApart: this.spectra.areFarApart,
      step: this.spectra.main.step
    };
    this._pictures.update();
    const far = this.spectra.frames.flatMap(frame =>
      farAway(frame, x => model.setAxesView({ x, y: null }))
    );
    this._notes.show([...words.map(text => ({ text })), ...far]);
  }

  /** Tables of the drawn curves, if requested. */
  private _numbersOf(map: DrawnMap | null, curves: readonly ICurve[]): readonly IShownTable[] {
    const { model } = this._options;
    return this._pictures.isTabled
      ? [...curveTables(curves), ...(map ? profileTables(model, curves) : [])]
      : [];
  }

  /** Show the residual of a joined spectrum; it stays unchanged while a mark above is dragged. */
  private _showLeft(curves: readonly ICurve[]): void {
    if (curves.length === 0) {
      this._left?.clear();
    } else if (!this.spectra.isDragging) {
      if (!this._left) {
        this._left = this._makeLeft(); // few documents have one
        this._leftPlace.addWidget(this._left);
      }
      const axes = this._lowerAxes.of(this._options.model.view.axes);
      this._left.showCurves(curves, axes, { isSplit: false, drag: this._pictures.drag });
    }
  }

  /** Show the page of a series. @returns whether the active row is a series. */
  private _showSeries(): boolean {
    if (!this._series) {
      this._series = this._makeSeries();
      this._seriesPlace.addWidget(this._series);
    }
    return this._series.showSeries();
  }

  /** Set the relative heights before drawing. @param most height of the tables, pixels. */
  private _share(there: readonly boolean[], most: number): void {
    const name = [...there, Math.min(most, heights[tablesAt])].join();
    if (name !== this._there) {
      this._there = name;
      const plots = this._plots.widgets;
      plots.forEach((plot, i) => setVisible(plot, there[i]));
      const heightOf = (i: number) => Math.min(this._heights[i], i === tablesAt ? most : Infinity);
      this._plots.setRelativeSizes(plots.map((_, i) => (there[i] ? heightOf(i) : 0)));
      MessageLoop.sendMessage(this._plots, Widget.Msg.FitRequest);
    }
  }

  private _splitResidual(isSplit: boolean): void {
    this._options?.residual.set(isSplit);
    this._options?.onChange();
  }

  private _openLines(anchor: HTMLElement): void {
    const { model, guard } = this._options;
    this._open(new LinesPopover({ anchor, guard, model, visible: this.spectra.main.visible }));
  }

  private _openPaper(anchor: HTMLElement): void {
    const { node } = this._plots;
    const widgets = () => this._visiblePlots;
    this._open(paperPopover({ ...this._options, anchor, node, widgets }));
  }

  private _open(popover: Popover): void {
    this._popover.value = popover;
    Widget.attach(popover, document.body);
  }

  private _onMoved(): void {
    this._plots.widgets.forEach(({ isHidden, node }, i) => {
      this._heights[i] = isHidden ? this._heights[i] : node.offsetHeight;
    });
  }

  /** Last height of each part, pixels. */
  private _heights = [...heights];
  /** Which of them are shown. */
  private _there = '';
  private _owned = new DisposableStore();
  /** Parts that a change concerns. */
  private _due = new Set<ViewerPart>();
  /** Whether everything has to be shown again. */
  private _isStale = true;
  private _popover = this._owned.add(new MutableDisposable<Popover>());
  private _controls: Controls;
  private _picking: Picking;
  private _pictures: PictureControls;
  private _held = new HeldCurves();
  private _notice: Notice;
  private _status: StatusLine;
  private _plots = new SplitPanel({ orientation: 'vertical', spacing: 4 });
  private _leftPlace = new Panel();
  private _left: SpectraPlot | null = null;
  private _makeLeft: () => SpectraPlot;
  private _lowerAxes = new LowerAxes();
  private _seriesPlace = new Panel();
  private _series: SeriesPage | null = null;
  private _makeSeries: () => SeriesPage;
  private _table = new TableView();
  private _notes: Notes;
}

const nothing: StageContents = { curves: [], tables: [], notes: [], failure: null };

/** Whether the active curve has a fit. */
function canSplit({ curves }: StageContents): boolean {
  return curves.some(curve => curve.isActive && hasResidual(curve));
}
