import type { IFigure } from '../figures/description.js';

export type { IFigure };

/** An axis as plotly lays it out. */
export interface IPlotlyAxis {
  /** Powers of ten if the axis is logarithmic. */
  range: [number, number];
  type?: string;
  /** Pixels from the plot area's start. */
  _length: number;
  /** Its fraction of the plot's height or width; if absent, all. */
  domain?: readonly [number, number];
}

/** The properties of a plotly node that are used here. */
export interface IPlotlyNode extends HTMLElement {
  on?(event: string, handler: (data: Record<string, unknown>) => void): void;
  removeAllListeners?(event?: string): void;
  _fullLayout?: {
    _size: { l: number; t: number; w: number; h: number };
    xaxis: IPlotlyAxis;
    yaxis: IPlotlyAxis;
    /** Of a panel below. */
    yaxis2?: IPlotlyAxis;
    dragmode?: unknown;
    /** Subplots and layers over them, by name. */
    _plots?: Record<string, { xaxis: unknown; yaxis: unknown }>;
    _subplots?: { cartesian: string[] };
  };
}

/** The functions of plotly.js that are used here. */
export interface IPlotly {
  react(node: HTMLElement, data: unknown[], layout: object, config: object): Promise<unknown>;
  purge(node: HTMLElement): void;
  /** @param of a node with a drawing, or a figure to draw only for the picture. */
  toImage(of: HTMLElement | IFigure, options: object): Promise<string>;
}

let loading: Promise<IPlotly> | null = null;

/**
 * Load plotly's core (lines and axes; the raster is our own), once, when the first plot is drawn.
 */
export function loadPlotly(): Promise<IPlotly> {
  loading ??= import('plotly.js/lib/core').then(
    module => module.default as IPlotly,
    (error: unknown) => {
      loading = null; // the next plot tries again: the server may have recovered
      throw error;
    }
  );
  return loading;
}
