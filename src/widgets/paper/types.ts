import type { IPaperPlot } from '../../figures/paper/index.js';

/** What a plot is on paper: its place there follows from that on the screen. */
export interface IPaperFigure extends Pick<IPaperPlot, 'figure' | 'map' | 'lines' | 'caption'> {
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
