import type { ICurve } from '../figures/curves/curve.js';
import { panelOf, type IPanel } from './panel.js';
import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** A point of a curve, and its position. */
export interface ICurvePoint {
  curve: ICurve;
  index: number;
  /** Pixels of the plot's node. */
  x: number;
  y: number;
}

/** Largest distance of the pointer from a point, pixels. */
const reach = 40;

/**
 * The drawn point nearest to a position; null if none is near. For each curve only the points next
 * to the pointer's energy are considered.
 * @param x pixels of the plot's node, as `y`. @param axis the vertical axis of the curves.
 */
export function nearestPoint(
  curves: readonly ICurve[],
  layout: Layout,
  x: number,
  y: number,
  axis: 'yaxis' | 'yaxis2' = 'yaxis'
): ICurvePoint | null {
  const panel = panelOf(layout, axis);
  if (!panel) {
    return null;
  }
  const { left, top, width, height } = panel;
  if (x < left || x > left + width || y < top || y > top + height) {
    return null;
  }
  const energy = energyAt(panel, x);
  let found: ICurvePoint | null = null;
  let least = reach;
  for (const curve of curves) {
    for (const index of around(curve.data.energy, energy)) {
      const point = pointAt(curve, index, panel);
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance < least) {
        least = distance;
        found = point;
      }
    }
  }
  return found;
}

/** A point of a curve with its position. */
export function pointAt(curve: ICurve, index: number, panel: IPanel): ICurvePoint {
  return { curve, index, ...pixelOf(curve, index, panel) };
}

function energyAt({ left, width, xaxis }: IPanel, x: number): number {
  const [from, to] = xaxis.range;
  return from + ((x - left) / width) * (to - from);
}

function pixelOf({ data }: ICurve, index: number, panel: IPanel): { x: number; y: number } {
  const { xaxis, yaxis } = panel;
  const part = (value: number, [from, to]: [number, number]) => (value - from) / (to - from);
  const intensity = data.intensity[index];
  const height = yaxis.type === 'log' ? Math.log10(intensity) : intensity;
  return {
    x: panel.left + part(data.energy[index], xaxis.range) * panel.width,
    y: panel.top + (1 - part(height, yaxis.range)) * panel.height
  };
}

/** Indices of the points just below and above an energy. */
function around(energies: Float64Array, energy: number): number[] {
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
