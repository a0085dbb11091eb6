import { creator } from '../../base/creator.js';
import type { IAbout } from './about.js';
import { utf8 } from './bytes.js';
import type { IDisplay } from './display.js';
import type { FigureFormat } from './formats.js';
import { withDigest } from './ownmark.js';
import { pdfOf } from './pdf.js';
import { pngOf } from './png.js';
import { rasterised } from './rasterise.js';
import { requirePixels } from './size.js';
import { svgOf } from './svg.js';

export interface IFigureFile {
  readonly format: FigureFormat;
  /** Resolution of a PNG, pixels per inch. */
  readonly dpi: number;
  readonly about: IAbout;
  /** Of an SVG; if absent, one that every machine has. */
  readonly font?: string;
}

/** Write a figure's file. @throws XESError `figure/too-large` */
export async function figureFile(
  display: IDisplay,
  file: IFigureFile
): Promise<Uint8Array<ArrayBuffer>> {
  const { format, dpi } = file;
  if (format === 'png') {
    requirePixels(display, dpi);
  }
  return withDigest(format, await contentOf(display, file));
}

async function contentOf(
  display: IDisplay,
  { format, dpi, about, font }: IFigureFile
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'svg':
      return utf8(await svgOf(display, { about, ...(font === undefined ? {} : { font }) }));
    case 'pdf':
      return pdfOf(display, about);
    case 'png':
      return pngOf(rasterised(display, dpi), {
        dpi,
        texts: { Title: about.title, Software: creator, Description: about.lines.join('\n') }
      });
  }
}
