import { figureFile, type IFigureFile } from './file.js';
import { missingLetters } from './letters.js';
import type { IPaperLook } from './look.js';
import { fontSize } from './frame.js';
import { pageOf } from './page.js';
import { reflowed, type IPlacedPlots } from './reflow.js';
import { centimetre } from './size.js';

/** A figure's file. */
export interface IMadeFigure {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What PDF and PNG can't show, as a sentence; null if nothing. */
  readonly missing: string | null;
  /** Width and height, cm. */
  readonly size: readonly [number, number];
}

/**
 * Write plots on a page to a file.
 * @throws XESError `figure/too-large`
 */
export async function madeFigure(
  given: IPlacedPlots,
  look: IPaperLook,
  file: Omit<IFigureFile, 'dpi'>
): Promise<IMadeFigure> {
  const width = look.width * centimetre;
  const { plots, ratio } = reflowed(given, (width * fontSize) / look.fontSize);
  const height = look.height === null ? width * ratio : look.height * centimetre;
  const page = await pageOf(plots, { ...look, width, height });
  const bytes = await figureFile(page, { ...file, dpi: look.dpi });
  return { bytes, missing: missingLetters(page), size: [width / centimetre, height / centimetre] };
}
