import { lightTheme, type ITheme } from '../theme.js';
import type { IPlotLook } from './plot.js';

/** Style of figures: as usual in papers, or as on a light screen. */
export type PaperStyle = 'paper' | 'screen';

/** Black on white. */
const paperTheme: ITheme = { ...lightTheme, isEven: true, text: '#000000', border: '#000000' };

/** Colours, frame and grid: the style for papers has a frame instead of a grid. */
export function lookOf(style: PaperStyle): IPlotLook {
  return style === 'paper'
    ? { theme: paperTheme, isBoxed: true, hasGrid: false }
    : { theme: { ...lightTheme, isEven: true }, isBoxed: false, hasGrid: true };
}
