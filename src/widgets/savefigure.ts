import { composePng, cutImage, loadImage, readTheme } from '../plots/index.js';
import type { Cut } from '../science/map.js';
import { MapPanel } from './mappanel.js';
import type { PlotWidget } from './plotwidget.js';

/**
 * What a plot shows as PNG, at twice its size on screen: a map's pixels, its cuts, and plotly's
 * axes above; null where nothing is drawn, or where the plot was closed meanwhile.
 */
export async function figurePng(plot: PlotWidget, cuts: readonly Cut[]): Promise<Blob | null> {
  const { clientWidth: width, clientHeight: height } = plot.node;
  const url = await plot.toImage(width, height);
  const axes = url && (await loadImage(url));
  if (!axes || plot.isDisposed) {
    return null;
  }
  const theme = readTheme(plot.node);
  const background = getComputedStyle(plot.parent?.node ?? plot.node).backgroundColor;
  const whole = { x: 0, y: 0, width, height };
  const raster = plot instanceof MapPanel ? plot.raster : null;
  const below = raster
    ? [
        {
          image: raster.canvas,
          x: raster.area.left,
          y: raster.area.top,
          width: raster.area.width,
          height: raster.area.height
        },
        { image: cutImage(cuts, raster.area, theme, width, height), ...whole }
      ]
    : [];
  return composePng(width, height, background, [...below, { image: axes, ...whole }]);
}
