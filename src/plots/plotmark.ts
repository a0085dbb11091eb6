import type { IPlotArea } from '../figures/maps/area.js';

/** Two energies, the lower first, eV; for a single energy both are equal. */
export type Span = readonly [number, number];

/** An energy or a range over a plot of spectra, which can be dragged. */
export interface IPlotMark {
  /** Unique among the marks, and constant while it is moved. */
  readonly key: string;
  readonly kind: 'energy' | 'range';
  /** eV; for an energy both are equal. */
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Whether the data within it are used, or left out. */
  readonly style: 'used' | 'left-out';
}

/** The draggable parts of a mark. */
export type MarkPart = 'middle' | 'low' | 'high';

/** Energies of a mark, lower first; null if they are not finite. */
export function spanOf({ kind, low, high }: IPlotMark): Span | null {
  const ends = kind === 'energy' ? [low, low] : [low, high];
  return ends.every(Number.isFinite) ? [Math.min(...ends), Math.max(...ends)] : null;
}

/** Energy per pixel, eV. */
export function pixelWidth({ x, width }: IPlotArea): number {
  const found = Math.abs(x[1] - x[0]) / width;
  return Number.isFinite(found) && found > 0 ? found : 1;
}

/**
 * An energy rounded to the resolution of a drag: at least a tenth of a pixel, and no finer than
 * people write it.
 */
export function rounded(energy: number, pixel: number): number {
  return Number(energy.toFixed(decimalsOf(pixel)));
}

function decimalsOf(pixel: number): number {
  return Math.max(0, Math.min(9, Math.ceil(-Math.log10(pixel / 10))));
}

/**
 * Position of a mark after one of its parts was dragged. An edge that passes the other one swaps
 * with it; a range is at least a tenth of a pixel wide.
 * @param by distance, eV. @param pixel energy per pixel, eV.
 */
export function movedSpan([low, high]: Span, part: MarkPart, by: number, pixel: number): Span {
  if (part === 'middle') {
    const shift = rounded(by, pixel);
    return [withoutNoise(low + shift), withoutNoise(high + shift)];
  }
  const fixed = part === 'low' ? high : low;
  return drawnSpan(fixed, (part === 'low' ? low : high) + by, pixel);
}

/** The range between a fixed energy and the pointer's, eV. */
export function drawnSpan(fixed: number, moved: number, pixel: number): Span {
  const end = rounded(moved, pixel);
  const least = 10 ** -decimalsOf(pixel);
  const other = Math.abs(end - fixed) < least / 2 ? withoutNoise(fixed + least) : end;
  return [Math.min(fixed, other), Math.max(fixed, other)];
}

/** Remove the rounding error of adding decimal numbers, as in 0.1 + 0.2. */
function withoutNoise(energy: number): number {
  return Number(energy.toFixed(9));
}
