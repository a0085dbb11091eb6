import { creator, type IAbout } from './about.js';
import { utf8 } from './bytes.js';
import type { IDisplay } from './display.js';
import { figureFormats, type FigureFormat } from './formats.js';
import { pdfOf } from './pdf.js';
import { pngOf } from './png.js';
import { rasterised } from './rasterise.js';
import { requirePixels } from './size.js';
import { svgOf } from './svg.js';

export interface IFigureFile {
  readonly format: FigureFormat;
  /** Pixels an inch of a PNG. */
  readonly dpi: number;
  readonly about: IAbout;
  /** Of an SVG; absent: one that every machine has. */
  readonly font?: string;
}

/** The bytes of a figure's file. @throws XESError `figure/too-large` */
export async function figureFile(
  display: IDisplay,
  { format, dpi, about, font }: IFigureFile
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'png') {
    requirePixels(display, dpi);
  }
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
const [maker, command] = [`made by: ${creator} `, `\ncommand: ${creator} `];
/** What the command line says of itself in a file: what the viewer saved a person chose a place for. */
const commands: Readonly<Record<FigureFormat, RegExp>> = {
  svg: new RegExp(`<desc>${maker}[^\n]*${command}`),
  pdf: new RegExp(`/Subject <FEFF${hexOf(maker)}(?:[\\da-f]{4})*?${hexOf(command)}`),
  png: new RegExp(`iTXtDescription\0{5}${maker}[^\n]*${command}`)
};

/** Whether a file is a figure that the command line wrote, as it was written. @param bytes as Latin-1. */
export function isOwnFigure(bytes: string): boolean {
  return figureFormats.some(format => {
    const [start, end] = marks[format];
    const isOnce = format !== 'pdf' || bytes.indexOf('%%EOF') === bytes.lastIndexOf('%%EOF');
    return start.test(bytes) && end.test(bytes) && isOnce && commands[format].test(bytes);
  });
}

function hexOf(word: string): string {
  return [...word].map(letter => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('');
}
