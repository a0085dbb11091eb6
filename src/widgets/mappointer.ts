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
  /** Where the energies of the map lie; null before they do. */
  area: () => IPlotArea | null;
  map: () => FramedMap | null;
  /** The cell under the pointer, null outside, and the place. */
  onHover: (cell: ICell | null, at: MapPoint | null) => void;
  /** A click that moved nothing, or Enter. */
  onPick: () => void;
  guard: (doing: string, work: () => void) => void;
}

/** Further than this, pixels, a press is a drag and no click. */
const still = 3;

/** The pointer over a map: two lines through it, what is under it, and clicks. */
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
    // plotly takes what comes after the press to a cover over the page
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

  /** Show the lines at a place that the pointer has over another map; null: nowhere. */
  follow(at: MapPoint | null): void {
    const area = this._options.area();
    if (!at || !area) {
      this._crosshair.hide();
      return;
    }
    const y = otherEnergy(planeOf(area), at.incident, at.emission);
    this._crosshair.show(area, pixelAt(area, 'x', at.incident), pixelAt(area, 'y', y));
  }

  /** Go so many cells further, from the cell that was read out last. @returns whether there is a cell to read. */
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

  /** What was under the pointer is no longer. */
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

  /** Show the lines through a place, pixels, and what is there. */
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

  /** What was read out last; a map of another size has other cells, and those nearest to it are taken. */
  private _cell: ICell | null = null;
  private _crosshair = new Crosshair();
  private _owned = new DisposableStore();
  /** Where a button was pressed over the map; null: nowhere. */
  private _pressed: { x: number; y: number } | null = null;
}
