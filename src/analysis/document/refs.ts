import type { Id, ItemKey, Ref } from './types.js';

/** The parts of an item's key. */
export interface ItemKeyParts {
  /** Ids from the item back to its origin. */
  readonly ids: readonly Id[];
  /** The part after the origin's `:`, such as the channel of a scan. */
  readonly channel?: string;
}

/** An id or a Ref as a Ref. */
export function asRef(source: Id | Ref): Ref {
  return typeof source === 'string' ? { id: source } : source;
}

/** A Ref as `from` stores it: a plain id if it has nothing else. */
export function asSource(ref: Id | Ref): Id | Ref {
  return typeof ref !== 'string' && Object.keys(ref).length === 1 ? ref.id : ref;
}

/** The id of a source. */
export function idOf(source: Id | Ref): Id {
  return typeof source === 'string' ? source : source.id;
}

/** A Ref as text, the same for equal ones: the order of `only` and `except` does not matter. */
export function refText(source: Id | Ref): string {
  const { id, channel, only, except, output } = asRef(source);
  const set = (keys?: readonly ItemKey[]) => keys && [...new Set(keys)].sort();
  return JSON.stringify([id, channel, set(only), set(except), output]);
}

export function isSameRef(a: Id | Ref, b: Id | Ref): boolean {
  return refText(a) === refText(b);
}

/** The key of an item of a step that works on each input alone, or of a scan's channel. */
export function itemKey(ids: readonly Id[], channel?: string): ItemKey {
  return ids.join('/') + (channel === undefined ? '' : `:${channel}`);
}

/** No id has a `:` or a `/`, so everything after the first `:` is the channel. */
export function parseItemKey(key: ItemKey): ItemKeyParts {
  const colon = key.indexOf(':');
  return colon < 0
    ? { ids: key.split('/') }
    : { ids: key.slice(0, colon).split('/'), channel: key.slice(colon + 1) };
}

/** Ids in a key; ids with an output without that output. */
export function idsIn(key: ItemKey): readonly Id[] {
  return parseItemKey(key).ids.map(id => id.split('#', 1)[0]);
}
