import { distinct } from '../formats/distinct.js';
import { scansId } from './document/ids.js';
import type { ItemKey, Ref } from './document/types.js';
import { keyWithin } from './evaluate/itemkeys.js';
import type { Named, NamedItem } from './naming.js';
import type { NumberResult } from './steps/index.js';

/** The result of a step for one input, or for all inputs together. */
export interface StepItem {
  key: ItemKey;
  values: readonly Named[];
  numbers: Readonly<Record<string, NumberResult>>;
}

/** The items of a step with their keys. @param inputs keys of the step's inputs, in order. */
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

/** Keys of scans by their names; a step of the same name takes precedence. */
export function scanKeys(names: readonly string[], steps: readonly { id: string }[]): ItemKey[] {
  const ids = names.map(name => name.replace(/[/:]/g, '_'));
  return distinct(ids, [scansId, ...steps.map(({ id }) => id)]);
}

/** The Ref to an item. */
export function refOf(id: string, key: ItemKey): Ref {
  return key === id ? { id } : { id, only: [key] };
}
