import type { CurveData, ICurve } from '../../../src/figures/curves/curve';
import type { ITheme } from '../../../src/plots/theme';

/** Colours of a page, as figures have them. */
export const theme: ITheme = {
  text: '#111',
  grid: '#ccc',
  border: '#999',
  ground: '#fff',
  accent: '#00f',
  second: '#f80',
  font: 'sans-serif'
};

/** A curve of some numbers, inactive unless stated. */
export function curveOf(key: string, data: CurveData, more: Partial<ICurve> = {}): ICurve {
  return { key, label: key, color: '#123456', data, isActive: false, isStale: false, ...more };
}
