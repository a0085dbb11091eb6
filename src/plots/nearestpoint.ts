import type { ICurve } from './curve.js';
import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** A point of a curve, and where it is drawn. */
export interface ICurvePoint {
  curve: ICurve;
  index: number;
  /** Pixels of the plot's node. */
  x: number;
  y: number;
}

/** A pointer further away than this is at no point, pixels. */
const reach = 40;

/**
 * The point of some curves that is drawn nearest to a place; null where none is near. Of each curve only its points next to
 * the pointer's energy are looked at.
 * @param x pixels of the plot's node, as `y`.
 */
export function nearestPoint(
  curves: readonly ICurve[],
  layout: Layout,
  x: number,
  y: number
): ICurvePoint | null {
  const { _size: size } = layout;
  if (x < size.l || x > size.l + size.w || y < size.t || y > size.t + size.h) {
    return null;
  }
  const energy = energyAt(layout, x);
  let found: ICurvePoint | null = null;
  let least = reach;
  for (const curve of curves) {
    for (const index of besides(curve.data.energy, energy)) {
      const place = pixelOf(curve, index, layout);
      const distance = Math.hypot(place.x - x, place.y - y);
      if (distance < least) {
        least = distance;
        found = { curve, index, ...place };
      }
    }
  }
  return found;
}

function energyAt({ _size: { l, w }, xaxis }: Layout, x: number): number {
  const [from, to] = xaxis.range;
  return from + ((x - l) / w) * (to - from);
}

function pixelOf({ data }: ICurve, index: number, layout: Layout): { x: number; y: number } {
  const { _size: size, xaxis, yaxis } = layout;
  const part = (value: number, [from, to]: [number, number]) => (value - from) / (to - from);
  const intensity = data.intensity[index];
  const height = yaxis.type === 'log' ? Math.log10(intensity) : intensity;
  return {
    x: size.l + part(data.energy[index], xaxis.range) * size.w,
    y: size.t + (1 - part(height, yaxis.range)) * size.h
  };
}

/** Indices of the points just below and above an energy. */
function besides(energies: Float64Array, energy: number): number[] {
  let [low, high] = [0, energies.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (energies[middle] < energy) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return [low - 1, low].filter(index => index >= 0 && index < energies.length);
}
