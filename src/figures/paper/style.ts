import { lightTheme, type ITheme } from '../theme.js';
import type { IPlotLook } from './plot.js';

/** How figures look: as papers have them, or as on a light screen. */
export type PaperStyle = 'paper' | 'screen';

/** Black on white. */
const paperTheme: ITheme = { ...lightTheme, isEven: true, text: '#000000', border: '#000000' };

/** Colours, lines about the plot, and a grid: papers have a frame in its place. */
export function lookOf(style: PaperStyle): IPlotLook {
  return style === 'paper'
    ? { theme: paperTheme, isBoxed: true, hasGrid: false }
    : { theme: { ...lightTheme, isEven: true }, isBoxed: false, hasGrid: true };
}
