import type { MapView, Range } from '../analysis/document/index.js';
import type { MapCutPatch } from '../analysis/linecuts.js';
import { zoomOf } from '../analysis/mapplane.js';
import type { MapPoint } from '../science/linecut.js';
import {
  areaOf,
  cutImage,
  CutLayer,
  draggedTo,
  LineTool,
  planeOf,
  planeOfMap,
  pointOf,
  readTheme,
  visibleRanges,
  type IAxesRange,
  type ICell,
  type IFigure,
  type IPlace,
  type IPlacedImage,
  type IPlotArea,
  type IPlotlyNode,
  type ITheme
} from '../plots/index.js';
import { CutForm } from './cutform.js';
import { placeBeside } from './cutplace.js';
import { MapContours, type IMapContoursOptions } from './mapcontours.js';
import { MapPainter, type Paint } from './mappainter.js';
import { MapPointer } from './mappointer.js';
import { captioned, mapOnPaper, type PaintOnPaper } from './paper/maponpaper.js';
import type { IPaperFigure } from './paper/types.js';
import { PlotKeys } from './plotkeys.js';
import { PlotWidget, type IPlotWidgetOptions } from './plotwidget.js';
import { figureOfMap, stepOn, type IShownMap } from './shownmap.js';

export interface IMapPanelOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Computes the contours of the displayed map. */
  findContours: IMapContoursOptions['find'];
  /** Called when contours have arrived (null), or with the reason why they can't be drawn. */
  onContours: IMapContoursOptions['onFound'];
  onCut: (id: string, patch: MapCutPatch, isMoving: boolean) => void;
  /** Called when a line was drawn. */
  onLine: (from: MapPoint, to: MapPoint) => void;
  onRemoveCut: (id: string) => void;
  /** Called when a cut is grabbed or focused. */
  onChooseCut: (id: string) => void;
  /** Called when a dragged cut has come to rest. */
  onRest: () => void;
  onZoom: (zoom: MapView['zoom']) => void;
  /** Called when the axes show or cover something else. @param isMoving whether they still move. */
  onArea: (isMoving: boolean) => void;
  /** Called with the cell under the pointer, null outside, and its place for the other maps. */
  onHover: (cell: ICell | null, at: MapPoint | null) => void;
  /** Called after a click, or Enter while focused. */
  onPick?: () => void;
  paint: Paint;
  paintOnPaper: PaintOnPaper;
  /** The map's title; null if it is the only one. */
  title?: () => string | null;
  /** What a saved picture shows outside of the plot, such as a title. */
  caption?: (theme: ITheme) => IPlacedImage[];
}

/** The map: pixels painted in a worker, plotly's axes over them, the cuts on top. */
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
    this._painter = new MapPainter({
      paint: _options.paint,
      guard: work =>
        this._options.diagnostics.guardSync(
          { doing: 'Drawing the plot', path: this._options.path() },
          () => (work(), true)
        ) === true,
      onFailure: () => this.offerAgain()
    });
    const { canvas } = this._painter.raster;
    this.node.prepend(canvas);
    this._keys = this.owned.add(
      new PlotKeys(this.node, {
        view: () => this._area,
        onView: view => this._guard('Zooming', () => this._zoom(view)),
        onReset: () => this._guard('Zooming', () => _options.onZoom(null)),
        cursor: { step: by => this._pointer.step(by), leave: () => this._pointer.leave() }
      })
    );
    const change = (id: string, patch: MapCutPatch) =>
      this._guard('Moving a cut', () => _options.onCut(id, patch, this.isDragging));
    this._layer = this.owned.add(
      new CutLayer({
        onChange: change,
        onRemove: id => this._guard('Removing a cut', () => this._remove(id)),
        onChoose: id => this._guard('Choosing a cut', () => _options.onChooseCut(id)),
        onEdit: id => this._guard('Editing a cut', () => this._edit(id)),
        onRest: () => this._guard('Moving a cut', _options.onRest),
        step: type => stepOn(this._shown?.map, type)
      })
    );
    this._form = this.owned.add(
      new CutForm({ onChange: change, onClose: id => this._layer.focus(id) })
    );
    this._tool = this.owned.add(
      new LineTool({
        onDrawn: (from, to) => this._guard('Adding a cut', () => this._drawn(from, to)),
        onEnd: () => this.node.focus()
      })
    );
    this._contours = this.owned.add(
      new MapContours({ find: _options.findContours, onFound: _options.onContours })
    );
    this.node.append(this._contours.canvas);
    this._pointer = this.owned.add(
      new MapPointer(this.node, {
        area: () => this._area,
        map: () => this._shown?.map ?? null,
        onHover: _options.onHover,
        onPick: () => _options.onPick?.(),
        guard: (doing, work) => this._guard(doing, work)
      })
    );
    this.node.append(this._layer.node, this._tool.node, this._form.node);
    // the browser may discard the pixels of a canvas; this event says that it can be painted again
    this.owned.listen(canvas, 'contextrestored', () =>
      this._guard('Drawing the map', () => this._painter.raster.repaint())
    );
    this.owned.defer(() => {
      this.clear();
      this._painter.end();
    });
  }

  /** Show a map; for the same map with other cuts, only the cuts are redrawn. */
  showMap(shown: IShownMap): void {
    const before = this._shown;
    this._shown = shown;
    this._form.update(shown.cuts);
    const isOther =
      !before ||
      (before.key !== shown.key && before.source !== shown.source) ||
      planeOfMap(before.map, before.view) !== planeOfMap(shown.map, shown.view);
    if (isOther) {
      this.releaseRaster();
    }
    this._contours.show(shown.key, shown.view.contours, isOther);
    const isSame =
      before?.key === shown.key &&
      before.view === shown.view &&
      before.drag === shown.drag &&
      before.isSmall === shown.isSmall &&
      before.noise === shown.noise &&
      isEqual(before.limits, shown.limits);
    if (isSame && this._area && !this._isForgotten) {
      if (!this._painter.isAsked) {
        void this._painter.paint(this._area, shown); // request what was refused or released
      }
      this._layer.draw(shown.cuts, this._area, shown.shown);
      return;
    }
    this._isForgotten = false;
    // plotly's axes arrive some time after the pixels; in equal aspect plotly decides where they
    // are
    const place = isOther ? this._expectedPlace() : this._area;
    const plane = planeOfMap(shown.map, shown.view);
    const isExpected = place && shown.view.aspect !== 'equal';
    const area = isExpected ? { ...place, ...visibleRanges(shown.map, shown.view), plane } : null;
    const painting = area && this._painter.paint(area, shown);
    // plotly keeps the page busy: the first pixels would appear one frame after the axes
    const isFirst = this._area === null;
    this._area ??= area;
    this.render(figureOfMap(shown, readTheme(this.node)), isFirst ? painting : null);
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    return this._shown && figureOfMap(this._shown, theme);
  }

  /** Hold no map any more: the displayed one may have been released to free memory. */
  clear(): void {
    this._shown = this._area = null;
    this._contours.clear();
    this._tool.end();
    this.releaseRaster();
  }

  /** Bytes of the raster's pixels. */
  get rasterBytes(): number {
    return this._painter.raster.bytes + this._contours.bytes;
  }

  /** Release the raster's pixels; the next drawing requests them again. */
  releaseRaster(): number {
    return this._painter.release();
  }

  /** Let the user draw a line over the displayed map. */
  drawLine(): void {
    if (this._area) {
      this._tool.begin(this._area);
    }
  }

  /** Focus a cut as soon as it is drawn. */
  focusCut(id: string): void {
    this._layer.focus(id);
  }

  /** Draw everything again, for example after a change of theme. */
  forget(): void {
    this._isForgotten = true;
  }

  /** Where its energies are drawn; before the first drawing, where they most likely will be. */
  get area(): IPlotArea | null {
    return this._area;
  }

  /** Show the crosshair at the pointer's place over another map; null hides it. */
  follow(at: MapPoint | null): void {
    this._pointer.follow(at);
  }

  /** Show the zoom of another map in motion, without axes, until `rest` or the next drawing. */
  moveTo(zoom: MapView['zoom']): void {
    const { _area: area, _shown: shown } = this;
    if (area && shown) {
      this.toggleClass('jp-mod-following', true);
      this._move({ ...area, ...visibleRanges(shown.map, { ...shown.view, zoom }) }, shown);
    }
  }

  /** The map that was followed has returned to its previous zoom: so does this one. */
  rest(): void {
    const { drawnLayout: layout, _shown: shown } = this;
    if (layout && shown && this.hasClass('jp-mod-following')) {
      const area = areaOf(layout);
      const { x, y } = visibleRanges(shown.map, shown.view);
      if (isEqual(area.x, x) && isEqual(area.y, y)) {
        this.toggleClass('jp-mod-following', false);
        this._move({ ...area, plane: planeOfMap(shown.map, shown.view) }, shown);
      } // otherwise it is about to be drawn
    }
  }

  /** Whether its drawing has this zoom. */
  isAt(zoom: MapView['zoom']): boolean {
    return JSON.stringify(this._shown?.view.zoom) === JSON.stringify(zoom);
  }

  get isDragging(): boolean {
    return this._layer.isDragging;
  }

  /** Images below the axes, with the cuts over the pixels; none before the first drawing. */
  override imagesBelow(theme: ITheme): IPlacedImage[] {
    const { _area: area, _shown: shown } = this;
    if (!area || !shown) {
      return [];
    }
    const { clientWidth: width, clientHeight: height } = this.node;
    const { left: x, top: y } = area;
    return [
      ...(this._options.caption?.(theme) ?? []),
      { image: this._painter.raster.canvas, x, y, width: area.width, height: area.height },
      ...this._contours.images(area, { width, height }),
      { image: cutImage(shown.cuts, area, theme, width, height), x: 0, y: 0, width, height }
    ];
  }

  override paper(theme: ITheme): IPaperFigure | null {
    const { _options: options, _contours: contours, _shown: shown } = this;
    const map = shown && mapOnPaper(shown, options.paintOnPaper, contours.onPaper);
    const look = shown && { shown, theme, asShown: this.shownAs() };
    return look && map && captioned(super.paper(theme), look, map, options.title?.() ?? null);
  }

  private _guard(doing: string, work: () => void): void {
    this._options.diagnostics.guardSync({ doing, path: this._options.path() }, work);
  }

  private _onDrawn(node: IPlotlyNode): void {
    const layout = node._fullLayout;
    const shown = this._shown;
    if (!layout || !shown) {
      return;
    }
    this.toggleClass('jp-mod-following', false);
    const area = this._follow({ ...areaOf(layout), plane: planeOfMap(shown.map, shown.view) });
    const { clientWidth, clientHeight } = this.node;
    const { left, top, width, height } = area;
    if (shown.view.aspect !== 'equal') {
      lastPlace = { panel: [clientWidth, clientHeight], left, top, width, height };
    }
    void this._painter.paint(area, shown);
    this._drawOver(area, shown);
    this._form.fit();
    if (!this._keys.reread()) {
      this._pointer.leave(); // the pointer's cell has changed
    }
    this._options.onArea(false);
  }

  /** The axes move: new pixels are requested when they come to rest. */
  private _onMoving({ _fullLayout: layout }: IPlotlyNode): void {
    const { _shown: shown } = this;
    if (layout && shown) {
      this._move({ ...areaOf(layout), plane: planeOfMap(shown.map, shown.view) }, shown);
      this._options.onArea(true);
    }
  }

  private _move(area: IPlotArea, shown: IShownMap): void {
    this._follow(area);
    this._painter.raster.place(area);
    this._drawOver(area, shown);
  }

  private _drawOver(area: IPlotArea, { cuts, shown }: IShownMap): void {
    const { clientWidth: width, clientHeight: height } = this.node;
    this._contours.draw(area, { width, height });
    this._layer.draw(cuts, area, shown);
  }

  private _follow(area: IPlotArea): IPlotArea {
    this._area = area;
    this._tool.follow(area);
    return area;
  }

  /** The expected plot area: that of the last panel of this size; null if there was none. */
  private _expectedPlace(): Place | null {
    const { clientWidth, clientHeight } = this.node;
    const isSameSize = lastPlace?.panel[0] === clientWidth && lastPlace.panel[1] === clientHeight;
    return isSameSize ? lastPlace : null;
  }

  private _onRelayout(change: Record<string, unknown>): void {
    const to = this._area && draggedTo(change, this._area);
    if (to) {
      this._zoom(to === 'reset' ? null : to);
    } else {
      this._options.onArea(false); // it returned to where it was
    }
  }

  private _zoom(to: IAxesRange | null): void {
    this._options.onZoom(to && this._area ? zoomOf(to, planeOf(this._area)) : null);
  }

  private _drawn(from: IPlace, to: IPlace): void {
    if (this._area) {
      this._options.onLine(pointOf(this._area, from), pointOf(this._area, to));
    }
  }

  private _remove(id: string): void {
    this._options.onRemoveCut(id);
    this.node.focus(); // the cut that had the focus was removed
  }

  /** Show a cut's numbers at the cut. */
  private _edit(id: string): void {
    const cut = this._shown?.cuts.find(entry => entry.id === id);
    const place = cut && this._area && placeBeside(cut, this._area);
    if (place) {
      this._form.open(cut, place.x + 8, place.y + 8);
    }
  }

  private _keys: PlotKeys;
  private _painter: MapPainter;
  private _pointer: MapPointer;
  private _contours: MapContours;
  private _layer: CutLayer;
  private _tool: LineTool;
  private _form: CutForm;
  private _shown: IShownMap | null = null;
  private _area: IPlotArea | null = null;
  private _isForgotten = false;
}

type Place = Pick<IPlotArea, 'left' | 'top' | 'width' | 'height'>;

/** Plot area of the last map: pixels are painted while plotly draws the axes, not after. */
let lastPlace: (Place & { panel: readonly [number, number] }) | null = null;

function isEqual(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
