import { distinct } from '../distinct.js';
import { sizeOf } from '../shapes.js';
import { placeOf, type SchemaSource } from './source.js';
import type { ArrayRule, ChannelRule, ScanRules, ValueKind } from './types.js';

/** An array that a rule found a place for. */
export interface Placed {
  readonly rule: ArrayRule;
  readonly path: string;
}

/** A channel, with the places of its arrays. */
export interface ChannelParts {
  readonly name: string;
  readonly rule: ChannelRule;
  readonly emission: Placed | null;
  readonly bragg: Placed | null;
  readonly value: Placed & { readonly kind: ValueKind };
  readonly frames: Placed | null;
}

/** What a scan is made of, with the places of its arrays. */
export interface ScanParts {
  readonly incident: Placed | null;
  readonly monitor: Placed | null;
  readonly time: Placed | null;
  readonly channels: readonly ChannelParts[];
}

/** Find the places of all arrays. */
export function partsOf(source: SchemaSource, rules: ScanRules): ScanParts {
  const found = rules.channels.flatMap(rule => channelsOf(source, rule, rules));
  const names = distinct(found.map(({ name }) => name));
  return {
    channels: found.map((channel, i) => ({ ...channel, name: names[i] })),
    incident: placed(source, rules.incident),
    monitor: placed(source, rules.monitor),
    time: placed(source, rules.time)
  };
}

function channelsOf(source: SchemaSource, rule: ChannelRule, rules: ScanRules): ChannelParts[] {
  const each = rule.each === null ? [{ path: '', name: rule.name }] : source.each(rule.each);
  return each.map(({ path, name }) => ({
    name: rule.name === '' ? name : rule.name,
    rule,
    value: valueOf(source, rule, path),
    emission: placed(source, rule.emission ?? rules.emission, path),
    bragg: placed(source, rule.bragg, path),
    frames: placed(source, rule.frames, path, one => source.mention(one))
  }));
}

/** The first of a channel's values that is there; the last where none is. */
function valueOf(source: SchemaSource, rule: ChannelRule, each: string): ChannelParts['value'] {
  const all = rule.values.flatMap(({ kind, rule: of }) =>
    source.candidates(of, each).map(path => ({ kind, rule: of, path }))
  );
  const there = all.slice(0, -1).find(({ path }) => source.has(path));
  return there ?? all.at(-1) ?? { ...rule.values[0], path: '' };
}

function placed(
  source: SchemaSource,
  rule: ArrayRule | null,
  each?: string,
  has?: (path: string) => boolean
): Placed | null {
  const path = rule && placeOf(source, rule, each, has);
  return rule && path !== null ? { rule, path } : null;
}

/** Whether one of the energies has more values than one: of a scan of something else they all stood still. */
export function areMoved(source: SchemaSource, { incident, channels }: ScanParts): boolean {
  return [incident, ...channels.map(({ emission }) => emission)].some(
    one => one !== null && sizeOf(source.shape(one.path)) > 1
  );
}

/** The array that says how many points were measured where no energy was moved; null where none does. */
export function longestValue(source: SchemaSource, { channels }: ScanParts): Placed | null {
  return (
    channels.map(({ value }) => value).find(({ path }) => sizeOf(source.shape(path)) > 1) ?? null
  );
}

/** Whether a scan could be made of these: an energy and a channel's values are there. */
export function areThere(source: SchemaSource, { incident, channels }: ScanParts): boolean {
  const isThere = (one: Placed | null) => one !== null && source.has(one.path);
  return channels.some(
    ({ emission, value }) => isThere(value) && (isThere(emission) || isThere(incident))
  );
}
