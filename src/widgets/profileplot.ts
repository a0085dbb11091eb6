import type { Widget } from '@lumino/widgets';
import type { ModelCut, Profile } from '../model/index.js';
import {
  lineBreak,
  plainWords,
  readTheme,
  spectrumFigure,
  type IFigure,
  type ITheme
} from '../plots/index.js';
import type { DrawnSpectrum } from '../compute/types.js';
import type { Spectrum } from '../science/spectrum.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';

const nothing = new Float64Array(0);
const empty: Spectrum & { unit?: string } = { energy: nothing, intensity: nothing, sigma: nothing };

/** A curve, and what it is. */
interface IRendered {
  curve: Spectrum | null;
  title: string;
  /** `#rrggbb`; that of its type where there is none. */
  color: string | null;
}

/** The same, and the cut that it is of. */
interface IDrawnCut extends IRendered {
  cut: ModelCut;
  curve: DrawnSpectrum | null;
}

/** The plot of one type of profile beside a map. */
export class ProfilePlot extends PlotWidget {
  constructor(
    readonly type: 'CIE' | 'CEE',
    options: Pick<IPlotWidgetOptions, 'diagnostics' | 'path'>
  ) {
    super(options);
    this.addClass(`jp-mod-${type}`);
    this.owned.defer(() => {
      this.forget();
      this._rendered = null;
    });
  }

  /**
   * Show the profile along a cut; the same is not drawn again. A cut without a measured cell keeps
   * its place, so that nothing jumps while it is dragged. Until a new curve is there the old one stands, unless
   * it is one of another source.
   * @param isMoving whether a cut is dragged, for which plotly is too slow.
   * @param source what it is a profile of: the scan and its arm. @param color of the cut in the list, `#rrggbb`.
   */
  showCut(
    cut: ModelCut,
    profile: Profile,
    isMoving: boolean,
    source: string,
    color: string | null = null
  ): void {
    this._asked = [cut, profile, isMoving, source, color];
    const { state, curve } = profile;
    const title = titleOf(cut, profile, this._isNarrow);
    const stands = this._source === null || this._source === source;
    const isKept = state === 'waiting' && stands && !(isMoving && curve);
    if (isKept || (stands && this._isDrawn({ cut, curve, title, color }))) {
      return;
    }
    this._source = source;
    const theme = readTheme(this.node);
    const isPreview = isMoving && this.preview(curve ?? empty, title, this._colorOf(theme, color));
    this._drawn = isPreview ? null : { cut, curve, title, color };
    if (!isPreview) {
      this._rendered = { curve, title, color };
      this.render(this._figure(this._rendered, theme));
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    return this._rendered && this._figure(this._rendered, theme);
  }

  /** Draw again when it is shown next. */
  forget(): void {
    this._drawn = this._asked = null;
  }

  /** A title that no longer fits is broken, or the other way round. */
  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    if (this._asked && this._drawn && this._isNarrow !== this._drawn.title.includes(lineBreak)) {
      this.showCut(...this._asked);
    }
  }

  private get _isNarrow(): boolean {
    const { clientWidth } = this.node; // 0 before it is known
    return clientWidth > 0 && clientWidth < narrow;
  }

  private _figure({ curve, title, color }: IRendered, theme: ITheme): IFigure {
    return spectrumFigure(curve ?? empty, title, theme, this._colorOf(theme, color));
  }

  private _colorOf({ accent, second }: ITheme, color: string | null): string {
    return color ?? (this.type === 'CIE' ? accent : second);
  }

  private _isDrawn({ cut, curve, title, color }: IDrawnCut): boolean {
    const { _drawn: drawn } = this;
    return (
      drawn?.cut === cut && drawn.curve === curve && drawn.title === title && drawn.color === color
    );
  }

  private _asked: Parameters<ProfilePlot['showCut']> | null = null;
  /** What the plot shows; null where it must be drawn. */
  private _drawn: IDrawnCut | null = null;
  /** What plotly was given last; null before, and at the end. */
  private _rendered: IRendered | null = null;
  /** Of what the curve is that stands in the plot; null before the first. */
  private _source: string | null = null;
}

/** Narrower than this, a title takes two lines, pixels. */
const narrow = 240;

function titleOf(
  { type, at, width }: ModelCut,
  { state, error }: Profile,
  isNarrow: boolean
): string {
  const [along, held] = type === 'CIE' ? ['ω', 'Ω'] : ['Ω', 'ω'];
  const place = `${along} (eV)${isNarrow ? lineBreak : ' at '}${held} = ${at.toFixed(2)} ± ${(width / 2).toFixed(2)}`;
  if (state === 'failed' && error) {
    return `${place}: ${plainWords(error.message)}`;
  }
  return state === 'empty' ? `${place}: no measured point` : place;
}
