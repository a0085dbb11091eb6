import { XESError } from '../../base/errors.js';

/** Points per centimetre. */
export const centimetre = 72 / 2.54;

/** Limits of the numbers of a figure: cm, pixels per inch, pt. */
export const paperLimits = {
  width: [2, 100],
  height: [2, 100],
  dpi: [30, 1200],
  fontSize: [4, 40]
} as const;

/** Most pixels: larger pictures take long, and most programs can't open them. */
const mostPixels = 60e6;

/**
 * @param size points. @param dpi pixels per inch.
 * @throws XESError `figure/too-large`
 */
export function requirePixels(
  { width, height }: { readonly width: number; readonly height: number },
  dpi: number
): void {
  const pixels = (width * height * dpi ** 2) / 72 ** 2;
  if (!(pixels <= mostPixels)) {
    const fitting = Math.floor(Math.sqrt(mostPixels / (width * height)) * 72);
    const cm = [width, height].map(length => Number((length / centimetre).toFixed(1))).join(' × ');
    const size = `${Math.round(pixels / 1e6)} million pixels`;
    throw new XESError(
      'figure/too-large',
      `A figure of ${cm} cm has ${size} at ${dpi} pixels per inch, more than ${mostPixels / 1e6} million: use at most ${fitting} pixels per inch, or make the figure smaller.`
    );
  }
}
