import type { IBox } from '../../figures/paper/display.js';
import type { IMadeFigure, IPlacedPlots, IRasterAsked } from '../../figures/paper/index.js';
import type { ITheme } from '../../plots/index.js';
import type { PlotWidget } from '../plotwidget.js';
import { withoutGaps } from '../savefigure.js';
import type { IPaperChoice, IPaperFigure, PaperPurpose } from './types.js';

/** Contents of a page. */
interface IPage {
  readonly node: HTMLElement;
  readonly widgets: readonly PlotWidget[];
  readonly theme: ITheme;
  readonly hasProfiles: boolean;
}

/** A plot with its place on the screen, pixels. */
interface IPlot extends IBox {
  readonly figure: IPaperFigure;
}

/** The plots within a node, at their places, without the heights between them. */
export function paperPlots(
  { node, widgets, theme, hasProfiles }: IPage,
  purpose: PaperPurpose
): IPlacedPlots {
  const whole = node.getBoundingClientRect();
  const all = widgets.flatMap((widget): IPlot[] => {
    const figure = widget.paper(theme);
    const { left, top, width, height } = widget.node.getBoundingClientRect();
    return figure ? [{ figure, x: left - whole.left, y: top - whole.top, width, height }] : [];
  });
  const drawn = hasProfiles ? all : withoutProfiles(all);
  const { layers, height: tall } = withoutGaps(drawn);
  const [least, most] = [
    Math.min(...layers.map(({ x }) => x)),
    Math.max(...layers.map(({ x, width }) => x + width))
  ];
  const wide = most - least;
  const placed = layers.map(
    ({ figure: { along, map: raster, isOfProfiles: _, ...plot }, x, y, width, height }) => ({
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
    })
  );
  const map = placed.find(({ plot }) => plot.map)?.plot;
  const plots = placed.map(({ along, plot }) =>
    along && map ? { ...plot, beside: { plot: map, along } } : plot
  );
  return { plots, ratio: plots.length > 0 ? tall / wide : 1 };
}

/** Without profiles, maps take the room of theirs. */
function withoutProfiles(plots: readonly IPlot[]): IPlot[] {
  const profiles = plots.filter(({ figure }) => figure.isOfProfiles);
  const maps = plots.filter(({ figure }) => figure.map);
  const left = plots.filter(plot => !profiles.includes(plot));
  if (profiles.length === 0 || maps.length === 0) {
    return left;
  }
  const [from, to] = [around(maps), around([...maps, ...profiles])];
  const [across, up] = [to.width / from.width, to.height / from.height];
  return left.map(entry =>
    maps.includes(entry)
      ? {
          ...entry,
          x: to.x + (entry.x - from.x) * across,
          y: to.y + (entry.y - from.y) * up,
          width: entry.width * across,
          height: entry.height * up
        }
      : entry
  );
}

function around(boxes: readonly IBox[]): IBox {
  const [x, y] = [Math.min(...boxes.map(box => box.x)), Math.min(...boxes.map(box => box.y))];
  const right = Math.max(...boxes.map(box => box.x + box.width));
  const bottom = Math.max(...boxes.map(box => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The file of a figure with the chosen options. @throws XESError `figure/too-large` */
export async function paperFile(
  plots: IPlacedPlots,
  { format, ...look }: IPaperChoice,
  about: { title: string; lines: readonly string[] }
): Promise<IMadeFigure> {
  const { madeFigure } = await import('../../figures/paper/index.js');
  return madeFigure(plots, look, { format, about });
}
