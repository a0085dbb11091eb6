import type { IDisposable } from '@lumino/disposable';
import { otherEnergy } from '../analysis/mapplane.js';
import { DisposableStore } from '../lifecycle/index.js';
import {
  cellUnder,
  Crosshair,
  energyAt,
  pixelAt,
  pixelsOfCell,
  planeOf,
  pointOf,
  steppedCell,
  type FramedMap,
  type ICell,
  type IPlotArea,
  type Steps
} from '../plots/index.js';
import type { MapPoint } from '../science/linecut.js';

export interface IMapPointerOptions {
  /** Where the energies of the map are drawn; null before it is drawn. */
  area: () => IPlotArea | null;
  map: () => FramedMap | null;
  /** Called with the cell under the pointer, null outside, and its place. */
  onHover: (cell: ICell | null, at: MapPoint | null) => void;
  /** Called after a click that moved nothing, or Enter. */
  onPick: () => void;
  guard: (doing: string, work: () => void) => void;
}

/** A press that moves further than this is a drag, not a click, pixels. */
const still = 3;

/** The pointer over a map: crosshair, cell readout, and clicks. */
export class MapPointer implements IDisposable {
  constructor(
    private _node: HTMLElement,
    private _options: IMapPointerOptions
  ) {
    const { guard } = _options;
    _node.append(this._crosshair.node);
    this._owned.listen<PointerEvent>(_node, 'pointermove', event =>
      guard('Reading out', () => this._hover(event))
    );
    this._owned.listen(_node, 'pointerleave', () => guard('Reading out', () => this.leave()));
    // after a press, plotly covers the page with an element that receives all further events
    this._owned.listen<PointerEvent>(
      _node,
      'pointerdown',
      ({ button, clientX, clientY, target }) => {
        const isOfPlot = target instanceof Element && target.closest('.jp-XESPlot') !== null;
        this._pressed = button === 0 && isOfPlot ? { x: clientX, y: clientY } : null;
      },
      { capture: true }
    );
    this._owned.listen<PointerEvent>(
      window,
      'pointerup',
      event => guard('Choosing a map', () => this._release(event)),
      { capture: true }
    );
    this._owned.listen<KeyboardEvent>(_node, 'keydown', event => {
      if (event.key === 'Enter' && event.target === _node) {
        guard('Choosing a map', () => this._options.onPick());
      }
    });
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Show the crosshair at the pointer's place over another map; null hides it. */
  follow(at: MapPoint | null): void {
    const area = this._options.area();
    if (!at || !area) {
      this._crosshair.hide();
      return;
    }
    const y = otherEnergy(planeOf(area), at.incident, at.emission);
    this._crosshair.show(area, pixelAt(area, 'x', at.incident), pixelAt(area, 'y', y));
  }

  /**
   * Move by a number of cells from the last readout. @returns whether there is a cell to read out.
   */
  step(by: Steps): boolean {
    const area = this._options.area();
    const map = this._options.map();
    const cell = area && map && steppedCell(map, area, this._cell, by);
    if (!cell) {
      return false;
    }
    this._read(area, cell, pixelsOfCell(map, area, cell));
    return true;
  }

  /** Clear the readout. */
  leave(): void {
    this._crosshair.hide();
    this._options.onHover(null, null);
  }

  dispose(): void {
    this._owned.dispose();
    this._crosshair.node.remove();
  }

  private _hover({ clientX, clientY }: PointerEvent): void {
    const area = this._options.area();
    const map = this._options.map();
    if (!area || !map) {
      return;
    }
    const box = this._node.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    this._read(area, cellUnder(map, area, x, y), [x, y]);
  }

  /** Show the crosshair at a point, pixels, and read out its cell. */
  private _read(area: IPlotArea, cell: ICell | null, [x, y]: readonly [number, number]): void {
    this._cell = cell ?? this._cell;
    this._crosshair.show(area, x, y);
    const at = { x: energyAt(area, 'x', x), y: energyAt(area, 'y', y) };
    this._options.onHover(cell, this._crosshair.isShown ? pointOf(area, at) : null);
  }

  private _release({ clientX, clientY }: PointerEvent): void {
    const { _pressed: from } = this;
    this._pressed = null;
    if (from && Math.hypot(clientX - from.x, clientY - from.y) <= still) {
      this._options.onPick();
    }
  }

  /** The last readout; on a map of another size, the nearest cells are used. */
  private _cell: ICell | null = null;
  private _crosshair = new Crosshair();
  private _owned = new DisposableStore();
  /** Where a button was pressed over the map; null if none is. */
  private _pressed: { x: number; y: number } | null = null;
}
