import type { ItemKey } from '../document/types.js';
import type { Item } from '../evaluate/outcome.js';
import type { ItemFacts } from './types.js';

/** What results say beside their values, by the keys of their items. */
export function itemFacts(
  items: Iterable<Pick<Item, 'key' | 'part'>>
): ReadonlyMap<ItemKey, ItemFacts> {
  const found = new Map<ItemKey, ItemFacts>();
  for (const { key, part } of items) {
    if (part && !part.error) {
      const { numbers, details, warnings } = part;
      found.set(key, { numbers, ...(details ? { details } : {}), warnings });
    }
  }
  return found;
}
