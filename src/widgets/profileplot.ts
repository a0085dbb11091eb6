import type { Widget } from '@lumino/widgets';
import type { ProfileKind, Range } from '../analysis/document/index.js';
import { activeOf, type IEntry } from '../figures/profiles/profileentry.js';
import { spectrumFigure, withLevelTicks } from '../figures/profiles/profilefigure.js';
import {
  colorOfProfile,
  curvesOfProfiles,
  emptyCurve,
  legendOfProfiles,
  profileIn,
  profilesAlone,
  profilesBeside,
  profilesOnPaper,
  roomIn,
  unnamedAmong
} from '../figures/profiles/profilesdrawn.js';
import { profilePlace, profileTitle } from '../figures/profiles/profiletitle.js';
import {
  draggedTo,
  isSameFrame,
  movedLayout,
  readTheme,
  withView,
  type IAxesRange,
  type ICurvePoint,
  type IFigure,
  type IPlotSize,
  type IProfileFrame,
  type ISplitCurves,
  type ITheme
} from '../plots/index.js';
import { PlotKeys } from './plotkeys.js';
import { PlotWidget, type IPlotWidgetOptions, type PlotLayout } from './plotwidget.js';
import type { IPaperFigure } from './paper/types.js';
import { CurveReadout } from './stage/curvereadout.js';
import { isSame, type IProfiledCut } from './profiles/profiledcut.js';

export interface IProfilePlotOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Called when the visible energies along the axis shared with the map change; null for all. */
  onZoom: (range: Range | null) => void;
  /** Called with the point of a profile under the keyboard cursor; null if there is none. */
  onRead: (point: ICurvePoint | null) => void;
}

/** The plot of the profiles of a map along ω (`CIE`), Ω (`CEE`), or lines. */
export class ProfilePlot extends PlotWidget {
  constructor(
    readonly kind: ProfileKind,
    { onZoom, onRead, ...options }: IProfilePlotOptions
  ) {
    super({
      ...options,
      onDrawn: () => this._onDrawn(),
      onRelayout: change => this._onRelayout(change, onZoom),
      onReset: () => this._reset(onZoom)
    });
    this.addClass(`jp-mod-${kind}`);
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this._readout = new CurveReadout(this.node, {
      layout: () => this.drawnLayout,
      curves: () => this._curves,
      isUpwards: () => this._frame?.along === 'y',
      onRead
    });
    this.node.append(this._readout.mark);
    this._keys = this.owned.add(
      new PlotKeys(this.node, {
        cursor: this._readout,
        view: () => {
          const { xaxis, yaxis } = this.drawnLayout ?? {};
          return xaxis && yaxis ? { x: xaxis.range, y: yaxis.range } : null;
        },
        onView: view =>
          options.diagnostics.guardSync({ doing: 'Zooming', path: options.path() }, () =>
            this._look(view, onZoom)
          ),
        onReset: () =>
          options.diagnostics.guardSync({ doing: 'Zooming', path: options.path() }, () =>
            this._reset(onZoom)
          )
      })
    );
    this.owned.defer(() => {
      this.forget();
      this._readout.forget();
      this._entries = [];
    });
  }

  /**
   * Show the profiles along cuts; unchanged ones are not redrawn. A cut without a measured cell
   * keeps its place, so that nothing jumps during a drag. The old curve stays until the new one
   * arrives, unless its source differs.
   * @param isMoving whether a cut is being dragged, for which plotly is too slow.
   * @param source what they are profiles of: the scan and its arm.
   */
  showCuts(cuts: readonly IProfiledCut[], isMoving: boolean, source: string): void {
    this._requested = [cuts, isMoving, source];
    const stands = this._source === null || this._source === source;
    const entries = cuts.flatMap(cut => this._entryOf(cut, isMoving, stands) ?? []);
    const title = this._titleOf(entries);
    const legend = legendOfProfiles(entries, this._size);
    if (entries.length === 0 || (stands && this._isDrawn(entries, title, legend))) {
      return;
    }
    this._view = stands ? this._view : null;
    this._source = source;
    this._entries = entries;
    const names = entries.map(({ label }) => label).join(', ');
    this.node.setAttribute('aria-label', `Profiles: ${names}`);
    const theme = readTheme(this.node);
    const isPreview = isMoving && this._drawPreview(entries, title, theme);
    this._drawn = isPreview ? null : { entries, title, legend };
    if (!isPreview) {
      this.toggleClass('jp-mod-following', false);
      this._rendered = this._frame;
      this._isFollowing = false;
      this.render(this._figure(entries, title, theme));
    }
  }

  /**
   * Align with the map whose axis it shares; null: it has axes of its own.
   * @param isMoving whether the map's axes are moving, for which plotly is too slow.
   */
  setFrame(frame: IProfileFrame | null, isMoving: boolean): void {
    const isAtRest = !isMoving && this._isFollowing;
    if (isSameFrame(frame, this._frame) && !isAtRest) {
      return;
    }
    this._frame = frame;
    if (isMoving && frame && this._follow(frame)) {
      return;
    }
    this._drawn = null;
    if (this._requested) {
      this.showCuts(...this._requested);
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    const { _entries: entries } = this;
    return entries.length > 0 ? this._figure(entries, this._titleOf(entries), theme) : null;
  }

  override paper(theme: ITheme): IPaperFigure | null {
    const own = super.paper(theme);
    const { _entries: entries, _frame: frame } = this;
    const asShown = this.shownAs();
    // with the words that fit on the page, not on the screen
    const figure: IPaperFigure['figure'] = size =>
      asShown(profilesOnPaper(entries, frame, theme, size));
    // a plot away from the map shares no axis with it
    const along = frame?.margins ? { along: frame.along } : {};
    return own && { ...own, figure, ...along, isOfProfiles: true };
  }

  /** Show no profile any more, with axes that stay. */
  clear(): void {
    this.forget();
    if (this._entries.length > 0) {
      this._entries = [];
      this.render(spectrumFigure(emptyCurve, '', readTheme(this.node)));
    }
  }

  /** Draw again when it is next shown. */
  forget(): void {
    this._drawn = this._requested = null;
  }

  /** A title that no longer fits is wrapped and a legend is dropped, or the reverse. */
  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    if (this._requested && this._drawn) {
      this.showCuts(...this._requested);
    }
  }

  /** Curves that keys read out: a curve that is missing has no points. */
  private get _curves(): ISplitCurves {
    const entries = this._entries.filter(({ curve }) => curve !== null);
    const { plane } = this._frame ?? {};
    return { measured: curvesOfProfiles(entries, readTheme(this.node), plane), residuals: [] };
  }

  /** The cursor's point may have moved or disappeared. */
  private _onDrawn(): void {
    if (!this._keys.reread()) {
      this._readout.mark.hidden = true;
    }
  }

  private _titleOf(entries: readonly IEntry[]): string {
    const active = activeOf(entries);
    const { _frame: frame } = this;
    const others = unnamedAmong(entries, this._size);
    return active ? profileTitle(active.cut, active, this._isNarrow, frame?.plane, others) : '';
  }

  /** Position of the active cut, as far as there is room for it. */
  private _placeOf(entries: readonly IEntry[]): string {
    const active = activeOf(entries);
    const others = unnamedAmong(entries, this._size);
    const isTight = this._isNarrowerThan(others > 0 ? narrow : tight);
    return active ? profilePlace(active.cut, active, isTight, others) : '';
  }

  /** Size of the plot area, pixels. */
  private get _size(): IPlotSize {
    const { clientWidth: width, clientHeight: height } = this.node;
    return roomIn(this._frame, { width, height });
  }

  private get _isNarrow(): boolean {
    return this._isNarrowerThan(narrow);
  }

  private _isNarrowerThan(room: number): boolean {
    const { clientWidth } = this.node; // 0 before it is known
    return clientWidth > 0 && clientWidth < room;
  }

  /** What is drawn for a cut; null if it is awaited and no earlier curve stays. */
  private _entryOf(
    { profile, ...cut }: IProfiledCut,
    isMoving: boolean,
    stands: boolean
  ): IEntry | null {
    const { state, curve, error } = profile;
    if (state === 'waiting' && stands && !(isMoving && curve)) {
      const before = this._entries.find(({ id }) => id === cut.id);
      return before ? { ...before, color: cut.color, isActive: cut.isActive } : null;
    }
    return { ...cut, state, curve, error };
  }

  private _figure(entries: readonly IEntry[], title: string, theme: ITheme): IFigure {
    const { _frame: frame, _size: size } = this;
    if (frame) {
      return profilesBeside(entries, { title, theme, size, frame }, this._placeOf(entries));
    }
    const figure = withLevelTicks(
      profilesAlone(entries, { title, theme, size, frame }),
      size.width
    );
    const revision = `${String(figure.layout.uirevision)} ${this._resets}`;
    return withView({ ...figure, layout: { ...figure.layout, uirevision: revision } }, this._view);
  }

  /** Draw curves at once, over the axes as drawn, or as they are now. */
  private _drawPreview(
    entries: readonly IEntry[],
    title: string,
    theme: ITheme,
    layout?: PlotLayout
  ): boolean {
    const curves = entries.map(entry => ({
      curve: profileIn(this._frame?.plane, entry),
      color: colorOfProfile(theme, entry)
    }));
    const { _frame: frame } = this;
    const words = frame?.margins ? this._placeOf(entries) : title;
    const titleAt = frame?.margins && frame.along === 'x' ? { titleAt: 16 } : {};
    const place = { along: frame?.along ?? 'x', ...titleAt, ...(layout ? { layout } : {}) };
    return this.preview(curves, words, place);
  }

  /** The map's axes are moving: the curves follow, and are drawn in full at the end. */
  private _follow(frame: IProfileFrame): boolean {
    const { drawnLayout: layout, _entries: entries, _rendered: rendered } = this;
    if (!layout || rendered?.along !== frame.along || entries.length === 0) {
      return false;
    }
    const { clientWidth: width, clientHeight: height } = this.node;
    this._readout.mark.hidden = true;
    const now = movedLayout(layout, frame, { width, height });
    this._drawn = null; // to be drawn when they come to rest
    this._isFollowing = true;
    this.toggleClass('jp-mod-following', true);
    return this._drawPreview(entries, '', readTheme(this.node), now);
  }

  private _onRelayout(
    change: Record<string, unknown>,
    onZoom: IProfilePlotOptions['onZoom']
  ): void {
    const { _frame: frame } = this;
    if (!frame) {
      return;
    }
    const { range } = frame;
    const to = draggedTo(change, { x: [...range], y: [...range] });
    if (to) {
      onZoom(to === 'reset' ? null : to[frame.along]);
    }
  }

  /**
   * Change the visible range, by keys: the map's along a shared axis, where the intensities follow.
   */
  private _look(view: IAxesRange, onZoom: IProfilePlotOptions['onZoom']): void {
    const { _frame: frame } = this;
    if (frame) {
      const [from, to] = view[frame.along];
      if (from !== frame.range[0] || to !== frame.range[1]) {
        onZoom([from, to]);
      }
    } else {
      this._see(view);
    }
  }

  private _reset(onZoom: IProfilePlotOptions['onZoom']): void {
    if (this._frame) {
      onZoom(null);
    } else {
      this._see(null);
    }
  }

  /** Show part of its own axes; null for all. */
  private _see(view: IAxesRange | null): void {
    this._view = view;
    this._resets++;
    this._drawn = null;
    if (this._requested) {
      this.showCuts(...this._requested);
    }
  }

  private _isDrawn(entries: readonly IEntry[], title: string, legend: string): boolean {
    const { _drawn: drawn } = this;
    return (
      drawn?.title === title &&
      drawn.legend === legend &&
      drawn.entries.length === entries.length &&
      drawn.entries.every((entry, i) => isSame(entry, entries[i]))
    );
  }

  private _readout: CurveReadout;
  private _keys: PlotKeys;
  /** Its alignment with the map; null if it has axes of its own. */
  private _frame: IProfileFrame | null = null;
  /** Whether it follows the map's axes while they move. */
  private _isFollowing = false;
  /** The frame of the last drawing. */
  private _rendered: IProfileFrame | null = null;
  /** Visible range of axes of its own, set by keys; null for plotly's. */
  private _view: IAxesRange | null = null;
  /** Counts changes of that range. */
  private _resets = 0;
  private _requested: Parameters<ProfilePlot['showCuts']> | null = null;
  /** What the plot shows; null if it has to be drawn. */
  private _drawn: { entries: readonly IEntry[]; title: string; legend: string } | null = null;
  /** What was last drawn; empty before and once disposed. */
  private _entries: readonly IEntry[] = [];
  /** What the curves in the plot are profiles of; null before the first. */
  private _source: string | null = null;
}

/** Below this width a title takes two lines, pixels. */
const narrow = 240;
/** Below this width there is no room for the width of a cut after its position, pixels. */
const tight = 130;
