import { colorLimits, colorTable, levelsOf, paint, paintBands } from '../figures/index.js';
import type { RXESMap } from '../science/map.js';
import type { Cell, Picture, PictureRequest } from './types.js';

/** Largest picture: no screen has more pixels. */
const maxPixels = 64e6;

/** The picture of a map; its bytes if this browser's workers can't make bitmaps. */
export async function pictureOf(map: RXESMap, request: PictureRequest): Promise<Picture> {
  const { plane, x, y, colors } = request;
  const size = (pixels: number) => Math.max(1, Math.round(pixels) || 1);
  const [width, height] = [size(request.width), size(request.height)];
  if (width * height > maxPixels) {
    throw new RangeError('Array buffer allocation failed: so large a picture is not painted');
  }
  const limits = colorLimits(map, colors);
  const view = {
    plane,
    x,
    y,
    width,
    height,
    limits,
    scale: colors.scale,
    ...(colors.noise === undefined ? {} : { noise: colors.noise }),
    table: colorTable(colors.colorMap)
  };
  const pixels = request.filled
    ? paintBands(map, view, levelsOf(map, request.filled))
    : paint(map, view);
  const isBitmap = typeof createImageBitmap === 'function' && typeof ImageData === 'function';
  const bitmap = isBitmap ? await createImageBitmap(new ImageData(pixels, width, height)) : null;
  return { width, height, limits, bitmap, pixels: bitmap ? null : pixels };
}

/** The measured values of a cell; null outside the map. */
export function cellOf(map: RXESMap, column: number, row: number): Cell | null {
  const { incident, emission, intensity, sigma, counts, monitor } = map;
  if (!(column in incident) || !(row in emission)) {
    return null;
  }
  const at = row * incident.length + column;
  return {
    incident: incident[column],
    emission: emission[row],
    intensity: intensity[at],
    sigma: sigma[at],
    counts: counts ? counts[at] : null,
    monitor: monitor ? monitor[at] : null
  };
}
