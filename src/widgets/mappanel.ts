import type { MapView, Range } from '../analysis/document/index.js';
import { cutStep } from '../analysis/cutplaces.js';
import type { ModelCut } from '../model/index.js';
import type { Cut } from '../science/map.js';
import {
  areaOf,
  axisOf,
  cellUnder,
  Crosshair,
  cutImage,
  CutLayer,
  draggedTo,
  mapFigure,
  MapRaster,
  pixelWithin,
  rasterSize,
  readTheme,
  visibleRanges,
  type ColoredCut,
  type FramedMap,
  type ICell,
  type IFigure,
  type IMapPicture,
  type IPlacedImage,
  type IPlotArea,
  type IPlotlyNode,
  type ITheme
} from '../plots/index.js';
import { CutForm } from './cutform.js';
import { PlotKeys } from './plotkeys.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';

/** A map that is shown, and how. */
export interface IShownMap {
  /** Identifies this map. */
  key: string;
  /** Identifies what it is a map of: pixels of another are no stand-in for its own. */
  source: string;
  map: FramedMap;
  view: MapView;
  /** Of the colours, intensity. */
  limits: Range;
  cuts: readonly (ModelCut & ColoredCut)[];
  /** Ids of the cuts whose profiles are shown. */
  shown: readonly string[];
  /** What a drag does; absent: it zooms. */
  drag?: 'zoom' | 'pan';
}

/** Which pixels are wanted of a map that is shown. */
export interface IPictureWanted {
  key: string;
  x: [number, number];
  y: [number, number];
  /** Pixels. */
  width: number;
  height: number;
  view: MapView;
  limits: Range;
}

export interface IMapPanelOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  onCut: (id: string, patch: Partial<Cut>, isMoving: boolean) => void;
  onRemoveCut: (id: string) => void;
  /** A cut was taken hold of, or has the focus. */
  onChooseCut: (id: string) => void;
  /** A cut that was dragged came to rest. */
  onRest: () => void;
  onZoom: (zoom: MapView['zoom']) => void;
  /** The cell under the pointer; null outside. */
  onHover: (cell: ICell | null) => void;
  /** Has pixels painted; rejects where they are no longer wanted. */
  paint: (wanted: IPictureWanted) => Promise<Omit<IMapPicture, 'x' | 'y'>>;
}

/** The map: its pixels, painted in a worker, plotly's axes over them, the cuts on top. */
export class MapPanel extends PlotWidget {
  constructor(private _options: IMapPanelOptions) {
    super({
      diagnostics: _options.diagnostics,
      path: _options.path,
      onDrawn: node => this._onDrawn(node),
      onRelayout: change => this._onRelayout(change),
      onMoving: node => this._onMoving(node),
      onReset: () => _options.onZoom(null)
    });
    this.addClass('jp-XESMap');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', 'RXES map');
    this.node.prepend(this._raster.canvas);
    this.owned.add(
      new PlotKeys(this.node, {
        view: () => this._area,
        onView: ({ x, y }) =>
          this._guard('Zooming', () => _options.onZoom({ incident: x, emission: y })),
        onReset: () => this._guard('Zooming', () => _options.onZoom(null))
      })
    );
    const change = (index: number, patch: Partial<Cut>) =>
      this._guard('Moving a cut', () =>
        this._of(index, id => _options.onCut(id, patch, this.isDragging))
      );
    this._layer = this.owned.add(
      new CutLayer({
        onChange: change,
        onRemove: index => this._guard('Removing a cut', () => this._remove(index)),
        onChoose: index =>
          this._guard('Choosing a cut', () => this._of(index, _options.onChooseCut)),
        onEdit: index => this._guard('Editing a cut', () => this._edit(index)),
        onRest: () => this._guard('Moving a cut', _options.onRest),
        step: cut => (this._shown ? cutStep(this._shown.map, cut.type) : 0)
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
    this.owned.listen(this._raster.canvas, 'contextrestored', () =>
      this._guard('Drawing the map', () => this._raster.repaint())
    );
    this.owned.defer(() => {
      this.clear();
      this._raster.canvas.remove();
    });
  }

  /** Show a map; the same map with other cuts redraws the cuts alone. */
  showMap(shown: IShownMap): void {
    const before = this._shown;
    this._shown = shown;
    this._form.update(shown.cuts);
    if (before?.source !== shown.source) {
      this._raster.release();
      this._wanted = '';
    }
    const isSame =
      before?.key === shown.key &&
      before.view === shown.view &&
      before.drag === shown.drag &&
      isEqual(before.limits, shown.limits);
    if (isSame && this._area && !this._isForgotten) {
      if (this._wanted === '') {
        void this._paint(this._area); // what was refused, or given up
      }
      this._layer.draw(shown.cuts, this._area, this._shownIndices);
      return;
    }
    this._isForgotten = false;
    // plotly's axes come some time after the pixels; where they lie in equal aspect it finds out
    const area = before?.source === shown.source ? this._area : this._expectedPlace();
    const painting =
      area && shown.view.aspect !== 'equal'
        ? this._paint({ ...area, ...visibleRanges(shown.map, shown.view.zoom) })
        : null;
    // plotly keeps the page busy: the first pixels would be seen a frame after the axes
    const isFirst = this._area === null;
    this.render(figureOf(shown, readTheme(this.node)), isFirst ? painting : null);
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    return this._shown && figureOf(this._shown, theme);
  }

  /** Hold no map any more: what was shown may have been given up to spare memory. */
  clear(): void {
    this._shown = this._area = null;
    this.releaseRaster();
  }

  /** Bytes of the raster's pixels. */
  get rasterBytes(): number {
    return this._raster.bytes;
  }

  /** Give up the raster's pixels; the next drawing, as when it is shown, has them painted again. */
  releaseRaster(): number {
    this._wanted = '';
    return this._raster.release();
  }

  /** Draw all of it again, for example in another theme. */
  forget(): void {
    this._isForgotten = true;
  }

  /** Whether a cut is being dragged. */
  get isDragging(): boolean {
    return this._layer.isDragging;
  }

  /** What lies below the axes of a picture: the pixels, and the cuts over them; none before the first drawing. */
  override imagesBelow(theme: ITheme): IPlacedImage[] {
    const { _area: area, _shown: shown } = this;
    if (!area || !shown) {
      return [];
    }
    const { clientWidth: width, clientHeight: height } = this.node;
    const { left: x, top: y } = area;
    return [
      { image: this._raster.canvas, x, y, width: area.width, height: area.height },
      { image: cutImage(shown.cuts, area, theme, width, height), x: 0, y: 0, width, height }
    ];
  }

  private get _shownIndices(): number[] {
    const { cuts = [], shown = [] } = this._shown ?? {};
    return [...cuts.keys()].filter(i => shown.includes(cuts[i].id));
  }

  private _guard(doing: string, work: () => void): void {
    this._options.diagnostics.guardSync({ doing, path: this._options.path() }, work);
  }

  /** Do something with the cut of an index, while there is one. */
  private _of(index: number, work: (id: string) => void): void {
    const cut = this._shown?.cuts[index];
    if (cut) {
      work(cut.id);
    }
  }

  private _onDrawn(node: IPlotlyNode): void {
    const layout = node._fullLayout;
    const shown = this._shown;
    if (!layout || !shown) {
      return;
    }
    const area = areaOf(layout);
    this._area = area;
    const { clientWidth, clientHeight } = this.node;
    const { left, top, width, height } = area;
    if (shown.view.aspect !== 'equal') {
      lastPlace = { panel: [clientWidth, clientHeight], left, top, width, height };
    }
    void this._paint(area);
    this._layer.draw(shown.cuts, area, this._shownIndices);
    this._form.fit();
    this._leave(); // what was under the pointer is no longer
  }

  /** The axes move under a hand: what is painted and the cuts follow, and other pixels come when they rest. */
  private _onMoving({ _fullLayout: layout }: IPlotlyNode): void {
    if (layout && this._shown) {
      this._area = areaOf(layout);
      this._raster.place(this._area);
      this._layer.draw(this._shown.cuts, this._area, this._shownIndices);
    }
  }

  /** Where the plot area will most likely be: where it was in the last panel of this size; null where there was none. */
  private _expectedPlace(): Place | null {
    const { clientWidth, clientHeight } = this.node;
    const isSameSize = lastPlace?.panel[0] === clientWidth && lastPlace.panel[1] === clientHeight;
    return isSameSize ? lastPlace : null;
  }

  /**
   * Put the pixels that are there in their place, and ask for those that are not.
   * @returns resolves when those have come, or failed; null where none were asked for.
   */
  private _paint(area: IPlotArea): Promise<void> | null {
    const { _shown: shown } = this;
    if (!shown) {
      return null;
    }
    this._raster.place(area);
    const { key, view, limits } = shown;
    const { x, y } = area;
    const wanted: IPictureWanted = { key, x, y, ...rasterSize(area), view, limits };
    const { colorMap, scale } = view;
    const name = JSON.stringify({ ...wanted, view: [colorMap, scale] });
    if (name === this._wanted) {
      return null;
    }
    this._wanted = name;
    return this._options.paint(wanted).then(
      picture => this._onPainted(name, { ...picture, x, y }),
      () => this._onUnpainted(name)
    );
  }

  private _onPainted(name: string, picture: IMapPicture): void {
    if (name !== this._wanted || this.isDisposed) {
      picture.bitmap?.close();
      return;
    }
    const { diagnostics, path } = this._options;
    const where = { doing: 'Drawing the plot', path: path() };
    if (!diagnostics.guardSync(where, () => (this._raster.show(picture), true))) {
      this.releaseRaster(); // so that it is painted again
      this.offerAgain();
    }
  }

  /** What was not painted is asked for again with the next drawing. */
  private _onUnpainted(name: string): void {
    if (name === this._wanted) {
      this._wanted = '';
    }
  }

  private _onRelayout(change: Record<string, unknown>): void {
    const to = this._area && draggedTo(change, this._area);
    if (to) {
      this._options.onZoom(to === 'reset' ? null : { incident: to.x, emission: to.y });
    }
  }

  private _hover(event: PointerEvent): void {
    const { _area: area, _shown: shown } = this;
    if (!area || !shown) {
      return;
    }
    const box = this.node.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    this._crosshair.show(area, x, y);
    this._options.onHover(cellUnder(shown.map, area, x, y));
  }

  private _leave(): void {
    this._crosshair.hide();
    this._options.onHover(null);
  }

  private _remove(index: number): void {
    this._of(index, this._options.onRemoveCut);
    this.node.focus(); // the cut that had it is gone
  }

  /** Ask for a cut's numbers, where the cut is. */
  private _edit(index: number): void {
    const { _area: area } = this;
    const cut = this._shown?.cuts[index];
    const axis = cut && axisOf(cut.type);
    if (area && axis) {
      const x = axis === 'x' ? pixelWithin(area, 'x', cut.at) : area.left;
      const y = axis === 'x' ? area.top : pixelWithin(area, 'y', cut.at);
      this._form.open(index, cut, x + 8, y + 8);
    }
  }

  private _raster = new MapRaster();
  private _crosshair = new Crosshair();
  private _layer: CutLayer;
  private _form: CutForm;
  private _shown: IShownMap | null = null;
  private _area: IPlotArea | null = null;
  private _isForgotten = false;
  /** Which pixels were asked for last. */
  private _wanted = '';
}

type Place = Pick<IPlotArea, 'left' | 'top' | 'width' | 'height'>;

/** Where plotly laid out the last map. With it a map's pixels are painted while its axes are drawn, not after. */
let lastPlace: (Place & { panel: readonly [number, number] }) | null = null;

function figureOf({ map, view, limits, drag }: IShownMap, theme: ITheme): IFigure {
  return mapFigure(map, view, limits, theme, drag);
}

function isEqual(one: Range, other: Range): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
