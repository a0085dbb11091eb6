import type { ICurve } from '../../../src/plots';

export const nothing = () => undefined;

/** A listener to the marks of a plot of spectra that does nothing. */
export const marks = {
  onChange: nothing,
  onDraw: nothing,
  onRemove: nothing,
  onEdit: nothing,
  onRest: nothing,
  onCancel: nothing,
  onDisarm: nothing
};

/** A line of three points over 10 eV from an energy on. */
export function curve(label: string, low: number, more: Partial<ICurve> = {}): ICurve {
  const energy = Float64Array.of(low, low + 5, low + 10);
  const intensity = Float64Array.of(0, 1, 0);
  const data = { axis: 'emission' as const, energy, intensity, sigma: intensity };
  return { key: label, label, color: '#123456', data, isActive: false, isStale: false, ...more };
}
