import type { AxesView, Range } from '../../analysis/document/index.js';
import {
  draggedTo,
  nearestPoint,
  readTheme,
  spectraFigure,
  type ICurve,
  type ICurvePoint
} from '../../plots/index.js';
import { element } from '../dom.js';
import { PlotWidget, type IPlotWidgetOptions } from '../plotwidget.js';

export interface ISpectraPlotOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Visible energies and intensities; null for all. */
  onZoom: (zoom: { x: Range; y: Range } | null) => void;
  /** The point of a curve under the pointer; null where there is none. */
  onHover: (point: ICurvePoint | null) => void;
}

/** The plot of all curves that are shown. */
export class SpectraPlot extends PlotWidget {
  constructor(private _options: ISpectraPlotOptions) {
    super({
      diagnostics: _options.diagnostics,
      path: _options.path,
      onDrawn: () => this._leave(), // what was under the pointer may have moved
      onRelayout: change => this._onRelayout(change),
      onReset: () => _options.onZoom(null)
    });
    this.addClass('jp-XESSpectra');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this._mark.hidden = true;
    this.node.append(this._mark);
    this.owned.listen<PointerEvent>(this.node, 'pointermove', event =>
      this._guard(() => this._hover(event))
    );
    this.owned.listen(this.node, 'pointerleave', () => this._guard(() => this._leave()));
    this.owned.defer(() => this.clear());
  }

  /** Show curves; the same, looked at in the same way, are not drawn again. */
  showCurves(curves: readonly ICurve[], axes: AxesView): void {
    const before = this._shown;
    const isSame =
      before?.axes === axes &&
      before.curves.length === curves.length &&
      curves.every((curve, i) => curve === before.curves[i]);
    if (isSame) {
      return;
    }
    this._shown = { curves, axes };
    this._curves = curves;
    this.node.setAttribute('aria-label', `Spectra: ${curves.map(({ label }) => label).join(', ')}`);
    this.render(spectraFigure(curves, axes, readTheme(this.node)));
  }

  /** Draw all of it again when it is shown next, for example in another theme. */
  forget(): void {
    this._shown = null;
  }

  /** Hold no curves any more: what was shown may have been given up to spare memory. */
  clear(): void {
    this._shown = null;
    this._curves = [];
  }

  private _guard(work: () => void): void {
    const { diagnostics, path } = this._options;
    diagnostics.guardSync({ doing: 'Reading out', path: path() }, work);
  }

  private _onRelayout(change: Record<string, unknown>): void {
    const layout = this.drawnLayout;
    if (!layout) {
      return;
    }
    const isLog = layout.yaxis.type === 'log';
    const to = draggedTo(change, { x: layout.xaxis.range, y: layout.yaxis.range });
    if (to === 'reset') {
      this._options.onZoom(null);
    } else if (to) {
      const [low, high] = to.y;
      this._options.onZoom({ x: to.x, y: isLog ? [10 ** low, 10 ** high] : to.y });
    }
  }

  private _hover(event: PointerEvent): void {
    const layout = this.drawnLayout;
    if (!layout) {
      return;
    }
    const box = this.node.getBoundingClientRect();
    const point = nearestPoint(
      this._curves,
      layout,
      event.clientX - box.left,
      event.clientY - box.top
    );
    this._mark.hidden = point === null;
    if (point) {
      this._mark.style.translate = `${point.x}px ${point.y}px`;
      this._mark.style.borderColor = point.curve.color;
    }
    this._options.onHover(point);
  }

  private _leave(): void {
    this._mark.hidden = true;
    this._options.onHover(null);
  }

  private _mark = element('div', 'jp-XESSpectra-mark');
  private _curves: readonly ICurve[] = [];
  /** What the plot shows; null where it must be drawn. */
  private _shown: { curves: readonly ICurve[]; axes: AxesView } | null = null;
}
