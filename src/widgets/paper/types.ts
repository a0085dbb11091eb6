import type {
  FigureFormat,
  IPaperLook,
  IPaperMap,
  IPaperPlot,
  IPixels,
  IRasterAsked
} from '../../figures/paper/index.js';
import { usualLook } from '../../figures/paper/look.js';

/** What a page is drawn for: pictures that are asked for again take the place of those for the same. */
export type PaperPurpose = 'preview' | 'file';

/** A map on paper, which is painted for a purpose. */
export interface IPaperRaster extends Omit<IPaperMap, 'paint'> {
  readonly paint: (asked: IRasterAsked, purpose: PaperPurpose) => Promise<IPixels | null>;
}

/** What a plot is on paper: its place there follows from that on the screen. */
export interface IPaperFigure extends Pick<IPaperPlot, 'figure' | 'lines' | 'caption'> {
  readonly map?: IPaperRaster;
  /** The axis of the map beside it that it shares; absent: none. */
  readonly along?: 'x' | 'y';
  /** Whether it shows the profiles along cuts through maps. */
  readonly isOfProfiles?: boolean;
}

/** Where figures are put: beside the document, or where the browser has its downloads. */
export type FigurePlace = 'folder' | 'download';

/** What of a look decides which plots a page has. */
export type PageLook = Pick<IPaperLook, 'style' | 'hasProfiles'>;

/** The numbers of a choice. */
export type PaperNumber = 'width' | 'height' | 'dpi' | 'fontSize';

/** How figures are saved. */
export interface IPaperChoice extends IPaperLook {
  readonly format: FigureFormat;
  readonly to: FigurePlace;
}

export const usualPaper: IPaperChoice = { ...usualLook, format: 'pdf', to: 'folder' };

/** The folder of the document. */
export interface IFigureFolder {
  /** What it is called, and whether it can be written into, as far as is known. */
  look(): Promise<{ readonly name: string; readonly isWritable: boolean }>;
  /**
   * Write a new file there, under a name with a number where there is one already.
   * @param onPiece is called with the share that was written; what it throws ends it.
   * @returns its path. @throws XESError `file/write-failed`, and what `onPiece` throws.
   */
  write(
    file: { name: string; bytes: Uint8Array<ArrayBuffer> },
    onPiece: (share: number) => void
  ): Promise<string>;
}
