import { creator, type IAbout } from './about.js';
import { utf8 } from './bytes.js';
import type { IDisplay } from './display.js';
import { pdfOf } from './pdf.js';
import { pngOf } from './png.js';
import { rasterised } from './rasterise.js';
import { svgOf } from './svg.js';

/** The kinds of files that a figure is written as. */
export const figureFormats = ['svg', 'pdf', 'png'] as const;
export type FigureFormat = (typeof figureFormats)[number];

export interface IFigureFile {
  readonly format: FigureFormat;
  /** Pixels an inch of a PNG. */
  readonly dpi: number;
  readonly about: IAbout;
  /** Of an SVG; absent: one that every machine has. */
  readonly font?: string;
}

/** The bytes of a figure's file. */
export async function figureFile(
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

/** How a file of one kind begins and ends that was written here, and by no other program since. */
const marks: Readonly<Record<FigureFormat, readonly [RegExp, RegExp]>> = {
  svg: [/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width=/, /<\/svg>\n$/],
  pdf: [/^%PDF-1\.7\n%/, /%%EOF\n$/],
  png: [/^\x89PNG\r\n\x1a\n/, /IEND\xaeB`\x82$/]
};
const creators: Readonly<Record<FigureFormat, RegExp>> = {
  svg: new RegExp(`<desc>made by: ${creator} `),
  pdf: new RegExp(`/Creator <FEFF${hexOf(creator)}>`),
  png: new RegExp(`iTXtSoftware\0{5}${creator}`)
};

/** Whether a file is a figure that was written here, as it was written. @param bytes as Latin-1. */
export function isOwnFigure(bytes: string): boolean {
  return figureFormats.some(format => {
    const [start, end] = marks[format];
    const isOnce = format !== 'pdf' || bytes.indexOf('%%EOF') === bytes.lastIndexOf('%%EOF');
    return start.test(bytes) && end.test(bytes) && isOnce && creators[format].test(bytes);
  });
}

function hexOf(word: string): string {
  return [...word].map(letter => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
}
