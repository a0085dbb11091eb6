import { parseItemKey } from '../document/refs.js';
import type { Id, ItemKey } from '../document/types.js';

/** The key of a step's item for one input. */
export function keyWithin(id: Id, input: ItemKey): ItemKey {
  return `${id}/${input}`;
}

/** The key of a scan's channel; of the scan if no channel is given. */
export function channelKey(id: Id, channel: string | null | undefined): ItemKey {
  return channel == null ? id : `${id}:${channel}`;
}

/**
 * The key of an output that is not its item's main one; it distinguishes results computed from
 * either.
 */
export function outputKey(key: ItemKey, output: string | undefined): ItemKey {
  if (output === undefined) {
    return key;
  }
  const { head, rest } = taken(key);
  return `${head}#${output}${rest}`;
}

/** The id at the start of a key: the item's scan or step. */
export function ownerOf(key: ItemKey): Id {
  return taken(key).head.split('#', 1)[0];
}

/** The same key without an output. */
export function withoutOutput(key: ItemKey): ItemKey {
  return ownerOf(key) + taken(key).rest;
}

/**
 * The key of the input of an item; null for a scan, and for an item computed from several inputs.
 */
export function inputKeyOf(key: ItemKey): ItemKey | null {
  const { rest } = taken(key);
  return rest.startsWith('/') ? rest.slice(1) : null;
}

/**
 * The scan, or the combining step, that an item originates from, with the scan's channel if it is
 * in the key.
 */
export function originOf(key: ItemKey): { id: Id; channel: string | null } {
  const { ids, channel } = parseItemKey(key);
  return { id: ids[ids.length - 1].split('#', 1)[0], channel: channel ?? null };
}

/**
 * A key split into its first id and the rest, which starts with `/` or `:`; a channel may contain
 * either.
 */
function taken(key: ItemKey): { head: string; rest: string } {
  const at = key.search(/[/:]/);
  return at < 0 ? { head: key, rest: '' } : { head: key.slice(0, at), rest: key.slice(at) };
}
