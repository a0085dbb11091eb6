import type { Widget } from '@lumino/widgets';
import type { ProfileKind, Range } from '../analysis/document/index.js';
import { otherEnergy } from '../analysis/mapplane.js';
import {
  besideMap,
  draggedTo,
  isSameFrame,
  movedLayout,
  namedInside,
  profilesFigure,
  readTheme,
  spectrumFigure,
  withLevelTicks,
  withView,
  type CurveData,
  type IAxesRange,
  type IFigure,
  type IPlotSize,
  type IProfileFrame,
  type ITheme
} from '../plots/index.js';
import { activeOf, isSame, type IEntry, type IProfiledCut } from './profiles/profileentry.js';
import { placeOnPaper } from './profiles/paperplace.js';
import { PlotKeys } from './plotkeys.js';
import { PlotWidget, type IPlotWidgetOptions, type PlotLayout } from './plotwidget.js';
import type { IPaperFigure } from './paper/types.js';
import { profilePlace, profileTitle } from './profiletitle.js';

const nothing = new Float64Array(0);
const empty: CurveData = {
  axis: 'incident',
  energy: nothing,
  intensity: nothing,
  sigma: nothing
};

export interface IProfilePlotOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Other energies are to be visible along the axis that is shared with the map; null for all. */
  onZoom: (range: Range | null) => void;
}

/** The plot of the profiles beside a map that run along one axis: ω (`CIE`), Ω (`CEE`), or lines. */
export class ProfilePlot extends PlotWidget {
  constructor(
    readonly kind: ProfileKind,
    { onZoom, ...options }: IProfilePlotOptions
  ) {
    super({
      ...options,
      onRelayout: change => this._onRelayout(change, onZoom),
      onReset: () => this._reset(onZoom)
    });
    this.addClass(`jp-mod-${kind}`);
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.owned.add(
      new PlotKeys(this.node, {
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
      this._entries = [];
    });
  }

  /**
   * Show the profiles along cuts; the same are not drawn again. A cut without a measured cell keeps its place, so that
   * nothing jumps while it is dragged. Until a new curve is there the old one stands, unless it is one of another source.
   * @param isMoving whether a cut is dragged, for which plotly is too slow.
   * @param source what they are profiles of: the scan and its arm.
   */
  showCuts(cuts: readonly IProfiledCut[], isMoving: boolean, source: string): void {
    this._asked = [cuts, isMoving, source];
    const stands = this._source === null || this._source === source;
    const entries = cuts.flatMap(cut => this._entryOf(cut, isMoving, stands) ?? []);
    const title = this._titleOf(entries);
    const legend = this._legendOf(entries);
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
   * Lie as the map does whose axis it shares; null: it has axes of its own.
   * @param isMoving whether the map's axes move, for which plotly is too slow.
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
    if (this._asked) {
      this.showCuts(...this._asked);
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    const { _entries: entries } = this;
    return entries.length > 0 ? this._figure(entries, this._titleOf(entries), theme) : null;
  }

  override paper(theme: ITheme): IPaperFigure | null {
    const own = super.paper(theme);
    // what stands away from the map shares no axis with it
    return own && this._frame?.margins ? { ...own, along: this._frame.along } : own;
  }

  /** Show no profile any more, with axes that stay. */
  clear(): void {
    this.forget();
    if (this._entries.length > 0) {
      this._entries = [];
      this.render(spectrumFigure(empty, '', readTheme(this.node)));
    }
  }

  /** Draw again when it is shown next. */
  forget(): void {
    this._drawn = this._asked = null;
  }

  /** A title that no longer fits is broken, a legend goes; or the other way round. */
  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    if (this._asked && this._drawn) {
      this.showCuts(...this._asked);
    }
  }

  private _titleOf(entries: readonly IEntry[]): string {
    const active = activeOf(entries);
    const { _frame: frame } = this;
    const others = this._unnamed(entries);
    return active ? profileTitle(active.cut, active, this._isNarrow, frame?.plane, others) : '';
  }

  /** The names in its legend; '' where it has none. */
  private _legendOf(entries: readonly IEntry[]): string {
    return entries.length < 2 ? '' : (namedInside(entries, this._size)?.join('\n') ?? '');
  }

  /** How many curves there are beside the active one that no legend names. */
  private _unnamed(entries: readonly IEntry[]): number {
    return this._legendOf(entries) === '' ? Math.max(0, entries.length - 1) : 0;
  }

  /** Where the active cut lies, as far as there is room to say it. */
  private _placeOf(entries: readonly IEntry[]): string {
    const active = activeOf(entries);
    const others = this._unnamed(entries);
    const isTight = this._isNarrowerThan(others > 0 ? narrow : tight);
    return active ? profilePlace(active.cut, active, isTight, others) : '';
  }

  /** Room between its axes, pixels. */
  private get _size(): IPlotSize {
    const { clientWidth: width, clientHeight: height } = this.node;
    const { along, margins = null } = this._frame ?? {};
    const [start, end] = margins ?? [64, 12];
    return along === 'y'
      ? { width: width - 24, height: height - start - end }
      : { width: width - start - end, height: height - 60 };
  }

  private get _isNarrow(): boolean {
    return this._isNarrowerThan(narrow);
  }

  private _isNarrowerThan(room: number): boolean {
    const { clientWidth } = this.node; // 0 before it is known
    return clientWidth > 0 && clientWidth < room;
  }

  /** What is drawn of a cut; null while it is waited for, and nothing of it stands. */
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
    const { _frame: frame } = this;
    const alone = this._figureAlone(entries, frame?.margins ? '' : title, theme);
    const figure = frame?.margins ? alone : withLevelTicks(alone, this._size.width);
    if (!frame) {
      const revision = `${String(figure.layout.uirevision)} ${this._resets}`;
      return withView(
        { ...figure, layout: { ...figure.layout, uirevision: revision } },
        this._view
      );
    }
    const isPaper = theme.isEven === true;
    const place = isPaper
      ? placeOnPaper(entries, this._legendOf(entries) !== '')
      : this._placeOf(entries);
    return besideMap(figure, frame, place, isPaper);
  }

  private _figureAlone(entries: readonly IEntry[], title: string, theme: ITheme): IFigure {
    const [first, ...others] = entries;
    if (others.length === 0) {
      return spectrumFigure(this._curveOf(first), title, theme, this._colorOf(theme, first));
    }
    const curves = entries.map(entry => ({
      key: entry.id,
      label: entry.label,
      color: this._colorOf(theme, entry),
      data: this._curveOf(entry),
      isActive: entry.isActive,
      isStale: false
    }));
    return profilesFigure(curves, title, theme, this._size);
  }

  /** A curve over the axis of the plot: one that is shared with the map is Δ in the plane of that. */
  private _curveOf({ curve, cut }: IEntry): CurveData {
    const { _frame: frame } = this;
    if (!curve || cut.type !== 'CIE' || frame?.plane !== 'transfer') {
      return curve ?? empty;
    }
    return { ...curve, energy: curve.energy.map(one => otherEnergy('transfer', cut.at, one)) };
  }

  /** Draw curves at once, over the axes as they are drawn, or as they are now. */
  private _drawPreview(
    entries: readonly IEntry[],
    title: string,
    theme: ITheme,
    layout?: PlotLayout
  ): boolean {
    const curves = entries.map(entry => ({
      curve: this._curveOf(entry),
      color: this._colorOf(theme, entry)
    }));
    const { _frame: frame } = this;
    const words = frame?.margins ? this._placeOf(entries) : title;
    const titleAt = frame?.margins && frame.along === 'x' ? { titleAt: 16 } : {};
    const place = { along: frame?.along ?? 'x', ...titleAt, ...(layout ? { layout } : {}) };
    return this.preview(curves, words, place);
  }

  /** The map's axes move: the curves go with them, and are drawn in full when they rest. */
  private _follow(frame: IProfileFrame): boolean {
    const { drawnLayout: layout, _entries: entries, _rendered: rendered } = this;
    if (!layout || rendered?.along !== frame.along || entries.length === 0) {
      return false;
    }
    const { clientWidth: width, clientHeight: height } = this.node;
    const now = movedLayout(layout, frame, { width, height });
    this._drawn = null; // to be drawn when they rest
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

  /** Look at other energies, by keys: those of the map along a shared axis, where the intensities follow. */
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

  /** Show a part of its own axes; null: all. */
  private _see(view: IAxesRange | null): void {
    this._view = view;
    this._resets++;
    this._drawn = null;
    if (this._asked) {
      this.showCuts(...this._asked);
    }
  }

  private _colorOf({ accent, second }: ITheme, { color, cut }: IEntry): string {
    return color ?? (cut.type === 'CIE' ? accent : second);
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

  /** How it lies beside the map; null where it has axes of its own. */
  private _frame: IProfileFrame | null = null;
  /** Whether it goes with the map's axes while they move. */
  private _isFollowing = false;
  /** The same of the last drawing. */
  private _rendered: IProfileFrame | null = null;
  /** What is looked at of axes of its own, by keys; null: what plotly shows. */
  private _view: IAxesRange | null = null;
  /** How often that changed. */
  private _resets = 0;
  private _asked: Parameters<ProfilePlot['showCuts']> | null = null;
  /** What the plot shows; null where it must be drawn. */
  private _drawn: { entries: readonly IEntry[]; title: string; legend: string } | null = null;
  /** What was drawn last; none before, and at the end. */
  private _entries: readonly IEntry[] = [];
  /** Of what the curves are that stand in the plot; null before the first. */
  private _source: string | null = null;
}

/** Narrower than this, a title takes two lines, pixels. */
const narrow = 240;
/** Narrower than this, the place of a cut has no room for its width, pixels. */
const tight = 130;
