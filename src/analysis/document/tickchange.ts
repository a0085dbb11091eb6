import { refText } from './refs.js';
import type { Ref } from './types.js';

/**
 * Apply the change between two lists of ticks to a third: removed ones are removed, added ones are
 * added, and all others stay as they are.
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
    return to; // in the order of the target
  }
  const [before, after] = [from, to].map(refs => new Set(refs.map(refText)));
  const isGone = (text: string) => before.has(text) && !after.has(text);
  const isNew = (text: string) => after.has(text) && !before.has(text);
  const left = ticks.filter(ref => !isGone(refText(ref)));
  const all = [...left, ...to.filter(ref => isNew(refText(ref)))];
  return [...new Map(all.map(ref => [refText(ref), ref])).values()];
}
