import type { Drawable, IPlotMark } from '../../plots/index.js';

/** The marks over the curves. */
export interface IShownMarks {
  marks: readonly IPlotMark[];
  /** What a drag draws while Alt is pressed; null for nothing. */
  quick: Drawable | null;
  /** What the next drag draws; null if it zooms. */
  armed: Drawable | null;
  /** How to draw it; empty if nothing is drawn. */
  hint: string;
}
