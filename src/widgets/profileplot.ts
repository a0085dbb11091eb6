import type { ModelCut, Profile } from '../model/index.js';
import { readTheme, spectrumFigure } from '../plots/index.js';
import type { Spectrum } from '../science/spectrum.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';

const nothing = new Float64Array(0);
const empty: Spectrum = { energy: nothing, intensity: nothing, sigma: nothing };

/** The plot of one type of profile beside a map. */
export class ProfilePlot extends PlotWidget {
  constructor(
    readonly type: 'CIE' | 'CEE',
    options: Pick<IPlotWidgetOptions, 'diagnostics' | 'path'>
  ) {
    super(options);
    this.addClass(`jp-mod-${type}`);
    this.owned.defer(() => this.forget());
  }

  /**
   * Show the profile along a cut; the same is not drawn again. A cut without a measured cell keeps
   * its place, so that nothing jumps while a hand moves it. Until a new curve is there the old one stands.
   * @param isMoving whether a hand moves a cut, for which plotly is too slow.
   */
  showCut(cut: ModelCut, { state, curve }: Profile, isMoving: boolean): void {
    const isWaiting = state === 'waiting';
    if ((isWaiting && !(isMoving && curve)) || this._isDrawn(cut, curve)) {
      return;
    }
    const theme = readTheme(this.node);
    const color = this.type === 'CIE' ? theme.accent : theme.second;
    const title = titleOf(cut, curve !== null);
    const isPreview = isMoving && this.preview(curve ?? empty, title, color);
    this._drawn = isPreview ? null : { cut, curve };
    if (!isPreview) {
      this.render(spectrumFigure(curve ?? empty, title, theme, color));
    }
  }

  /** Draw again when it is shown next. */
  forget(): void {
    this._drawn = null;
  }

  private _isDrawn(cut: ModelCut, curve: Spectrum | null): boolean {
    return this._drawn?.cut === cut && this._drawn.curve === curve;
  }

  /** What the plot shows; null where it must be drawn. */
  private _drawn: { cut: ModelCut; curve: Spectrum | null } | null = null;
}

function titleOf({ type, at, width }: ModelCut, isMeasured: boolean): string {
  const name = type === 'CIE' ? 'ω (eV) at Ω' : 'Ω (eV) at ω';
  const place = `${name} = ${at.toFixed(2)} ± ${(width / 2).toFixed(2)} eV`;
  return isMeasured ? place : `${place}: no measured point`;
}
