import type { Drawable, IPlotMark } from '../../plots/index.js';

/** The marks over the curves. */
export interface IShownMarks {
  marks: readonly IPlotMark[];
  /** What a drag draws while Alt is held; null where nothing. */
  quick: Drawable | null;
  /** What the next drag draws; null where it zooms. */
  armed: Drawable | null;
  /** What to do to draw it; empty where nothing is drawn. */
  hint: string;
}
