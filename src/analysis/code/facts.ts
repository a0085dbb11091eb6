import type { Id, ItemKey } from '../document/types.js';
import type { Item } from '../evaluate/outcome.js';
import type { Failure } from '../steps/part.js';
import { warningOfItem } from '../titles.js';
import type { CodeRequest, ItemFacts } from './types.js';

/** Facts of results other than their values, by item key. */
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

/** The outcome of a scan or a step. */
export interface OutcomeFacts {
  readonly id: Id;
  readonly error: Failure | null;
  /** Keys of its inputs. */
  readonly inputs: readonly ItemKey[];
  readonly items: Iterable<{ readonly key: ItemKey; readonly error: Failure | null }>;
}

/** Why results are missing, by item key and step id. */
export function failuresOf(
  document: CodeRequest['document'],
  all: Iterable<OutcomeFacts>
): ReadonlyMap<ItemKey, Failure> {
  const found = new Map<ItemKey, Failure>();
  for (const { id, error: whole, inputs, items } of all) {
    for (const { key, error } of [{ key: id, error: whole }, ...items]) {
      if (error) {
        found.set(key, warningOfItem(document, error, key, inputs));
      }
    }
  }
  return found;
}
