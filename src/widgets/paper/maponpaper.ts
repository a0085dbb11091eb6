import type { IPaperFigure } from './types.js';
import type { IRasterAsked } from '../../figures/paper/index.js';
import { planeOfMap, type IMapPicture } from '../../plots/index.js';
import type { Paint } from '../mappainter.js';
import type { IShownMap } from '../shownmap.js';

type PaperMap = NonNullable<IPaperFigure['map']>;

/** A map that is shown, as it is on paper. */
export function mapOnPaper(
  { key, map, view, limits, noise, cuts }: IShownMap,
  paint: Paint,
  contours: PaperMap['contours']
): PaperMap {
  return {
    plane: planeOfMap(map, view),
    cuts,
    contours,
    paint: async ({ plane, x, y, width, height }: IRasterAsked) => {
      const ranges = { x: [...x] as [number, number], y: [...y] as [number, number] };
      const picture = await paint({ key, plane, ...ranges, width, height, view, limits, noise });
      return { width, height, data: pixelsOf(picture) };
    }
  };
}

/** A plot with its map, and what stands above it where it is one of several. */
export function captioned(
  plot: IPaperFigure | null,
  map: PaperMap,
  caption: string | null
): IPaperFigure | null {
  return plot && { ...plot, map, ...(caption === null ? {} : { caption }) };
}

/** RGBA of a picture, which is given up. */
function pixelsOf({
  bitmap,
  pixels,
  width,
  height
}: Omit<IMapPicture, 'x' | 'y'>): Uint8ClampedArray<ArrayBuffer> {
  if (!bitmap) {
    return pixels ?? new Uint8ClampedArray(new ArrayBuffer(4 * width * height));
  }
  try {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, width, height) ?? {};
    return new Uint8ClampedArray(data ?? new ArrayBuffer(4 * width * height));
  } finally {
    bitmap.close();
  }
}
