import { Panel } from '@lumino/widgets';
import { zoomOf } from '../../analysis/mapplane.js';
import type { IDiagnostics } from '../../diagnostics/types.js';
import type { ShownMap } from '../../model/index.js';
import { planeOf, type ICell } from '../../plots/index.js';
import type { MapPoint } from '../../science/linecut.js';
import type { IMapPanelOptions, MapPanel } from '../mappanel.js';
import type { IShownMap } from '../shownmap.js';
import { MapTile } from './maptile.js';

/** Events of a map in the grid that do not depend on which map it is. */
export type IMapEvents = Omit<
  IMapPanelOptions,
  'diagnostics' | 'path' | 'onHover' | 'onPick' | 'onContours' | 'caption' | 'title'
>;

export interface IMapGridOptions {
  diagnostics: IDiagnostics;
  path: () => string;
  /** @param slot identifies a map of the grid in requests for pictures; '' for the first. */
  events: (slot: string) => IMapEvents;
  /** Called with the cell under the pointer, and its map; null outside. */
  onHover: (cell: ICell | null, map: ShownMap | null) => void;
  /** Called when a map other than the active one was clicked. */
  onPick: (map: ShownMap) => void;
  /**
   * Called when contours of a map have arrived, or why they can't be drawn. @returns the note to
   * show.
   */
  onContours: (failure: unknown) => string | null;
  /** Called when the note of a map has changed. */
  onNote: () => void;
}

/** Maps side by side; a single map fills the grid. They share zoom, crosshair and cuts. */
export class MapGrid extends Panel {
  constructor(private _options: IMapGridOptions) {
    super();
    this.addClass('jp-XESMapGrid');
    this._add();
    this.node.dataset.count = '1';
  }

  /** The map of the active row. */
  get active(): MapPanel {
    return (this._tiles.find(({ shown }) => shown?.isActive) ?? this._tiles[0]).map;
  }

  get panels(): readonly MapPanel[] {
    return this._tiles.map(({ map }) => map);
  }

  /** Why parts of the maps, such as contours, are not drawn; each reason once. */
  get notes(): readonly string[] {
    return [...new Set(this._tiles.flatMap(({ note }) => note ?? []))];
  }

  /** Whether a cut is being dragged on a map. */
  get isDragging(): boolean {
    return this._tiles.some(({ map }) => map.isDragging);
  }

  /** Show maps, in order. @param drawn how a map is drawn; null if it can't be. */
  showMaps(maps: readonly ShownMap[], drawn: (map: ShownMap) => IShownMap | null): void {
    const tiles = this._assign(maps);
    const isOne = maps.length === 1;
    this.node.dataset.count = String(maps.length); // before they are drawn: this determines their sizes
    tiles.forEach((tile, i) => tile.showMap(maps[i], drawn(maps[i]), isOne));
    if (this._hovered && (!tiles.includes(this._hovered) || this._hovered.map.isHidden)) {
      this._leave();
    }
  }

  /** Release all maps. */
  clear(): void {
    this._leave();
    this._tiles.slice(1).forEach(tile => tile.dispose());
    this._tiles.splice(1);
    this._tiles[0].clear();
    this.node.dataset.count = '1';
  }

  /** Bytes of the pixels. */
  get rasterBytes(): number {
    return this.panels.reduce((sum, { rasterBytes }) => sum + rasterBytes, 0);
  }

  /** Release the pixels. @returns bytes released. */
  releaseRaster(): number {
    return this.panels.reduce((sum, map) => sum + map.releaseRaster(), 0);
  }

  /** Draw everything again when it is next shown. */
  forget(): void {
    this.panels.forEach(map => map.forget());
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { diagnostics, path } = this._options;
      const where = { doing: 'Closing the viewer', path: path() };
      // each on its own: a layout stops at the first child that throws
      for (const tile of this._tiles) {
        diagnostics.guardSync(where, () => tile.map.dispose());
        diagnostics.guardSync(where, () => tile.dispose());
      }
      super.dispose();
      this._hovered = null;
      this._options = null as never;
    }
  }

  /**
   * A tile for each map: the one that already shows it, else a free one. Surplus tiles are disposed
   * of.
   */
  private _assign(maps: readonly ShownMap[]): MapTile[] {
    const showing = new Map(this._tiles.map(tile => [tile.shown?.name, tile]));
    const free = new Set(this._tiles);
    const taken = maps.map(({ name }) => {
      const tile = showing.get(name) ?? null;
      if (tile) {
        free.delete(tile);
      }
      return tile;
    });
    const spare = [...free];
    const tiles = taken.map(tile => tile ?? spare.shift() ?? this._add());
    spare.forEach(tile => tile.dispose());
    this._tiles = tiles;
    tiles.forEach((tile, i) => {
      if (this.widgets[i] !== tile) {
        this.insertWidget(i, tile);
      }
    });
    return tiles;
  }

  private _add(): MapTile {
    const slot = this._made === 0 ? '' : `map ${this._made}`;
    this._made++;
    const { diagnostics, path } = this._options;
    const events = this._options.events(slot);
    const pick = () => this._pick(tile);
    const tile = new MapTile(
      {
        diagnostics,
        path,
        ...events,
        onArea: isMoving => {
          this._follow(tile, isMoving);
          events.onArea(isMoving);
        },
        onZoom: zoom => {
          const isBack = tile.map.isAt(zoom); // then it is not redrawn
          events.onZoom(zoom);
          if (isBack) {
            this._follow(tile, false);
            events.onArea(false);
          }
        },
        onHover: (cell, at) => this._hover(tile, cell, at),
        onPick: pick,
        onContours: failure => this._note(tile, failure)
      },
      () => diagnostics.guardSync({ doing: 'Choosing a map', path: path() }, pick)
    );
    this._tiles.push(tile);
    this.addWidget(tile);
    return tile;
  }

  /** The other maps follow one whose axes are moving; when they come to rest, all take its zoom. */
  private _follow(tile: MapTile, isMoving: boolean): void {
    const { area } = tile.map;
    const others = this._tiles.filter(entry => entry !== tile).map(({ map }) => map);
    if (!isMoving) {
      others.forEach(map => map.rest());
    } else if (area) {
      const zoom = zoomOf(area, planeOf(area));
      others.forEach(map => map.moveTo(zoom));
    }
  }

  /** The pointer is over a map: the crosshair is at the same energies in all. */
  private _hover(tile: MapTile, cell: ICell | null, at: MapPoint | null): void {
    if (this.isDisposed || (at === null && this._hovered !== null && this._hovered !== tile)) {
      return; // a redrawn map has lost the pointer; another may have it
    }
    this._hovered = at ? tile : null;
    this._tiles.filter(entry => entry !== tile).forEach(({ map }) => map.follow(at));
    this._options.onHover(cell, tile.shown);
  }

  /** What was under the pointer was removed, for which there is no event. */
  private _leave(): void {
    if (this._hovered) {
      this._hovered = null;
      this._tiles.forEach(({ map }) => map.follow(null));
      this._options.onHover(null, null);
    }
  }

  private _pick({ shown }: MapTile): void {
    if (shown && !shown.isActive && this._tiles.length > 1) {
      this._options.onPick(shown);
    }
  }

  private _note(tile: MapTile, failure: unknown): void {
    const note = this.isDisposed ? null : this._options.onContours(failure);
    if (note !== tile.note) {
      tile.note = note;
      this._options.onNote();
    }
  }

  private _tiles: MapTile[] = [];
  /** Number of tiles created. */
  private _made = 0;
  /** The tile under the pointer. */
  private _hovered: MapTile | null = null;
}
