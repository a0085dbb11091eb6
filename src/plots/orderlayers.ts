import type { IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/** Separates the name of a subplot from the number of a layer over it. */
const separator = 'z';

/**
 * Restore plotly's layers of curves that lie over others (`zorder`). It drops them in each drawing
 * that changes only ranges, yet the drag handles still use their axes: a second zoom would start
 * from the ranges of the first, a drag would move nothing, and the top curve would stay behind.
 * @param before the layout before the drawing.
 */
export function keepOrderLayers(before: Layout | undefined, node: IPlotlyNode): void {
  const { _plots: plots, _subplots: subplots } = node._fullLayout ?? {};
  if (!before?._plots || !plots || !subplots || before === node._fullLayout) {
    return;
  }
  for (const [name, layer] of Object.entries(before._plots)) {
    const [main, order] = name.split(separator);
    const isDrawn = order !== undefined && node.querySelector(`.subplot.${name}`) !== null;
    if (isDrawn && !(name in plots) && main in plots) {
      const { xaxis, yaxis } = plots[main];
      plots[name] = Object.assign(layer, { xaxis, yaxis });
      subplots.cartesian.push(name);
    }
  }
}
