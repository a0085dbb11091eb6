import type { PaperStyle } from './style.js';

/** How a figure is drawn, beside what it shows. */
export interface IPaperLook {
  /** cm; the height is what suits the figure where it is null. */
  readonly width: number;
  readonly height: number | null;
  /** Pixels an inch, of PNG and of maps. */
  readonly dpi: number;
  /** pt */
  readonly fontSize: number;
  readonly style: PaperStyle;
  readonly hasCuts: boolean;
  /** Whether the profiles along cuts stand beside their maps. */
  readonly hasProfiles: boolean;
}

/** A column of most journals. */
export const usualLook: IPaperLook = {
  width: 8.5,
  height: null,
  dpi: 300,
  fontSize: 8,
  style: 'paper',
  hasCuts: true,
  hasProfiles: true
};
