import type { ContoursView } from '../../analysis/document/index.js';

/** Contours as they are first drawn. */
export const usualContours: ContoursView = {
  count: 8,
  scale: 'linear',
  labels: false,
  filled: false
};
