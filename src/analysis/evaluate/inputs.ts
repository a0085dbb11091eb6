import type { ScanOutline } from '../../formats/scan.js';
import type { Failure } from '../steps/part.js';
import { scansId } from '../document/ids.js';
import { asRef } from '../document/refs.js';
import type { Id, ItemKey, Ref, ScanEntry, StepEntry } from '../document/types.js';
import type { Value } from '../steps/values.js';
import { noSuchOutput } from './failures.js';
import { channelKey, originOf, outputKey, ownerOf, withoutOutput } from './itemkeys.js';
import { valueKeyOf } from './keys.js';
import type { Item, State } from './outcome.js';
import { outputOf } from './parts.js';
import type { PassContext, Wanted } from './context.js';

/** One thing that a step works on. */
export interface Input {
  key: ItemKey;
  /** `done`; `waiting`; `off` or `blocked` by what it comes from; `failed` where it is of no use itself. */
  state: State;
  /** Null of an evicted scan, although its key is known. */
  value: Value | null;
  valueKey: string | null;
  error: Failure | null;
  /** What the document names it by. */
  ref: Ref;
  /** Of a scan of the document; null of a step's value. */
  scan: { id: Id; outline: ScanOutline } | null;
}

/** Keys of the items that a reference needs; null: all that a step has. */
export function wantedBy(pass: PassContext, { id, channel, only }: Ref): Wanted {
  if (only) {
    return new Set(only);
  }
  if (pass.isStep(id)) {
    return null;
  }
  // a scan's items are the channels that are asked for, and the first without a name
  return new Set(scansMeant(pass, id).map(scan => channelKey(scan.id, channel)));
}

function scansMeant({ recipe }: PassContext, id: Id): readonly ScanEntry[] {
  return recipe.scans.filter(scan => (id === scansId ? scan.role !== 'reference' : scan.id === id));
}

/** What a step works on, before anything is made of scans. @param wanted keys of inputs; null: all. */
export async function gather(
  pass: PassContext,
  entry: StepEntry,
  wanted: Wanted
): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const source of entry.from) {
    const ref = asRef(source);
    inputs.push(
      ...(pass.isStep(ref.id) ? await stepInputs(pass, ref, wanted) : scanInputs(pass, ref, wanted))
    );
  }
  return inputs;
}

async function stepInputs(pass: PassContext, ref: Ref, wanted: Wanted): Promise<Input[]> {
  const own =
    wanted && new Set([...wanted].filter(key => ownerOf(key) === ref.id).map(withoutOutput));
  const { items, outcome } = await pass.node(ref.id, own);
  if (items.length === 0) {
    const { state, error } = outcome;
    const nothing = { key: ref.id, error, value: null, valueKey: null, ref, scan: null };
    return state === 'done' ? [] : [{ ...nothing, state: stateAsInput(state) }];
  }
  return items
    .filter(({ key }) => isMeant(ref, key) && (!own || own.has(key)))
    .flatMap(item => inputOfItem(item, ref) ?? []);
}

/** What follows from a step that failed is blocked. */
function stateAsInput(state: State): State {
  return state === 'waiting' || state === 'off' ? state : 'blocked';
}

/** The output that a reference names, else the main one; null of an item that is numbers alone. */
function inputOfItem(item: Item, ref: Ref): Input | null {
  const { state, error, part, partKey } = item;
  const key = outputKey(item.key, ref.output);
  const base = { key, state, error, ref, scan: null, value: null, valueKey: null };
  if (state !== 'done') {
    return { ...base, state: stateAsInput(state) };
  }
  if (ref.output === undefined) {
    const { value, valueKey } = item;
    return value && { ...base, value, valueKey };
  }
  const value = part && outputOf(part, ref.output);
  if (value && partKey !== null) {
    return { ...base, value, valueKey: valueKeyOf(partKey, ref.output) };
  }
  return { ...base, state: 'failed', error: noSuchOutput(ref.id, ref.output, part) };
}

/**
 * The scans that a reference means, as far as they were read. The keys of items that are wanted may name channels;
 * where nothing is wanted in particular the reference's own count.
 */
export function scanInputs(pass: PassContext, ref: Ref, wanted: Wanted): Input[] {
  const byOwner = wanted && keysByOwner(wanted);
  return scansMeant(pass, ref.id).flatMap(({ id }) => {
    const own = ref.only?.filter(key => ownerOf(key) === id) ?? [channelKey(id, ref.channel)];
    const keys = byOwner ? (byOwner.get(id) ?? []) : own;
    return keys
      .filter(key => isChannelMeant(ref, key, id))
      .map(key => ({ key, ref, ...readScan(pass, id) }));
  });
}

function keysByOwner(keys: ReadonlySet<ItemKey>): ReadonlyMap<Id, readonly ItemKey[]> {
  const owned = new Map<Id, ItemKey[]>();
  for (const key of keys) {
    const own = owned.get(ownerOf(key)) ?? [];
    owned.set(ownerOf(key), own);
    own.push(key);
  }
  return owned;
}

function readScan(pass: PassContext, id: Id): Omit<Input, 'key' | 'ref'> {
  const source = pass.sources.get(id);
  const nothing = { error: null, value: null, valueKey: null, scan: null };
  if (source?.state === 'failed') {
    return { ...nothing, state: 'failed', error: source.error };
  }
  const { key: valueKey = null, scan = null, outline = null, value: made } = source ?? {};
  if (valueKey === null || (!made && !outline)) {
    pass.needs.add(id);
    return { ...nothing, state: 'waiting' };
  }
  const value: Value | null = made ?? (scan && { kind: 'scan', scan });
  return { ...nothing, state: 'done', value, valueKey, scan: outline && { id, outline } };
}

/** A reference to a scan may name it with a channel or without, and so may what is wanted. */
function isChannelMeant({ channel, only, except }: Ref, key: ItemKey, id: Id): boolean {
  const names = [key, id];
  const own = originOf(key).channel;
  return (
    (channel === undefined || own === null || own === channel) &&
    (!only || only.some(one => names.includes(one))) &&
    !except?.some(one => names.includes(one))
  );
}

function isMeant({ only, except }: Ref, key: ItemKey): boolean {
  return (!only || only.includes(key)) && !except?.includes(key);
}

/** The channel that an input's key or its reference names; null where neither does. */
export function channelOf({ key, ref }: Input): string | null {
  return originOf(key).channel ?? ref.channel ?? null;
}

/** An input that waits for its scan: its result is not cached. */
export function awaited(pass: PassContext, input: Input): Input {
  if (input.scan) {
    pass.needs.add(input.scan.id);
  }
  return { ...input, state: 'waiting', value: null, valueKey: null };
}

/** An input that can't be used, and why. */
export function withoutValue(input: Input, error: Failure | null): Input {
  return { ...input, state: 'failed', error, value: null, valueKey: null };
}
