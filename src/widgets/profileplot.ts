import { curveAlong, type IProfile } from '../analysis/index.js';
import { readTheme, spectrumFigure } from '../plots/index.js';
import type { Cut, RXESMap } from '../science/map.js';
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
   * its place, so that nothing jumps while a hand moves it.
   * @param isMoving whether a hand moves a cut, for which plotly is too slow.
   */
  showCut(map: RXESMap, cut: Cut, isMoving: boolean): void {
    if (this._drawn?.[0] === map && this._drawn[1] === cut) {
      return;
    }
    const curve = curveAlong(map, cut);
    const theme = readTheme(this.node);
    const color = this.type === 'CIE' ? theme.accent : theme.second;
    const title = titleOf({ cut, curve });
    const isPreview = isMoving && this.preview(curve ?? empty, title, color);
    this._drawn = isPreview ? null : [map, cut];
    if (!isPreview) {
      this.render(spectrumFigure(curve ?? empty, title, theme, color));
    }
  }

  /** Draw again when it is shown next. */
  forget(): void {
    this._drawn = null;
  }

  /** What the plot shows; null where it must be drawn. */
  private _drawn: [RXESMap, Cut] | null = null;
}

function titleOf({ cut: { type, at, width }, curve }: IProfile): string {
  const name = type === 'CIE' ? 'ω (eV) at Ω' : 'Ω (eV) at ω';
  const place = `${name} = ${at.toFixed(2)} ± ${(width / 2).toFixed(2)} eV`;
  return curve ? place : `${place}: no measured point`;
}
