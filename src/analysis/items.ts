import { distinct } from '../formats/distinct.js';
import { scansId } from './readsteps.js';
import type { Named, NamedItem } from './naming.js';
import type { NumberResult } from './steps/index.js';

/**
 * Ids from an item back to its origin, joined by `/`: of a step that works on each input alone its id and the
 * input's key, of a step that makes one of all its id, of a scan its name. Unique in a run, and the same
 * however many other inputs there are.
 */
export type ItemKey = string;

/** Which result: of a step, of one of its items where it has one an input, and which where it gives several. */
export interface Ref {
  id: string;
  only?: [ItemKey];
  output?: string;
}

/** A value with the key of the item that it is. */
export interface KeyedValue {
  key: ItemKey;
  value: Named;
}

/** What a step made of one input, or of all together. */
export interface StepItem {
  key: ItemKey;
  values: readonly Named[];
  numbers: Readonly<Record<string, NumberResult>>;
}

/** The items of a step with their keys. @param inputs what it worked on, in its order. */
export function itemsOf(
  id: string,
  items: readonly NamedItem[],
  inputs: readonly KeyedValue[]
): StepItem[] {
  return items.map(({ input, values, numbers }) => ({
    key: input === null ? id : `${id}/${inputs[input].key}`,
    values,
    numbers
  }));
}

/** The values of items, for the steps that follow; a second value of an item has a number. */
export function keyedValues(items: readonly StepItem[]): KeyedValue[] {
  return items.flatMap(({ key, values }) =>
    values.map((value, k) => ({ key: k === 0 ? key : `${key}:${outputName(k)}`, value }))
  );
}

/** Keys of scans by their names; a step of that name has it first. */
export function scanKeys(names: readonly string[], steps: readonly { id: string }[]): ItemKey[] {
  const ids = names.map(name => name.replace(/[/:]/g, '_'));
  return distinct(ids, [scansId, ...steps.map(({ id }) => id)]);
}

/** How an item, or a value of it, is named. @param k which of its values. */
export function refOf(id: string, key: ItemKey, k = 0): Ref {
  return {
    id,
    ...(key === id ? {} : { only: [key] }),
    ...(k === 0 ? {} : { output: outputName(k) })
  };
}

function outputName(k: number): string {
  return String(k + 1);
}
