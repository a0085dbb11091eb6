import type { ContoursView, MapView } from '../../analysis/document/index.js';

/**
 * Default contours: at equal ratios if colours are logarithmic; otherwise all would lie in the
 * brightest part.
 * @param scale of the colours; a symmetric logarithm has negative intensities, which have no
 * ratios.
 */
export function usualContours({ scale }: Pick<MapView, 'scale'>): ContoursView {
  return { count: 8, scale: scale === 'log' ? 'log' : 'linear', labels: false, filled: false };
}
