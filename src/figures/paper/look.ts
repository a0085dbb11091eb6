import type { PaperStyle } from './style.js';

/** How a figure is drawn, apart from its contents. */
export interface IPaperLook {
  /** cm; a null height is chosen to suit the figure. */
  readonly width: number;
  readonly height: number | null;
  /** Pixels per inch, of PNG and of maps. */
  readonly dpi: number;
  /** pt */
  readonly fontSize: number;
  readonly style: PaperStyle;
  readonly hasCuts: boolean;
  /** Whether profiles along cuts are next to their maps. */
  readonly hasProfiles: boolean;
}

/** The column width of most journals. */
export const usualLook: IPaperLook = {
  width: 8.5,
  height: null,
  dpi: 300,
  fontSize: 8,
  style: 'paper',
  hasCuts: true,
  hasProfiles: true
};
