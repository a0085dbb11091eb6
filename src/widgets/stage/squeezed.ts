import { withShortIntensity, type IFigure } from '../../plots/index.js';

/** In which directions a plot is too small for its usual labels. */
export interface ISqueeze {
  readonly isLow: boolean;
  readonly isNarrow: boolean;
}

/** Below this height or width, labels do not fit as usual, pixels. */
const low = 250;
const narrow = 420;
/** With more curves, a legend above a plot would take most of its height. */
const mostAbove = 4;

/** @param node a plot; before layout it counts as large. */
export function squeezeOf({ clientWidth, clientHeight }: HTMLElement): ISqueeze {
  return {
    isLow: clientHeight > 0 && clientHeight < low,
    isNarrow: clientWidth > 0 && clientWidth < narrow
  };
}

export function isSameSqueeze(a: ISqueeze, b: ISqueeze): boolean {
  return a.isLow === b.isLow && a.isNarrow === b.isNarrow;
}

/** A figure of spectra in little room: a short intensity title, and the legend above the curves. */
export function squeezed(figure: IFigure, { isLow, isNarrow }: ISqueeze, count: number): IFigure {
  const { data, layout } = isLow ? withShortIntensity(figure) : figure;
  const legend = layout.legend as object;
  const isAbove = isNarrow && layout.showlegend === true && count <= mostAbove;
  return {
    data,
    layout: {
      ...layout,
      ...(isAbove
        ? {
            legend: { ...legend, orientation: 'h', x: 0, y: 1, xanchor: 'left', yanchor: 'bottom' }
          }
        : {})
    }
  };
}
