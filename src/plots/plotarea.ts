import type { IPlotArea } from '../figures/maps/area.js';
import type { IPlotlyNode } from './plotly.js';

/** The plot area as plotly laid it out. */
export function areaOf(layout: NonNullable<IPlotlyNode['_fullLayout']>): IPlotArea {
  const { _size: size, xaxis, yaxis } = layout;
  const [left, right] = xaxis.domain ?? [0, 1];
  const [bottom, top] = yaxis.domain ?? [0, 1];
  return {
    left: size.l + left * size.w,
    top: size.t + (1 - top) * size.h,
    width: (right - left) * size.w,
    height: (top - bottom) * size.h,
    x: [xaxis.range[0], xaxis.range[1]],
    y: [yaxis.range[0], yaxis.range[1]]
  };
}
