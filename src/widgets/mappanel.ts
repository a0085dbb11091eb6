import type { ViewState } from '../analysis/document.js';
import { defaultWidth } from '../science/cuts.js';
import { edges } from '../science/grid.js';
import type { Cut, RXESMap } from '../science/map.js';
import {
  autoLimits,
  cellAt,
  colorTable,
  CutLayer,
  mapFigure,
  paint,
  readTheme,
  type IPlotArea,
  type IPlotlyNode
} from '../plots/index.js';
import { element } from './dom.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';

export interface IMapPanelOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  onCut: (index: number, patch: Partial<Cut>) => void;
  onRemoveCut: (index: number) => void;
  /** A cut that was dragged came to rest. */
  onRest: () => void;
  onZoom: (zoom: ViewState['zoom']) => void;
  /** The cell under the pointer, as indices of the map; null outside. */
  onHover: (cell: { incident: number; emission: number } | null) => void;
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
    this._layer = this.owned.add(
      new CutLayer({
        onChange: (index, patch) => this._guard('Moving a cut', () => _options.onCut(index, patch)),
        onRemove: index => this._guard('Removing a cut', () => _options.onRemoveCut(index)),
        onRest: () => this._guard('Moving a cut', _options.onRest),
        step: cut => (this._map ? defaultWidth(this._map, cut.type) : 0)
      })
    );
    this.node.append(this._layer.node);
    this.owned.listen<PointerEvent>(this.node, 'pointermove', event =>
      this._guard('Reading out', () => this._hover(event))
    );
    this.owned.listen(this.node, 'pointerleave', () =>
      this._guard('Reading out', () => _options.onHover(null))
    );
    this.owned.defer(() => {
      this._map = this._view = this._area = null;
      this._cuts = [];
      this._canvas.width = this._canvas.height = 0;
      this._canvas.remove();
    });
  }

  /** Show a map; the same map with other cuts redraws the cuts alone. */
  showMap(map: RXESMap, view: ViewState, cuts: readonly Cut[]): void {
    const same = this._map === map && this._view === view;
    this._map = map;
    this._view = view;
    this._cuts = cuts;
    if (same && this._area) {
      this._layer.draw(cuts, this._area);
    } else {
      this.render(mapFigure(map, view, readTheme(this.node)));
    }
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
    this._layer.draw(this._cuts, area);
  }

  private _paint(area: IPlotArea, map: RXESMap, view: ViewState): void {
    const width = Math.max(1, Math.round(area.width));
    const height = Math.max(1, Math.round(area.height));
    const pixels = paint(map, {
      ...area,
      width,
      height,
      limits: view.limits ?? autoLimits(map, view.scale),
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
    const u = (event.clientX - box.left - area.left) / area.width;
    const v = (event.clientY - box.top - area.top) / area.height;
    const incident = cellAt(edges(map.incident), area.x[0] + u * (area.x[1] - area.x[0]));
    const emission = cellAt(edges(map.emission), area.y[1] - v * (area.y[1] - area.y[0]));
    const inside = u >= 0 && u <= 1 && v >= 0 && v <= 1 && incident >= 0 && emission >= 0;
    this._options.onHover(inside ? { incident, emission } : null);
  }

  private _canvas = element('canvas', 'jp-XESMap-raster');
  private _layer: CutLayer;
  private _map: RXESMap | null = null;
  private _view: ViewState | null = null;
  private _area: IPlotArea | null = null;
  private _cuts: readonly Cut[] = [];
}
