import { composePng, loadImage, readTheme, type IPlacedImage } from '../plots/index.js';
import type { PlotWidget } from './plotwidget.js';

/**
 * The plots within a node as PNG, at twice their size on screen: each plot at its place, in light
 * colours on white, whatever the page's theme; null if nothing is drawn, or a plot was closed
 * meanwhile.
 */
export async function figurePng(
  node: HTMLElement,
  plots: readonly PlotWidget[]
): Promise<Blob | null> {
  const layers = await Promise.all(plots.map(plot => layersOf(plot, node)));
  const isClosed = plots.some(plot => plot.isDisposed);
  const { layers: all, height } = withoutGaps(layers.flat());
  return isClosed || all.length === 0
    ? null
    : composePng(node.clientWidth, Math.round(height), readTheme(node, true).ground, all);
}

/**
 * Images without the heights between them, where tables and text were. @returns them with their
 * total height.
 */
export function withoutGaps<T extends Pick<IPlacedImage, 'y' | 'height'>>(
  layers: readonly T[]
): { layers: T[]; height: number } {
  let [end, removed] = [0, 0];
  const sorted = [...layers].sort((a, b) => a.y - b.y);
  const moved = new Map<T, number>();
  for (const layer of sorted) {
    removed += Math.max(0, layer.y - end);
    end = Math.max(end, layer.y + layer.height);
    moved.set(layer, layer.y - removed);
  }
  return {
    layers: layers.map(layer => ({ ...layer, y: moved.get(layer) ?? layer.y })),
    height: end - removed
  };
}

/** A plot's images, positioned relative to a node. */
async function layersOf(plot: PlotWidget, node: HTMLElement): Promise<IPlacedImage[]> {
  const [own, whole] = [plot.node, node].map(element => element.getBoundingClientRect());
  const [left, top] = [own.left - whole.left, own.top - whole.top];
  const { clientWidth: width, clientHeight: height } = plot.node;
  const url = await plot.toImage();
  if (!url || plot.isDisposed) {
    return [];
  }
  const axes = { image: await loadImage(url), x: 0, y: 0, width, height };
  const below = plot.isDisposed ? [] : plot.imagesBelow(readTheme(plot.node, true));
  return [...below, axes].map(layer => ({ ...layer, x: layer.x + left, y: layer.y + top }));
}
