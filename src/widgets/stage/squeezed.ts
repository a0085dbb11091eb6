import { withShortIntensity, type IFigure } from '../../plots/index.js';

/** Where a plot has less room than its words want. */
export interface ISqueeze {
  readonly isLow: boolean;
  readonly isNarrow: boolean;
}

/** Less high or wide than this, words do not fit as they are usually set, pixels. */
const low = 250;
const narrow = 420;
/** Of more curves a legend above a plot would take most of its height. */
const mostAbove = 4;

/** @param node a plot; not yet laid out it has all the room. */
export function squeezeOf({ clientWidth, clientHeight }: HTMLElement): ISqueeze {
  return {
    isLow: clientHeight > 0 && clientHeight < low,
    isNarrow: clientWidth > 0 && clientWidth < narrow
  };
}

export function isSameSqueeze(one: ISqueeze, other: ISqueeze): boolean {
  return one.isLow === other.isLow && one.isNarrow === other.isNarrow;
}

/** A figure of spectra where it has little room: its intensity in few words, and its legend above the curves. */
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
