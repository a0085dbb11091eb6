import { scansId } from '../ids.js';
import { asRef, parseItemKey } from '../refs.js';
import type { Id, ItemKey, Ref } from '../types.js';

/** Whether an item is among those of a source. */
export function covers(source: Id | Ref, key: ItemKey, samples: ReadonlySet<Id>): boolean {
  const { id, only, except } = asRef(source);
  const { ids } = parseItemKey(key);
  const isOfIt = id === scansId ? ids.length === 1 && samples.has(ids[0]) : ids[0] === id;
  return isOfIt && (only?.includes(key) ?? true) && !except?.includes(key);
}
