import { channelKey } from '../analysis/evaluate/itemkeys.js';
import type { Item, NodeResult } from '../analysis/evaluate/outcome.js';
import { valueKeyOf } from '../analysis/evaluate/keys.js';
import type { Id, ItemKey, Ref } from '../analysis/document/types.js';

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
  return output === undefined ? meant : meant.map(item => withOutput(item, output));
}

function withOutput(item: Item, output: string): Item {
  const value = item.part?.outputs[output] ?? null;
  const valueKey = value && item.partKey !== null ? valueKeyOf(item.partKey, output) : null;
  return { ...item, value, valueKey };
}
