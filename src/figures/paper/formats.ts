/** The kinds of files that a figure is written as. */
export const figureFormats = ['svg', 'pdf', 'png'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** The format by the ending of a name; null for another ending. */
export function figureFormatOf(name: string): FigureFormat | null {
  return figureFormats.find(one => name.toLowerCase().endsWith(`.${one}`)) ?? null;
}

export function isFigureFormat(format: string): format is FigureFormat {
  return figureFormats.some(one => one === format);
}
