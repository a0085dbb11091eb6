/** File formats of figures. */
export const figureFormats = ['svg', 'pdf', 'png'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** The format for a file name's extension; null for any other extension. */
export function figureFormatOf(name: string): FigureFormat | null {
  return figureFormats.find(format => name.toLowerCase().endsWith(`.${format}`)) ?? null;
}

export function isFigureFormat(format: string): format is FigureFormat {
  return figureFormats.some(entry => entry === format);
}
