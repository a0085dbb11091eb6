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

/** One input of a step. */
export interface Input {
  key: ItemKey;
  /**
   * `done`; `waiting`; `off` or `blocked` because of its source; `failed` if it is itself unusable.
   */
  state: State;
  /** Null if the scan was evicted although its key is known. */
  value: Value | null;
  valueKey: string | null;
  error: Failure | null;
  /** The Ref in the document. */
  ref: Ref;
  /** If it is a scan of the document; null for a step's value. */
  scan: { id: Id; outline: ScanOutline } | null;
}

/** Keys of the items that a reference needs; null: all items of its step. */
export function wantedBy(pass: PassContext, { id, channel, only }: Ref): Wanted {
  if (only) {
    return new Set(only);
  }
  if (pass.isStep(id)) {
    return null;
  }
  // a scan's items are the requested channels, and the first channel without a name
  return new Set(referencedScans(pass, id).map(scan => channelKey(scan.id, channel)));
}

function referencedScans({ recipe }: PassContext, id: Id): readonly ScanEntry[] {
  return recipe.scans.filter(scan => (id === scansId ? scan.role !== 'reference' : scan.id === id));
}

/**
 * The inputs of a step, before maps and spectra of scans are computed.
 * @param wanted keys of inputs; null: all.
 */
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

/** The dependents of a failed step are blocked. */
function stateAsInput(state: State): State {
  return state === 'waiting' || state === 'off' ? state : 'blocked';
}

/**
 * The output that a reference specifies, else the main one; null for an item that has numbers only.
 */
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
 * The scans that a reference refers to, as far as they were read. The keys of wanted items may
 * include channels; if none are given the reference's own channel applies.
 */
export function scanInputs(pass: PassContext, ref: Ref, wanted: Wanted): Input[] {
  const byOwner = wanted && keysByOwner(wanted);
  return referencedScans(pass, ref.id).flatMap(({ id }) => {
    const own = ref.only?.filter(key => ownerOf(key) === id) ?? [channelKey(id, ref.channel)];
    const keys = byOwner ? (byOwner.get(id) ?? []) : own;
    return keys
      .filter(key => isChannelIncluded(ref, key, id))
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

/** Both a reference to a scan and a wanted key may include a channel or not. */
function isChannelIncluded({ channel, only, except }: Ref, key: ItemKey, id: Id): boolean {
  const names = [key, id];
  const own = originOf(key).channel;
  return (
    (channel === undefined || own === null || own === channel) &&
    (!only || only.some(item => names.includes(item))) &&
    !except?.some(item => names.includes(item))
  );
}

function isMeant({ only, except }: Ref, key: ItemKey): boolean {
  return (!only || only.includes(key)) && !except?.includes(key);
}

/** The channel in an input's key or its reference; null if neither has one. */
export function channelOf({ key, ref }: Input): string | null {
  return originOf(key).channel ?? ref.channel ?? null;
}

/** An input that waits for its scan because its result is not cached. */
export function awaited(pass: PassContext, input: Input): Input {
  if (input.scan) {
    pass.needs.add(input.scan.id);
  }
  return { ...input, state: 'waiting', value: null, valueKey: null };
}

/** An unusable input, with the reason. */
export function withoutValue(input: Input, error: Failure | null): Input {
  return { ...input, state: 'failed', error, value: null, valueKey: null };
}
