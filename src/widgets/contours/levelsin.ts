import { maxContours } from '../../analysis/document/readview.js';

/**
 * Intensities in a text, separated by commas, semicolons or spaces; null if any of it is not a
 * number, or there are too many.
 */
export function levelsIn(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter(part => part !== '');
  const levels = parts.map(Number);
  const isWhole = levels.every(Number.isFinite) && levels.length <= maxContours;
  return isWhole ? [...new Set(levels)].sort((a, b) => a - b) : null;
}
