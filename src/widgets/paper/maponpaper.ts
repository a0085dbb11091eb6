import { mapWordsFor } from '../../figures/paper/mapwords.js';
import { planeOfMap, type IFigure, type IMapPicture, type ITheme } from '../../plots/index.js';
import type { IPictureWanted, Paint } from '../mappainter.js';
import { figureOfMap, type IShownMap } from '../shownmap.js';
import type { IPaperFigure, IPaperRaster, PaperPurpose } from './types.js';

/** Paints pixels for paper, without delaying those for the screen; rejects as `Paint` does. */
export type PaintOnPaper = (wanted: IPictureWanted, purpose: PaperPurpose) => ReturnType<Paint>;

/** The displayed map as on paper. */
export function mapOnPaper(
  { key, map, view, limits, noise, cuts }: IShownMap,
  paint: PaintOnPaper,
  contours: IPaperRaster['contours']
): IPaperRaster {
  return {
    plane: planeOfMap(map, view),
    cuts,
    contours,
    paint: async ({ plane, x, y, width, height }, purpose) => {
      const ranges = { x: [...x] as [number, number], y: [...y] as [number, number] };
      const wanted = { key, plane, ...ranges, width, height, view, limits, noise };
      const picture = await paint(wanted, purpose);
      return { width, height, data: pixelsOf(picture) };
    }
  };
}

interface IMapLook {
  shown: IShownMap;
  theme: ITheme;
  /** Applies the displayed ranges to a figure. */
  asShown: (figure: IFigure) => IFigure;
}

/** A plot with its map and, if it is one of several, a caption above it. */
export function captioned(
  plot: IPaperFigure | null,
  { shown, theme, asShown }: IMapLook,
  map: IPaperRaster,
  caption: string | null
): IPaperFigure | null {
  return (
    plot && {
      ...plot,
      // with the words that fit on the page, not on the screen
      figure: size => asShown(figureOfMap(shown, theme, mapWordsFor(size))),
      map,
      ...(caption === null ? {} : { caption })
    }
  );
}

/** RGBA of a picture, which is released. */
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
