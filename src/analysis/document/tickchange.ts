import { refText } from './refs.js';
import type { Ref } from './types.js';

/**
 * Ticks after the same change as one between two other lists: what that took away is gone, what it added is there, and
 * all else stays as it is ticked now.
 */
export function withTickChange(
  ticks: readonly Ref[],
  from: readonly Ref[],
  to: readonly Ref[]
): readonly Ref[] {
  if (from === to) {
    return ticks;
  }
  if (from === ticks) {
    return to; // in its own order
  }
  const [before, after] = [from, to].map(refs => new Set(refs.map(refText)));
  const isGone = (text: string) => before.has(text) && !after.has(text);
  const isNew = (text: string) => after.has(text) && !before.has(text);
  const left = ticks.filter(ref => !isGone(refText(ref)));
  const all = [...left, ...to.filter(ref => isNew(refText(ref)))];
  return [...new Map(all.map(ref => [refText(ref), ref])).values()];
}
