import { distinct } from '../distinct.js';
import { sizeOf } from '../shapes.js';
import { placeOf, type SchemaSource } from './source.js';
import type { ArrayRule, ChannelRule, ScanRules, ValueKind } from './types.js';

/** An array located by a rule. */
export interface Placed {
  readonly rule: ArrayRule;
  readonly path: string;
}

/** A channel, with the locations of its arrays. */
export interface ChannelParts {
  readonly name: string;
  readonly rule: ChannelRule;
  readonly emission: Placed | null;
  readonly bragg: Placed | null;
  readonly value: Placed & { readonly kind: ValueKind };
  readonly frames: Placed | null;
}

/** The arrays of a scan, with their locations. */
export interface ScanParts {
  readonly incident: Placed | null;
  readonly monitor: Placed | null;
  readonly time: Placed | null;
  readonly channels: readonly ChannelParts[];
}

/** Locate all arrays. */
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

/** The first of a channel's values that is present; the last if none is. */
function valueOf(source: SchemaSource, rule: ChannelRule, each: string): ChannelParts['value'] {
  const all = rule.values.flatMap(({ kind, rule: arrayRule }) =>
    source.candidates(arrayRule, each).map(path => ({ kind, rule: arrayRule, path }))
  );
  const present = all.slice(0, -1).find(({ path }) => source.has(path));
  return present ?? all.at(-1) ?? { ...rule.values[0], path: '' };
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

/**
 * Whether one of the energies has more than one value: in a scan of something else all of them are
 * constant.
 */
export function areMoved(source: SchemaSource, { incident, channels }: ScanParts): boolean {
  return [incident, ...channels.map(({ emission }) => emission)].some(
    one => one !== null && sizeOf(source.shape(one.path)) > 1
  );
}

/** The array that determines the number of points if no energy was moved; null if there is none. */
export function longestValue(source: SchemaSource, { channels }: ScanParts): Placed | null {
  return (
    channels.map(({ value }) => value).find(({ path }) => sizeOf(source.shape(path)) > 1) ?? null
  );
}

/** Whether a scan can be read: an energy and a channel's values are present. */
export function canBeRead(source: SchemaSource, { incident, channels }: ScanParts): boolean {
  const isThere = (one: Placed | null) => one !== null && source.has(one.path);
  return channels.some(
    ({ emission, value }) => isThere(value) && (isThere(emission) || isThere(incident))
  );
}
