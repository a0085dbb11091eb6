import type { Widget } from '@lumino/widgets';
import type { AxesView, Range, ReferenceMark } from '../../analysis/document/index.js';
import {
  areaOf,
  draggedTo,
  framed,
  linesAlong,
  MarkLayer,
  powersOf,
  readTheme,
  ReferenceLayer,
  residualSuffix,
  SpectraPreview,
  splitCurves,
  stacked,
  type IAxesRange,
  type ICurve,
  type ICurvePoint,
  type IFigure,
  type IFramed,
  type IMarkLayerOptions,
  type IPlotArea,
  type IPlotlyNode,
  type IPlotMark,
  type IPlotSize,
  type ITheme
} from '../../plots/index.js';
import { element } from '../dom.js';
import { PlotKeys, type IPlotKeyOptions } from '../plotkeys.js';
import type { IPaperFigure } from '../paper/types.js';
import { PlotWidget, type IPlotWidgetOptions } from '../plotwidget.js';
import { Crowd } from './crowd.js';
import { CurveReadout } from './curvereadout.js';
import {
  figureOf,
  isSame,
  keysOf,
  markedBeside,
  paperOf,
  type IRenderedCurves,
  type IShownCurves,
  type ISpectraLook
} from './showncurves.js';
import type { IShownMarks } from './shownmarks.js';
import { isSameSqueeze, squeezeOf } from './squeezed.js';
import { Obstacles } from './obstacles.js';

/** What the user does with the marks over the curves. */
export type IMarkEvents = Omit<IMarkLayerOptions, 'host' | 'isSeen'>;

export interface ISpectraPlotOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Visible energies and intensities; null for all. */
  onZoom: (zoom: { x: Range; y: Range } | null) => void;
  /** Called with the point of a curve under the pointer; null if there is none. */
  onHover: (point: ICurvePoint | null) => void;
  marks: IMarkEvents;
}

/** The plot of all displayed curves, with what is picked on it. */
export class SpectraPlot extends PlotWidget {
  constructor(private _options: ISpectraPlotOptions) {
    super({
      diagnostics: _options.diagnostics,
      path: _options.path,
      onDrawn: node => this._onDrawn(node),
      onRelayout: change => this._onRelayout(change),
      onMoving: node => this._place(node, true),
      onReset: () => _options.onZoom(null)
    });
    this.addClass('jp-XESSpectra');
    this.node.tabIndex = 0;
    // a drag is undone by the viewer's keys, not by those of a text field that had the focus before
    this.owned.listen(this.node, 'pointerdown', () => this._takeFocus(), { capture: true });
    this.node.setAttribute('role', 'group');
    this._hint.hidden = true;
    this._hint.setAttribute('role', 'status');
    this._keys = this.owned.add(new PlotKeys(this.node, this._keyOptions()));
    this._layer = this.owned.add(new MarkLayer(this._markOptions()));
    this.node.append(this._lines.node, this._layer.node, this._readout.mark, this._hint);
    this.owned.listen<PointerEvent>(this.node, 'pointermove', event =>
      this._guard('Reading out', () => this._readout.hover(event))
    );
    this.owned.listen(this.node, 'pointerleave', () =>
      this._guard('Reading out', () => this._readout.leave())
    );
    this.owned.defer(() => this.clear());
  }

  /** Visible part of the drawn curves; null if there are none. */
  get frame(): IFramed | null {
    return this._rendered?.frame ?? null;
  }

  /** Offset of each curve from the next: an intensity, or a factor; null if there is none. */
  get step(): number | null {
    return this._shown?.step ?? null;
  }

  /** Visible energies, eV; null if nothing is drawn. */
  get visible(): Range | null {
    const [low, high] = this._area?.x ?? [NaN, NaN];
    return this._rendered && low !== high && Number.isFinite(high - low)
      ? [Math.min(low, high), Math.max(low, high)]
      : null;
  }

  /** Whether a mark is being dragged or drawn. */
  get isDragging(): boolean {
    return this._layer.isDragging;
  }

  /**
   * Show curves; with unchanged curves and options nothing is redrawn. While a mark is dragged the
   * axes stay, and changes are drawn over them.
   */
  showCurves(curves: readonly ICurve[], axes: AxesView, look: ISpectraLook = {}): void {
    const { isSplit = false, isNamed = false, isOfSeveral = false, drag = 'zoom' } = look;
    this._requested = { curves, axes, look };
    const split = isSplit ? splitCurves(curves) : { measured: curves, residuals: [] };
    const held = this.isDragging ? (this._rendered?.step ?? null) : null; // the axes stay as well
    const { curves: measured, step } = stacked(split.measured, axes, held);
    const hasNames = step !== null || this._crowd.of(measured).length > 0;
    const hasLegend = step === null && (isNamed || isOfSeveral || measured.length > 1);
    const drawn = this._rendered?.marked;
    // the legend stays during a drag
    const marked =
      this.isDragging && drawn ? drawn : markedBeside(look.marked ?? [], hasLegend, drawn);
    const size = hasNames || marked.length > 0 ? { size: this._size } : {};
    const named = { isNamed, isOfSeveral, marked, squeeze: squeezeOf(this.node) };
    const shown: IShownCurves = { ...split, measured, axes, step, drag, ...named, ...size };
    const before = this._shown;
    if (before && isSame(before, shown) && !(this._isPreview && !this.isDragging)) {
      return;
    }
    this._shown = shown;
    this.node.setAttribute('aria-label', `Spectra: ${curves.map(({ label }) => label).join(', ')}`);
    this._isPreview = this.isDragging && this._drawOver(shown);
    if (!this._isPreview) {
      this._rendered = { ...shown, frame: framed(shown.measured, axes) };
      this._draw();
    }
  }

  private _draw(): void {
    if (this._rendered) {
      this.render(
        figureOf(this._rendered, readTheme(this.node), { isRastered: !this._crowd.hasFailed })
      );
    }
  }

  /** Show marks over the curves. */
  showMarks({ marks, quick, armed, hint }: IShownMarks): void {
    this._marks = marks;
    this._layer.quick = quick;
    this._layer.armed = armed;
    this._hint.hidden = hint === '';
    if (this._hint.textContent !== hint) {
      this._hint.textContent = hint;
    }
    this._drawMarks();
    if (!this.isDragging) {
      this._drawLines(); // their labels avoid those of marks
    }
  }

  /** Show known energies over the curves, if these run along an energy that has them. */
  showLines(lines: readonly ReferenceMark[]): void {
    if (lines !== this._references) {
      this._references = lines;
      this._drawLines();
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    return this._rendered && this._lines.inFigure(figureOf(this._rendered, theme), theme);
  }

  override paper(theme: ITheme): IPaperFigure | null {
    return this._rendered && paperOf(this._rendered, this._references, theme, this.shownAs());
  }

  /** Draw everything again when it is next shown, for example in another theme. */
  forget(): void {
    this._shown = null;
  }

  /** Hold no curves any more: the displayed ones may have been released to free memory. */
  clear(): void {
    this._shown = this._rendered = this._requested = null;
    this._marks = [];
    this._readout.forget();
    this._replaced.clear();
    this._crowd.clear();
    this._layer.clear();
    this._lines.clear();
  }

  /** Events of the marks, with their errors logged. */
  private _markOptions(): IMarkLayerOptions {
    const { marks } = this._options;
    const doing = 'Picking on the plot';
    return {
      host: this.node,
      isSeen: () => this.isVisible,
      onChange: (key, span) => this._guard(doing, () => marks.onChange(key, span)),
      onDraw: span => this._guard(doing, () => marks.onDraw(span)),
      onRemove: key =>
        this._guard(doing, () => {
          marks.onRemove(key);
          this.node.focus({ preventScroll: true }); // the mark that had the focus was removed
        }),
      onEdit: key => this._guard(doing, () => marks.onEdit(key)),
      onRest: () => this._guard(doing, () => marks.onRest()),
      onCancel: () => this._guard(doing, () => marks.onCancel()),
      onDisarm: () => this._guard(doing, () => marks.onDisarm())
    };
  }

  private _takeFocus(): void {
    if (!this.node.contains(document.activeElement)) {
      this.node.focus({ preventScroll: true });
    }
  }

  private _guard(doing: string, work: () => void): void {
    const { diagnostics, path } = this._options;
    diagnostics.guardSync({ doing, path: path() }, work);
  }

  /** Draw changes over the existing plot. @returns false if curves were added or removed. */
  private _drawOver({ measured, residuals }: IShownCurves): boolean {
    const { drawnLayout: layout, _rendered: rendered } = this;
    const areSame =
      rendered !== null &&
      keysOf(rendered.measured) === keysOf(measured) &&
      keysOf(rendered.residuals) === keysOf(residuals);
    if (!layout || !areSame) {
      return false;
    }
    const changed = (curves: readonly ICurve[], drawn: readonly ICurve[]) =>
      curves
        .map((now, i) => ({ now, before: drawn[i] }))
        .filter(({ now, before }) => now !== before);
    // curves drawn below the plot are redrawn there
    const below = new Set(this._crowd.of(rendered.measured));
    const lines = changed(measured, rendered.measured).filter(({ before }) => !below.has(before));
    this._crowd.replace(measured, layout);
    const panels = [
      { curves: lines, axis: 'yaxis', suffix: '' },
      { curves: changed(residuals, rendered.residuals), axis: 'yaxis2', suffix: residualSuffix }
    ] as const;
    this._replaced.draw(panels, layout, this.node);
    this.node.insertBefore(this._replaced.node, this._layer.node);
    return true;
  }

  private _onDrawn(node: IPlotlyNode): void {
    const layout = node._fullLayout;
    if (!layout) {
      return;
    }
    if (!this._isPreview) {
      this._replaced.clear();
    }
    this._place(node);
    this._crowd.show(this._rendered, layout);
    if (!this._keys.reread()) {
      this._readout.leave(); // the curve under the pointer may have moved
    }
  }

  /** Follow the position of the axes, as drawn or during a gesture. */
  private _place({ _fullLayout: layout }: IPlotlyNode, isMoving = false): void {
    if (layout) {
      const { l: left, t: top, w: width, h: height } = layout._size; // marks extend over the panel below too
      this._area = { ...areaOf(layout), left, top, width, height, y: [0, 1] };
      this._readout.mark.hidden = true;
      if (!isMoving) {
        this._written.measure();
      }
      this._crowd.move(layout);
      this._drawMarks();
      this._drawLines(isMoving);
    }
  }

  /** Labels depend on the room there is. */
  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    const squeeze = this._shown?.squeeze;
    const isOther = squeeze && !isSameSqueeze(squeeze, squeezeOf(this.node));
    if (this._requested && (isOther || this._shown?.size)) {
      const { curves, axes, look } = this._requested;
      this.showCurves(curves, axes, look);
    }
  }

  /** The same object as long as the size is unchanged. */
  private get _size(): IPlotSize {
    const { clientWidth: width, clientHeight: height } = this.node;
    if (width !== this._known.width || height !== this._known.height) {
      this._known = { width, height };
    }
    return this._known;
  }

  private _drawMarks(): void {
    if (this._area) {
      this._layer.draw(this._marks, this._area, this._written.legend);
    }
  }

  private _drawLines(isMoving = false): void {
    const axis = this._rendered?.measured.at(0)?.data.axis;
    const lines = axis ? linesAlong(this._references, axis) : [];
    if (!this._area || lines.length === 0) {
      this._lines.clear();
    } else {
      this._lines.draw(lines, this._area, isMoving ? null : this._written.all());
    }
  }

  private _onRelayout(change: Record<string, unknown>): void {
    const layout = this.drawnLayout;
    if (!layout) {
      return;
    }
    const to = draggedTo(change, { x: layout.xaxis.range, y: layout.yaxis.range });
    if (to === 'reset') {
      this._options.onZoom(null);
    } else if (to) {
      this._zoomTo(to, layout.yaxis.type === 'log');
    }
  }

  private _zoomTo({ x, y }: IAxesRange, isLog: boolean): void {
    this._options.onZoom({ x, y: isLog ? powersOf(y) : y });
  }

  private _keyOptions(): IPlotKeyOptions {
    return {
      view: () => {
        const { xaxis, yaxis } = this.drawnLayout ?? {};
        return xaxis && yaxis ? { x: xaxis.range, y: yaxis.range } : null;
      },
      onView: view =>
        this._guard('Zooming', () => this._zoomTo(view, this._rendered?.axes.logY === true)),
      onReset: () => this._guard('Zooming', () => this._options.onZoom(null)),
      cursor: this._readout
    };
  }

  private _readout = new CurveReadout(this.node, {
    layout: () => this.drawnLayout,
    curves: () => (this.isDragging ? null : this._shown),
    onRead: point => this._options.onHover(point)
  });
  private _hint = element('div', 'jp-XESSpectra-hint');
  private _keys: PlotKeys;
  private _layer: MarkLayer;
  private _lines = new ReferenceLayer();
  private _references: readonly ReferenceMark[] = [];
  private _crowd = this.owned.add(
    new Crowd(this.node, {
      guard: work => this._guard('Drawing many curves', work),
      onFailure: () => this._draw()
    })
  );
  private _replaced = new SpectraPreview();
  private _area: IPlotArea | null = null;
  private _written = new Obstacles(this.node);
  private _known: IPlotSize = { width: 0, height: 0 };
  /** The last request. */
  private _requested: { curves: readonly ICurve[]; axes: AxesView; look: ISpectraLook } | null =
    null;
  private _marks: readonly IPlotMark[] = [];
  /** What the plot shows; null if it has to be drawn. */
  private _shown: IShownCurves | null = null;
  /** What plotly was last given. */
  private _rendered: IRenderedCurves | null = null;
  /** Whether later changes are drawn over that. */
  private _isPreview = false;
}
