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

/** Which pixels are wanted of a map that is shown. */
export interface IPictureWanted {
  key: string;
  /** Over which second energy, and the visible energies along both axes, eV. */
  plane: MapPlane;
  x: [number, number];
  y: [number, number];
  /** Pixels. */
  width: number;
  height: number;
  view: MapView;
  limits: Range;
  /** Where symlog ends to be linear, intensity; absent: at the noise of the map. */
  noise?: number;
}

/** Has pixels painted; rejects where they are no longer wanted. */
export type Paint = (wanted: IPictureWanted) => Promise<Omit<IMapPicture, 'x' | 'y'>>;

export interface IMapPainterOptions {
  paint: Paint;
  /** Runs what shows a picture. @returns whether all went well. */
  guard: (work: () => void) => boolean;
  /** A picture could not be shown. */
  onFailure: () => void;
}

/** Asks for the pixels of a map that is shown, and puts them on the raster when they come. */
export class MapPainter {
  constructor(private _options: IMapPainterOptions) {}

  readonly raster = new MapRaster();

  /** Whether pixels were asked for, and neither refused nor given up. */
  get isAsked(): boolean {
    return this._wanted !== '';
  }

  /**
   * Put the pixels that are there in their place, and ask for those that are not.
   * @returns resolves when those have come, or failed; null where none were asked for.
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

  /** Give up the pixels; the next `paint` has them painted again. @returns bytes given up. */
  release(): number {
    this._wanted = '';
    return this.raster.release();
  }

  /** What comes from now on is given back. */
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

  /** What was not painted is asked for again with the next drawing. */
  private _onUnpainted(name: string): void {
    if (name === this._wanted) {
      this._wanted = '';
    }
  }

  /** Which pixels were asked for last. */
  private _wanted = '';
  private _isEnded = false;
}
