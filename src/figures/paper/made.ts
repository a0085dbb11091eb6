import { figureFile, type IFigureFile } from './file.js';
import { missingLetters } from './letters.js';
import type { IPaperLook } from './look.js';
import { pageOf, type IPaperPlot } from './page.js';
import { centimetre } from './size.js';

/** A figure's file. */
export interface IMadeFigure {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What PDF and PNG can't show of it, in words; null where they show all. */
  readonly missing: string | null;
  /** Width and height, cm. */
  readonly size: readonly [number, number];
}

/**
 * Plots on a page, as a file.
 * @param heightFor how tall it is for its width where that is not said, points.
 * @throws XESError `figure/too-large`
 */
export async function madeFigure(
  plots: readonly IPaperPlot[],
  look: IPaperLook,
  file: Omit<IFigureFile, 'dpi'>,
  heightFor: (width: number) => number
): Promise<IMadeFigure> {
  const width = look.width * centimetre;
  const height = look.height === null ? heightFor(width) : look.height * centimetre;
  const page = await pageOf(plots, { ...look, width, height });
  const bytes = await figureFile(page, { ...file, dpi: look.dpi });
  return { bytes, missing: missingLetters(page), size: [width / centimetre, height / centimetre] };
}
