import { noSuchOutput } from './failures.js';
import { channelKey } from './itemkeys.js';
import type { Item, NodeResult } from './outcome.js';
import { valueKeyOf } from './keys.js';
import { outputOf } from './parts.js';
import type { Id, ItemKey, Ref } from '../document/types.js';

/** The items of an evaluation that a reference means, each with the value of the output that it names. */
export function itemsOf(nodes: ReadonlyMap<Id, NodeResult>, ref: Ref): readonly Item[] {
  const { id, channel, only, except, output } = ref;
  const items = nodes.get(id)?.items ?? [];
  const arm = channelKey(id, channel);
  // a scan without an arm is one item, whatever arms of it others refer to
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
  // what is numbers alone has no outputs to be missed
  const isMissed = state === 'done' && item.value !== null;
  const failed = { state: 'failed', error: noSuchOutput(id, output, part) } as const;
  return { ...item, value: null, valueKey: null, ...(isMissed ? failed : {}) };
}
