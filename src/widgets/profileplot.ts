import type { Widget } from '@lumino/widgets';
import type { MapCut } from '../analysis/linecuts.js';
import type { DrawnSpectrum } from '../compute/types.js';
import type { Profile } from '../model/index.js';
import {
  lineBreak,
  profilesFigure,
  readTheme,
  spectrumFigure,
  type CurveData,
  type IFigure,
  type ITheme
} from '../plots/index.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';
import { profileTitle } from './profiletitle.js';

const nothing = new Float64Array(0);
const empty: CurveData = {
  axis: 'incident',
  energy: nothing,
  intensity: nothing,
  sigma: nothing
};

/** A cut with the curve along it. */
export interface IProfiledCut {
  id: string;
  cut: MapCut;
  profile: Profile;
  /** What a list calls it. */
  label: string;
  /** Of the cut in the list, `#rrggbb`; that of its type where there is none. */
  color: string | null;
  /** The title says where it lies, and its curve is on top. */
  isActive: boolean;
}

/** The same, as it is drawn. */
interface IEntry extends Omit<IProfiledCut, 'profile'> {
  state: Profile['state'];
  error: Profile['error'];
  curve: DrawnSpectrum | null;
}

/** What runs along the axis of a plot of profiles. */
export type ProfileKind = 'CIE' | 'CEE' | 'line';

/** The plot of the profiles beside a map that run along one axis: ω (`CIE`), Ω (`CEE`), or lines. */
export class ProfilePlot extends PlotWidget {
  constructor(
    readonly kind: ProfileKind,
    options: Pick<IPlotWidgetOptions, 'diagnostics' | 'path'>
  ) {
    super(options);
    this.addClass(`jp-mod-${kind}`);
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
    const title = titleOf(entries, this._isNarrow);
    if (entries.length === 0 || (stands && this._isDrawn(entries, title))) {
      return;
    }
    this._source = source;
    this._entries = entries;
    const theme = readTheme(this.node);
    const isPreview = isMoving && this.preview(this._previewed(entries, theme), title);
    this._drawn = isPreview ? null : { entries, title };
    if (!isPreview) {
      this.render(this._figure(entries, title, theme));
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    const { _entries: entries } = this;
    return entries.length > 0
      ? this._figure(entries, titleOf(entries, this._isNarrow), theme)
      : null;
  }

  /** Draw again when it is shown next. */
  forget(): void {
    this._drawn = this._asked = null;
  }

  /** A title that no longer fits is broken, or the other way round. */
  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    if (this._asked && this._drawn && this._isNarrow !== this._drawn.title.includes(lineBreak)) {
      this.showCuts(...this._asked);
    }
  }

  private get _isNarrow(): boolean {
    const { clientWidth } = this.node; // 0 before it is known
    return clientWidth > 0 && clientWidth < narrow;
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
    const [first, ...others] = entries;
    if (others.length === 0) {
      return spectrumFigure(first.curve ?? empty, title, theme, this._colorOf(theme, first));
    }
    const curves = entries.map(entry => ({
      key: entry.id,
      label: entry.label,
      color: this._colorOf(theme, entry),
      data: entry.curve ?? empty,
      isActive: entry.isActive,
      isStale: false
    }));
    return profilesFigure(curves, title, theme);
  }

  private _previewed(entries: readonly IEntry[], theme: ITheme) {
    return entries.map(entry => ({
      curve: entry.curve ?? empty,
      color: this._colorOf(theme, entry)
    }));
  }

  private _colorOf({ accent, second }: ITheme, { color, cut }: IEntry): string {
    return color ?? (cut.type === 'CIE' ? accent : second);
  }

  private _isDrawn(entries: readonly IEntry[], title: string): boolean {
    const { _drawn: drawn } = this;
    return (
      drawn?.title === title &&
      drawn.entries.length === entries.length &&
      drawn.entries.every((entry, i) => isSame(entry, entries[i]))
    );
  }

  private _asked: Parameters<ProfilePlot['showCuts']> | null = null;
  /** What the plot shows; null where it must be drawn. */
  private _drawn: { entries: readonly IEntry[]; title: string } | null = null;
  /** What was drawn last; none before, and at the end. */
  private _entries: readonly IEntry[] = [];
  /** Of what the curves are that stand in the plot; null before the first. */
  private _source: string | null = null;
}

/** Narrower than this, a title takes two lines, pixels. */
const narrow = 240;

/** The title is that of the active cut. */
function titleOf(entries: readonly IEntry[], isNarrow: boolean): string {
  const active = entries.find(({ isActive }) => isActive) ?? entries[entries.length - 1];
  return active ? profileTitle(active.cut, active, isNarrow) : '';
}

function isSame(one: IEntry, other: IEntry): boolean {
  return (
    one.id === other.id &&
    one.cut === other.cut &&
    one.curve === other.curve &&
    one.state === other.state &&
    one.label === other.label &&
    one.color === other.color &&
    one.isActive === other.isActive
  );
}
