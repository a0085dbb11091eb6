import type { MapView, Range } from '../analysis/document/index.js';
import type { MapPlane } from '../analysis/mapplane.js';
import {
  MapRaster,
  planeOf,
  rasterSize,
  type IMapPicture,
  type IPlotArea
} from '../plots/index.js';
import { choiceOf } from './mapcontours.js';

/** The pixels needed of the displayed map. */
export interface IPictureWanted {
  key: string;
  /** The second energy, and the visible energies along both axes, eV. */
  plane: MapPlane;
  x: [number, number];
  y: [number, number];
  /** Pixels. */
  width: number;
  height: number;
  view: MapView;
  limits: Range;
  /** Intensity below which symlog is linear; if absent, the noise of the map. */
  noise?: number;
}

/** Paints pixels; rejects if they are no longer needed. */
export type Paint = (wanted: IPictureWanted) => Promise<Omit<IMapPicture, 'x' | 'y'>>;

export interface IMapPainterOptions {
  paint: Paint;
  /** Runs code that shows a picture. @returns whether it succeeded. */
  guard: (work: () => void) => boolean;
  /** Called when a picture could not be shown. */
  onFailure: () => void;
}

/** Requests the pixels of the displayed map, and puts them on the raster when they arrive. */
export class MapPainter {
  constructor(private _options: IMapPainterOptions) {}

  readonly raster = new MapRaster();

  /** Whether a request for pixels is current: neither refused nor released. */
  get isAsked(): boolean {
    return this._wanted !== '';
  }

  /**
   * Place the pixels that are available, and request those that are missing.
   * @returns resolves when those have arrived or failed; null if none were requested.
   */
  paint(
    area: IPlotArea,
    { key, view, limits, noise }: Pick<IPictureWanted, 'key' | 'view' | 'limits' | 'noise'>
  ): Promise<void> | null {
    this.raster.place(area);
    const { x, y } = area;
    const plane = planeOf(area);
    const wanted: IPictureWanted = { key, plane, x, y, ...rasterSize(area), view, limits, noise };
    const { colorMap, scale, contours } = view;
    const filled = contours?.filled ? choiceOf(contours) : null;
    const name = JSON.stringify({ ...wanted, view: [colorMap, scale, filled] });
    if (name === this._wanted) {
      return null;
    }
    this._wanted = name;
    return this._options.paint(wanted).then(
      picture => this._onPainted(name, { ...picture, x, y }),
      () => this._onUnpainted(name)
    );
  }

  /** Release the pixels; the next `paint` requests them again. @returns bytes released. */
  release(): number {
    this._wanted = '';
    return this.raster.release();
  }

  /** Discard whatever arrives from now on. */
  end(): void {
    this.release();
    this.raster.canvas.remove();
    this._isEnded = true;
  }

  private _onPainted(name: string, picture: IMapPicture): void {
    if (name !== this._wanted || this._isEnded) {
      picture.bitmap?.close();
    } else if (!this._options.guard(() => this.raster.show(picture))) {
      this.release(); // so that it is painted again
      this._options.onFailure();
    }
  }

  /** The next drawing requests what was not painted again. */
  private _onUnpainted(name: string): void {
    if (name === this._wanted) {
      this._wanted = '';
    }
  }

  /** Identifies the last request. */
  private _wanted = '';
  private _isEnded = false;
}
