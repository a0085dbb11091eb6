import type { IPaperMap, IPaperPlot, IPixels, IRasterAsked } from '../../figures/paper/index.js';

/** What a page is drawn for: pictures that are asked for again take the place of those for the same. */
export type PaperPurpose = 'preview' | 'file';

/** A map on paper, which is painted for a purpose. */
export interface IPaperRaster extends Omit<IPaperMap, 'paint'> {
  readonly paint: (asked: IRasterAsked, purpose: PaperPurpose) => Promise<IPixels | null>;
}

/** What a plot is on paper: its place there follows from that on the screen. */
export interface IPaperFigure extends Pick<IPaperPlot, 'figure' | 'lines' | 'caption'> {
  readonly map?: IPaperRaster;
  /** The axis of the map beside it that it shares; absent: none. */
  readonly along?: 'x' | 'y';
}

/** How figures are saved. */
export interface IPaperChoice {
  readonly format: 'svg' | 'pdf' | 'png';
  /** cm; the height follows from what is shown where it is null. */
  readonly width: number;
  readonly height: number | null;
  /** Pixels an inch, of PNG and of maps. */
  readonly dpi: number;
  /** pt */
  readonly fontSize: number;
  readonly style: 'paper' | 'screen';
  readonly hasCuts: boolean;
}

export const usualPaper: IPaperChoice = {
  format: 'pdf',
  width: 8.5,
  height: null,
  dpi: 300,
  fontSize: 8,
  style: 'paper',
  hasCuts: true
};
