import type { IPlotlyAxis, IPlotlyNode } from './plotly.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/**
 * Part of a plot that belongs to a vertical axis, in pixels of its node, with the ranges of both
 * axes.
 */
export interface IPanel {
  left: number;
  top: number;
  width: number;
  height: number;
  xaxis: IPlotlyAxis;
  yaxis: IPlotlyAxis;
}

/** The panel of the curves, or of their residuals; null if a plot has no such panel. */
export function panelOf(layout: Layout, name: 'yaxis' | 'yaxis2'): IPanel | null {
  const { _size: size, xaxis } = layout;
  const yaxis = layout[name];
  if (!yaxis) {
    return null;
  }
  const [low, high] = yaxis.domain ?? [0, 1];
  return {
    left: size.l,
    top: size.t + (1 - high) * size.h,
    width: size.w,
    height: (high - low) * size.h,
    xaxis,
    yaxis
  };
}
