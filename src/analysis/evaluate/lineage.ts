import { firstChannel, kindOfChannel } from '../../formats/scan.js';
import type { Id, ItemKey, StepEntry } from '../document/types.js';
import { requireStep } from '../steps/registry.js';
import type { PassContext } from './context.js';
import { channelKey, inputKeyOf, originOf, ownerOf } from './itemkeys.js';

/**
 * The curves that an item among a step's inputs was computed from, and itself, by key; scans with
 * their channel. Sources of a map are excluded, as two cuts of it need not have any point in
 * common, and so are sources of an output that is not the main one.
 * @param by the step that works on the item.
 */
export async function lineageOf(
  pass: PassContext,
  key: ItemKey,
  by: StepEntry
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const add = async (item: ItemKey, follower: StepEntry): Promise<void> => {
    const entry = pass.recipe.steps.find(({ id }) => id === ownerOf(item));
    const own = entry ? item : measuredKey(pass, item, follower);
    const gives = entry ? requireStep(entry.step).gives : 'spectrum';
    if (own === null || found.has(own) || (gives !== 'spectrum' && gives !== 'scan')) {
      return;
    }
    if (gives === 'spectrum') {
      found.add(own);
    }
    if (entry && !isFurther(item, entry.id)) {
      for (const inner of await inputsOf(pass, entry, item)) {
        await add(inner, gives === 'scan' ? follower : entry);
      }
    }
  };
  await add(key, by);
  return found;
}

function isFurther(key: ItemKey, id: Id): boolean {
  return key.startsWith(`${id}#`);
}

async function inputsOf(
  pass: PassContext,
  { id, parameters }: StepEntry,
  key: ItemKey
): Promise<readonly ItemKey[]> {
  const inner = inputKeyOf(key);
  if (inner !== null) {
    return [inner];
  }
  const { inputs } = await pass.node(id, null);
  const { weights } = parameters;
  return Array.isArray(weights) ? inputs.filter((_, i) => weights[i] !== 0) : inputs;
}

/** A scan with the channel that a step uses; null for a map. */
function measuredKey(pass: PassContext, key: ItemKey, { parameters }: StepEntry): string | null {
  const { id, channel } = originOf(key);
  const outline = pass.sources.get(id)?.outline;
  const own = typeof parameters.channel === 'string' ? parameters.channel : null;
  const name = channel ?? own;
  const arm =
    outline?.channels.find(channel => channel.name === name) ?? (outline && firstChannel(outline));
  return outline && arm && kindOfChannel(outline, arm) === 'RXES'
    ? null
    : channelKey(id, arm?.name ?? name);
}
