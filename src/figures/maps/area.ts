import type { MapPlane } from '../../analysis/mapplane.js';

/** Where energies lie on the node, in pixels. */
export interface IPlotArea {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Visible Ω, and ω or Δ, eV. */
  x: [number, number];
  y: [number, number];
  /** The second energy that a map is drawn over; ω if absent. */
  plane?: MapPlane;
}

export function planeOf({ plane = 'incident' }: IPlotArea): MapPlane {
  return plane;
}

/** Pixel of an energy on the node: from the left for Ω (`x`), from the top for ω or Δ (`y`). */
export function pixelAt(area: IPlotArea, axis: 'x' | 'y', energy: number): number {
  const [low, high] = area[axis];
  return axis === 'x'
    ? area.left + ((energy - low) / (high - low)) * area.width
    : area.top + ((high - energy) / (high - low)) * area.height;
}

/** Pixel of an energy, limited to the plot area: always a drawable number. */
export function pixelWithin(area: IPlotArea, axis: 'x' | 'y', energy: number): number {
  const pixel = pixelAt(area, axis, energy);
  const [start, size] = axis === 'x' ? [area.left, area.width] : [area.top, area.height];
  return Number.isNaN(pixel) ? start : Math.max(start, Math.min(start + size, pixel));
}

/** Energy at a pixel of the node, eV. */
export function energyAt(area: IPlotArea, axis: 'x' | 'y', pixel: number): number {
  const [low, high] = area[axis];
  return axis === 'x'
    ? low + ((pixel - area.left) / area.width) * (high - low)
    : high - ((pixel - area.top) / area.height) * (high - low);
}

/** Whether a point of the node lies in the plot area. */
export function isInside({ left, top, width, height }: IPlotArea, x: number, y: number): boolean {
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

/** Whether an energy lies in the visible part of an axis, which may be reversed. */
export function isWithin(area: IPlotArea, axis: 'x' | 'y', energy: number): boolean {
  return energy >= Math.min(...area[axis]) && energy <= Math.max(...area[axis]);
}
