import { cutStep, type ViewState } from '../analysis/index.js';
import { colorLimits, colorTable, paint } from '../figures/index.js';
import type { Cut, RXESMap } from '../science/map.js';
import {
  axisOf,
  cellUnder,
  Crosshair,
  CutLayer,
  mapFigure,
  pixelWithin,
  readTheme,
  type ICell,
  type IPlotArea,
  type IPlotlyNode
} from '../plots/index.js';
import { CutForm } from './cutform.js';
import { element } from './dom.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';

export interface IMapPanelOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  onCut: (index: number, patch: Partial<Cut>) => void;
  onRemoveCut: (index: number) => void;
  /** A cut was taken hold of, or has the focus. */
  onChooseCut: (index: number) => void;
  /** A cut that was dragged came to rest. */
  onRest: () => void;
  onZoom: (zoom: ViewState['zoom']) => void;
  /** The cell under the pointer; null outside. */
  onHover: (cell: ICell | null) => void;
}

/** The map: its pixels on a canvas, plotly's axes over them, the cuts on top. */
export class MapPanel extends PlotWidget {
  constructor(private _options: IMapPanelOptions) {
    super({
      diagnostics: _options.diagnostics,
      path: _options.path,
      onDrawn: node => this._onDrawn(node),
      onRelayout: change => this._onRelayout(change),
      onReset: () => _options.onZoom(null)
    });
    this.addClass('jp-XESMap');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', 'RXES map');
    this.node.prepend(this._canvas);
    const change = (index: number, patch: Partial<Cut>) =>
      this._guard('Moving a cut', () => _options.onCut(index, patch));
    this._layer = this.owned.add(
      new CutLayer({
        onChange: change,
        onRemove: index => this._guard('Removing a cut', () => this._remove(index)),
        onChoose: index => this._guard('Choosing a cut', () => _options.onChooseCut(index)),
        onEdit: index => this._guard('Editing a cut', () => this._edit(index)),
        onRest: () => this._guard('Moving a cut', _options.onRest),
        step: cut => (this._map ? cutStep(this._map, cut.type) : 0)
      })
    );
    this._form = this.owned.add(
      new CutForm({ onChange: change, onClose: index => this._layer.focus(index) })
    );
    this.node.append(this._crosshair.node, this._layer.node, this._form.node);
    this.owned.listen<PointerEvent>(this.node, 'pointermove', event =>
      this._guard('Reading out', () => this._hover(event))
    );
    this.owned.listen(this.node, 'pointerleave', () =>
      this._guard('Reading out', () => this._leave())
    );
    // the browser may take a canvas' pixels away; it says when it can have them again
    this.owned.listen(this._canvas, 'contextrestored', () =>
      this._guard('Drawing the map', () => this._repaint())
    );
    this.owned.defer(() => {
      this.clear();
      this._cuts = this._shown = [];
      this._canvas.remove();
    });
  }

  /**
   * Show a map; the same map with other cuts redraws the cuts alone.
   * @param shown indices of the cuts whose profiles are shown.
   */
  showMap(map: RXESMap, view: ViewState, cuts: readonly Cut[], shown: readonly number[]): void {
    const same = this._map === map && this._view === view;
    this._map = map;
    this._view = view;
    this._cuts = cuts;
    this._shown = shown;
    this._form.update(cuts);
    if (same && this._area) {
      this._layer.draw(cuts, this._area, shown);
    } else {
      this.render(mapFigure(map, view, readTheme(this.node)));
    }
  }

  /** Hold no map any more: what was shown may have been given up to spare memory. */
  clear(): void {
    this._map = this._view = this._area = null;
    this.releaseRaster();
  }

  /** Bytes of the raster's pixels. */
  get rasterBytes(): number {
    return this._canvas.width * this._canvas.height * 4;
  }

  /** Give up the raster's pixels; the next drawing, as when it is shown, paints them anew. */
  releaseRaster(): number {
    const bytes = this.rasterBytes;
    this._canvas.width = this._canvas.height = 0;
    return bytes;
  }

  /** Draw all of it again, for example in another theme. */
  forget(): void {
    this._view = null;
  }

  /** Whether a cut is being dragged. */
  get isDragging(): boolean {
    return this._layer.isDragging;
  }

  /** The map's pixels and where they lie; null before the first drawing. */
  get raster(): { canvas: HTMLCanvasElement; area: IPlotArea } | null {
    return this._area && { canvas: this._canvas, area: this._area };
  }

  private _guard(doing: string, work: () => void): void {
    this._options.diagnostics.guardSync({ doing, path: this._options.path() }, work);
  }

  private _onDrawn(node: IPlotlyNode): void {
    const layout = node._fullLayout;
    if (!layout || !this._map || !this._view) {
      return;
    }
    const { l, t, w, h } = layout._size;
    const { xaxis, yaxis } = layout;
    const area: IPlotArea = {
      left: l,
      top: t,
      width: w,
      height: h,
      x: [xaxis.range[0], xaxis.range[1]],
      y: [yaxis.range[0], yaxis.range[1]]
    };
    this._area = area;
    this._paint(area, this._map, this._view);
    this._layer.draw(this._cuts, area, this._shown);
    this._form.fit();
    this._leave(); // what was under the pointer is no longer
  }

  private _repaint(): void {
    if (this._area && this._map && this._view) {
      this._paint(this._area, this._map, this._view);
    }
  }

  private _paint(area: IPlotArea, map: RXESMap, view: ViewState): void {
    const width = Math.max(1, Math.round(area.width));
    const height = Math.max(1, Math.round(area.height));
    const pixels = paint(map, {
      ...area,
      width,
      height,
      limits: colorLimits(map, view),
      scale: view.scale,
      table: colorTable(view.colorMap)
    });
    Object.assign(this._canvas, { width, height });
    Object.assign(this._canvas.style, { left: `${area.left}px`, top: `${area.top}px` });
    this._canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }

  private _onRelayout(change: Record<string, unknown>): void {
    if (change['xaxis.autorange'] || change['yaxis.autorange']) {
      this._options.onZoom(null);
      return;
    }
    const value = (name: string) => change[name];
    const range = (axis: string, now: [number, number]): [number, number] => {
      const [low, high] = [value(`${axis}.range[0]`), value(`${axis}.range[1]`)];
      return typeof low === 'number' && typeof high === 'number' ? [low, high] : now;
    };
    if (this._area && Object.keys(change).some(name => name.includes('.range'))) {
      this._options.onZoom({
        incident: range('xaxis', this._area.x),
        emission: range('yaxis', this._area.y)
      });
    }
  }

  private _hover(event: PointerEvent): void {
    const { _area: area, _map: map } = this;
    if (!area || !map) {
      return;
    }
    const box = this.node.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    this._crosshair.show(area, x, y);
    this._options.onHover(cellUnder(map, area, x, y));
  }

  private _leave(): void {
    this._crosshair.hide();
    this._options.onHover(null);
  }

  private _remove(index: number): void {
    this._options.onRemoveCut(index);
    this.node.focus(); // the cut that had it is gone
  }

  /** Ask for a cut's numbers, where the cut is. */
  private _edit(index: number): void {
    const { _area: area } = this;
    const cut = this._cuts[index];
    const axis = cut && axisOf(cut.type);
    if (area && axis) {
      const x = axis === 'x' ? pixelWithin(area, 'x', cut.at) : area.left;
      const y = axis === 'x' ? area.top : pixelWithin(area, 'y', cut.at);
      this._form.open(index, cut, x + 8, y + 8);
    }
  }

  private _canvas = Object.assign(element('canvas', 'jp-XESMap-raster'), { width: 0, height: 0 });
  private _crosshair = new Crosshair();
  private _layer: CutLayer;
  private _form: CutForm;
  private _map: RXESMap | null = null;
  private _view: ViewState | null = null;
  private _area: IPlotArea | null = null;
  private _cuts: readonly Cut[] = [];
  private _shown: readonly number[] = [];
}
