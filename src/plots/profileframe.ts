import type { IProfileFrame } from '../figures/profiles/besidemap.js';
import type { IFigure, IPlotlyNode } from './plotly.js';
import type { IAxesRange } from './relayout.js';

/** A figure with a visible range of its axes; null for plotly's. */
export function withView(figure: IFigure, view: IAxesRange | null): IFigure {
  const axisOf = (name: 'xaxis' | 'yaxis', range: readonly [number, number]) => ({
    [name]: { ...(figure.layout[name] as object), range, autorange: false }
  });
  return view
    ? {
        ...figure,
        layout: { ...figure.layout, ...axisOf('xaxis', view.x), ...axisOf('yaxis', view.y) }
      }
    : figure;
}

/** The axes of a layout with those of a frame: what a plot shows while the map's axes move. */
export function movedLayout(
  layout: NonNullable<IPlotlyNode['_fullLayout']>,
  { along, range, margins }: IProfileFrame,
  size: { width: number; height: number }
): NonNullable<IPlotlyNode['_fullLayout']> {
  const { _size: before } = layout;
  const axis = along === 'x' ? 'xaxis' : 'yaxis';
  const moved = { ...layout, [axis]: { ...layout[axis], range: [...range] } };
  if (!margins) {
    return moved;
  }
  const [start, end] = margins;
  return {
    ...moved,
    _size:
      along === 'x'
        ? { ...before, l: start, w: size.width - start - end }
        : { ...before, t: start, h: size.height - start - end }
  };
}

export function isSameFrame(a: IProfileFrame | null, b: IProfileFrame | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
