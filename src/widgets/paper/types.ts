import type {
  FigureFormat,
  IPaperLook,
  IPaperMap,
  IPaperPlot,
  IPixels,
  IRasterAsked
} from '../../figures/paper/index.js';
import { usualLook } from '../../figures/paper/look.js';

/** Purpose of a page's pictures: a new request replaces the pictures of the same purpose. */
export type PaperPurpose = 'preview' | 'file';

/** A map on paper, painted for a purpose. */
export interface IPaperRaster extends Omit<IPaperMap, 'paint'> {
  readonly paint: (asked: IRasterAsked, purpose: PaperPurpose) => Promise<IPixels | null>;
}

/** A plot on paper; its place follows from its place on the screen. */
export interface IPaperFigure extends Pick<IPaperPlot, 'figure' | 'lines' | 'caption'> {
  readonly map?: IPaperRaster;
  /** The axis shared with the adjacent map; absent if none. */
  readonly along?: 'x' | 'y';
  /** Whether it shows profiles along cuts. */
  readonly isOfProfiles?: boolean;
}

/** Where figures are saved: the document's folder, or the browser's downloads. */
export type FigurePlace = 'folder' | 'download';

/** The part of a look that decides which plots a page has. */
export type PageLook = Pick<IPaperLook, 'style' | 'hasProfiles'>;

/** The numeric fields of a choice. */
export type PaperNumber = 'width' | 'height' | 'dpi' | 'fontSize';

/** How figures are saved. */
export interface IPaperChoice extends IPaperLook {
  readonly format: FigureFormat;
  readonly to: FigurePlace;
}

export const usualPaper: IPaperChoice = { ...usualLook, format: 'pdf', to: 'folder' };

/** The folder of the document. */
export interface IFigureFolder {
  /** Its name, and whether it can be written to, as far as is known. */
  look(): Promise<{ readonly name: string; readonly isWritable: boolean }>;
  /**
   * Write a new file there, under a numbered name if the name is taken.
   * @param onPiece called with the fraction written; if it throws, writing stops.
   * @returns its path. @throws XESError `file/write-failed`, and what `onPiece` throws.
   */
  write(
    file: { name: string; bytes: Uint8Array<ArrayBuffer> },
    onPiece: (share: number) => void
  ): Promise<string>;
}
