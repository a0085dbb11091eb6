import type { IMadeFigure, IPlacedPlots, IRasterAsked } from '../../figures/paper/index.js';
import type { ITheme } from '../../plots/index.js';
import type { PlotWidget } from '../plotwidget.js';
import { closedUp } from '../savefigure.js';
import type { IPaperChoice, PaperPurpose } from './types.js';

/** The plots that stand on a node, each where it is, without the heights between them. */
export function paperPlots(
  node: HTMLElement,
  widgets: readonly PlotWidget[],
  theme: ITheme,
  purpose: PaperPurpose
): IPlacedPlots {
  const whole = node.getBoundingClientRect();
  const drawn = widgets.flatMap(widget => {
    const figure = widget.paper(theme);
    const { left, top, width, height } = widget.node.getBoundingClientRect();
    return figure ? [{ figure, x: left - whole.left, y: top - whole.top, width, height }] : [];
  });
  const { layers, height: tall } = closedUp(drawn);
  const [least, most] = [
    Math.min(...layers.map(({ x }) => x)),
    Math.max(...layers.map(({ x, width }) => x + width))
  ];
  const wide = most - least;
  const placed = layers.map(({ figure: { along, map: raster, ...plot }, x, y, width, height }) => ({
    along,
    plot: {
      ...plot,
      ...(raster
        ? { map: { ...raster, paint: (asked: IRasterAsked) => raster.paint(asked, purpose) } }
        : {}),
      place: {
        x: (x - least) / wide,
        y: y / tall,
        width: width / wide,
        height: height / tall
      }
    }
  }));
  const map = placed.find(({ plot }) => plot.map)?.plot;
  const plots = placed.map(({ along, plot }) =>
    along && map ? { ...plot, beside: { plot: map, along } } : plot
  );
  return { plots, ratio: plots.length > 0 ? tall / wide : 1 };
}

/** The file of a figure as it is chosen. @throws XESError `figure/too-large` */
export async function paperFile(
  plots: IPlacedPlots,
  { format, ...look }: IPaperChoice,
  about: { title: string; lines: readonly string[] }
): Promise<IMadeFigure> {
  const { madeFigure } = await import('../../figures/paper/index.js');
  return madeFigure(plots, look, { format, about });
}
