import { channelKey } from '../analysis/evaluate/itemkeys.js';
import type { Item, NodeResult } from '../analysis/evaluate/outcome.js';
import { valueKeyOf } from '../analysis/evaluate/keys.js';
import type { Id, Ref } from '../analysis/document/types.js';

/** The items of an evaluation that a reference means, each with the value of the output that it names. */
export function itemsOf(nodes: ReadonlyMap<Id, NodeResult>, ref: Ref): readonly Item[] {
  const { id, channel, only, except, output } = ref;
  const items = nodes.get(id)?.items ?? [];
  const arm = channel === undefined ? null : channelKey(id, channel);
  const meant = items.filter(
    ({ key }) =>
      (arm === null || key === arm) && (!only || only.includes(key)) && !except?.includes(key)
  );
  return output === undefined ? meant : meant.map(item => withOutput(item, output));
}

function withOutput(item: Item, output: string): Item {
  const value = item.part?.outputs[output] ?? null;
  const valueKey = value && item.partKey !== null ? valueKeyOf(item.partKey, output) : null;
  return { ...item, value, valueKey };
}
