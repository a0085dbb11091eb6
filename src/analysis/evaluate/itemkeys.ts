import { parseItemKey } from '../document/refs.js';
import type { Id, ItemKey } from '../document/types.js';

/** The key of an item that a step made of one input. */
export function keyWithin(id: Id, input: ItemKey): ItemKey {
  return `${id}/${input}`;
}

/** The key of a scan's channel; of the scan where none is named. */
export function channelKey(id: Id, channel: string | null | undefined): ItemKey {
  return channel == null ? id : `${id}:${channel}`;
}

/** The key of a value that is not its item's main one; what is made of both differs by this. */
export function outputKey(key: ItemKey, output: string | undefined): ItemKey {
  if (output === undefined) {
    return key;
  }
  const { head, rest } = taken(key);
  return `${head}#${output}${rest}`;
}

/** The id that a key begins with: whose item it is. */
export function ownerOf(key: ItemKey): Id {
  return taken(key).head.split('#', 1)[0];
}

/** The same key without an output. */
export function withoutOutput(key: ItemKey): ItemKey {
  return ownerOf(key) + taken(key).rest;
}

/** The key of what an item was made of; null of a scan, and of what was made of several inputs. */
export function inputKeyOf(key: ItemKey): ItemKey | null {
  const { rest } = taken(key);
  return rest.startsWith('/') ? rest.slice(1) : null;
}

/** The scan, or the combining step, that an item comes from, with the scan's channel where it is named. */
export function originOf(key: ItemKey): { id: Id; channel: string | null } {
  const { ids, channel } = parseItemKey(key);
  return { id: ids[ids.length - 1].split('#', 1)[0], channel: channel ?? null };
}

/** A key as its first id and the rest, which begins with `/` or `:`; a channel may hold either. */
function taken(key: ItemKey): { head: string; rest: string } {
  const at = key.search(/[/:]/);
  return at < 0 ? { head: key, rest: '' } : { head: key.slice(0, at), rest: key.slice(at) };
}
