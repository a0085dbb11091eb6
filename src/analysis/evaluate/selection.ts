import { noSuchOutput } from './failures.js';
import { channelKey } from './itemkeys.js';
import type { Item, NodeResult } from './outcome.js';
import { valueKeyOf } from './keys.js';
import { outputOf } from './parts.js';
import type { Id, ItemKey, Ref } from '../document/types.js';

/** The items of an evaluation that a reference refers to, each with the value of its output. */
export function itemsOf(nodes: ReadonlyMap<Id, NodeResult>, ref: Ref): readonly Item[] {
  const { id, channel, only, except, output } = ref;
  const items = nodes.get(id)?.items ?? [];
  const arm = channelKey(id, channel);
  // a scan without an arm is a single item, whatever arms of it other Refs use
  const isOtherArm = (key: ItemKey) =>
    key !== arm && (channel !== undefined || (!only && key.startsWith(`${id}:`)));
  const meant = items.filter(
    ({ key }) => !isOtherArm(key) && (!only || only.includes(key)) && !except?.includes(key)
  );
  return output === undefined ? meant : meant.map(item => withOutput(id, item, output));
}

function withOutput(id: Id, item: Item, output: string): Item {
  const { part, partKey, state } = item;
  const value = part && outputOf(part, output);
  if (value && partKey !== null) {
    return { ...item, value, valueKey: valueKeyOf(partKey, output) };
  }
  // an item with numbers only has no outputs
  const isMissed = state === 'done' && item.value !== null;
  const failed = { state: 'failed', error: noSuchOutput(id, output, part) } as const;
  return { ...item, value: null, valueKey: null, ...(isMissed ? failed : {}) };
}
