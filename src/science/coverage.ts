import type { CommonAxis } from './commonaxis.js';
import type { Warning } from './spectrum.js';

/**
 * Warnings for scans that lack points within their own range, so that an average takes these from
 * the other scans.
 */
export function incompleteWarnings({ energy, places }: CommonAxis): Warning[] {
  const lacking = new Uint8Array(energy.length);
  for (const { lower } of places) {
    const first = lower.findIndex(place => place >= 0);
    const last = lower.reduce((found, place, i) => (place >= 0 ? i : found), -1);
    for (let i = first; i < last; i++) {
      lacking[i] ||= lower[i] < 0 ? 1 : 0;
    }
  }
  const points = lacking.reduce((sum, isLacking) => sum + isLacking, 0);
  return points === 0
    ? []
    : [
        {
          code: 'average/fewer-scans',
          message: `${points} of ${energy.length} points come from fewer scans than the points around them, for some scans lack them: their σ is larger, and where the scans differ in height they stand out.`
        }
      ];
}
