import type { IPlotArea } from '../figures/maps/area.js';

/** Two energies, the lower first, eV; of a single energy both are equal. */
export type Span = readonly [number, number];

/** An energy or a range over a plot of spectra, to be taken hold of. */
export interface IPlotMark {
  /** Tells it from the others, and stays while it is moved. */
  readonly key: string;
  readonly kind: 'energy' | 'range';
  /** eV; of an energy both are equal. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Whether what lies in it is used, or left out. */
  readonly style: 'used' | 'left-out';
}

/** What of a mark can be dragged. */
export type MarkPart = 'middle' | 'low' | 'high';

/** Where a mark lies; null where its energies are no numbers. One that is the wrong way round is turned. */
export function spanOf({ kind, low, high }: IPlotMark): Span | null {
  const ends = kind === 'energy' ? [low, low] : [low, high];
  return ends.every(Number.isFinite) ? [Math.min(...ends), Math.max(...ends)] : null;
}

/** Energy of a pixel, eV. */
export function pixelWidth({ x, width }: IPlotArea): number {
  const found = Math.abs(x[1] - x[0]) / width;
  return Number.isFinite(found) && found > 0 ? found : 1;
}

/** An energy as finely as it can be dragged: to a tenth of a pixel at least, and no finer than people write it. */
export function rounded(energy: number, pixel: number): number {
  return Number(energy.toFixed(decimalsOf(pixel)));
}

function decimalsOf(pixel: number): number {
  return Math.max(0, Math.min(9, Math.ceil(-Math.log10(pixel / 10))));
}

/**
 * Where a mark lies after a part of it was dragged. An edge that is moved over the other one becomes the other one; a
 * range is never less than a tenth of a pixel wide.
 * @param by how far, eV. @param pixel energy of a pixel, eV.
 */
export function movedSpan([low, high]: Span, part: MarkPart, by: number, pixel: number): Span {
  if (part === 'middle') {
    const shift = rounded(by, pixel);
    return [withoutNoise(low + shift), withoutNoise(high + shift)];
  }
  const fixed = part === 'low' ? high : low;
  return drawnSpan(fixed, (part === 'low' ? low : high) + by, pixel);
}

/** The range from an energy that stays to one under the pointer, eV. */
export function drawnSpan(fixed: number, moved: number, pixel: number): Span {
  const end = rounded(moved, pixel);
  const least = 10 ** -decimalsOf(pixel);
  const other = Math.abs(end - fixed) < least / 2 ? withoutNoise(fixed + least) : end;
  return [Math.min(fixed, other), Math.max(fixed, other)];
}

/** What adding two decimal numbers leaves behind, as in 0.1 + 0.2, is no digit of an energy. */
function withoutNoise(energy: number): number {
  return Number(energy.toFixed(9));
}
