import { distinct } from '../formats/distinct.js';
import { scansId } from './document/ids.js';
import type { ItemKey, Ref } from './document/types.js';
import { keyWithin } from './evaluate/itemkeys.js';
import type { Named, NamedItem } from './naming.js';
import type { NumberResult } from './steps/index.js';

/** What a step made of one input, or of all together. */
export interface StepItem {
  key: ItemKey;
  values: readonly Named[];
  numbers: Readonly<Record<string, NumberResult>>;
}

/** The items of a step with their keys. @param inputs keys of what it worked on, in its order. */
export function itemsOf(
  id: string,
  items: readonly NamedItem[],
  inputs: readonly ItemKey[]
): StepItem[] {
  return items.map(({ input, values, numbers }) => ({
    key: input === null ? id : keyWithin(id, inputs[input]),
    values,
    numbers
  }));
}

/** Keys of scans by their names; a step of that name has it first. */
export function scanKeys(names: readonly string[], steps: readonly { id: string }[]): ItemKey[] {
  const ids = names.map(name => name.replace(/[/:]/g, '_'));
  return distinct(ids, [scansId, ...steps.map(({ id }) => id)]);
}

/** How an item is referred to. */
export function refOf(id: string, key: ItemKey): Ref {
  return key === id ? { id } : { id, only: [key] };
}
