import { composePng, loadImage, readTheme, type IPlacedImage } from '../plots/index.js';
import type { PlotWidget } from './plotwidget.js';

/**
 * What stands on a node as PNG, at twice its size on screen: each plot where it is, in light colours on white, whatever
 * the page's theme; null where nothing is drawn, or where a plot was closed meanwhile.
 */
export async function figurePng(
  node: HTMLElement,
  plots: readonly PlotWidget[]
): Promise<Blob | null> {
  const { clientWidth: width, clientHeight: height } = node;
  const layers = await Promise.all(plots.map(plot => layersOf(plot, node)));
  const isClosed = plots.some(plot => plot.isDisposed);
  const all = layers.flat();
  return isClosed || all.length === 0
    ? null
    : composePng(width, height, readTheme(node, true).ground, all);
}

/** A plot's images, placed from the corner of what it stands on. */
async function layersOf(plot: PlotWidget, node: HTMLElement): Promise<IPlacedImage[]> {
  const [own, whole] = [plot.node, node].map(one => one.getBoundingClientRect());
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
