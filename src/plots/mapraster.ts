import { pixelAt, type IPlotArea } from '../figures/maps/area.js';

/** Pixels of a map with the energies they cover. The holder owns the bitmap. */
export interface IMapPicture {
  /** Pixels. */
  width: number;
  height: number;
  /** Null if the browser can't create bitmaps in workers: then there are `pixels`. */
  bitmap: ImageBitmap | null;
  /** RGBA, top row first. */
  pixels: Uint8ClampedArray<ArrayBuffer> | null;
  /** Covered energies along both axes, eV. */
  x: [number, number];
  y: [number, number];
}

/**
 * The canvas of a map's pixels. They are painted in a worker: until new ones arrive, the present
 * ones are stretched to the positions of their energies.
 */
export class MapRaster {
  constructor() {
    this.canvas.className = 'jp-XESMap-raster';
    this.canvas.width = this.canvas.height = 0;
  }

  readonly canvas: HTMLCanvasElement = document.createElement('canvas');

  /** Bytes of the canvas, and of the picture stored for stretching. */
  get bytes(): number {
    const { width, height } = this.canvas;
    const picture = this._picture;
    return 4 * (width * height + (picture ? picture.width * picture.height : 0));
  }

  /** Align with the plot area, and show the available pixels of its energies. */
  place(area: IPlotArea): void {
    const { width, height } = rasterSize(area);
    const { canvas, _area: before } = this;
    if (JSON.stringify(before) === JSON.stringify(area) && canvas.width === width) {
      return;
    }
    this._area = area;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
    }
    Object.assign(canvas.style, { left: `${area.left}px`, top: `${area.top}px` });
    this.repaint();
  }

  /** Show other pixels. */
  show(picture: IMapPicture): void {
    this._forget();
    this._picture = picture;
    this.repaint();
  }

  /** Paint the present pixels again, e.g. after the browser discarded those of the canvas. */
  repaint(): void {
    const { _area: area, _picture: picture, canvas } = this;
    const context = canvas.getContext('2d');
    context?.clearRect(0, 0, canvas.width, canvas.height);
    if (!context || !area || !picture) {
      return;
    }
    const { bitmap, pixels, width, height } = picture;
    if (!bitmap) {
      if (pixels && width === canvas.width && height === canvas.height) {
        context.putImageData(new ImageData(pixels, width, height), 0, 0);
      }
      return;
    }
    const scale = { x: canvas.width / area.width, y: canvas.height / area.height };
    const [left, right] = picture.x.map(at => (pixelAt(area, 'x', at) - area.left) * scale.x);
    const [bottom, top] = picture.y.map(at => (pixelAt(area, 'y', at) - area.top) * scale.y);
    context.imageSmoothingEnabled = false;
    context.drawImage(bitmap, left, top, right - left, bottom - top);
  }

  /** Release all pixels. @returns bytes released. */
  release(): number {
    const { bytes } = this;
    this._forget();
    this._area = null;
    this.canvas.width = this.canvas.height = 0;
    return bytes;
  }

  private _forget(): void {
    this._picture?.bitmap?.close();
    this._picture = null;
  }

  private _picture: IMapPicture | null = null;
  private _area: IPlotArea | null = null;
}

/** Pixels of a plot area. */
export function rasterSize(area: IPlotArea): { width: number; height: number } {
  return {
    width: Math.max(1, Math.round(area.width)),
    height: Math.max(1, Math.round(area.height))
  };
}
