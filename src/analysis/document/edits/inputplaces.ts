import { scansId } from '../ids.js';
import { sampleIds, scanOf, stepOf } from '../lookup.js';
import { asRef, parseItemKey } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref, StepEntry } from '../types.js';
import { covers } from './covers.js';

/**
 * Position of an item among the inputs of a step: the index of its source, then that within the
 * source, and so on.
 */
export type Place = readonly number[];

/**
 * Returns a function for the positions of items among the inputs of a step; null for an item that
 * is not among them. An item is among them if it, or an item it was computed from, belongs to a
 * source.
 */
export function inputPlaces(document: AnalysisDocument, step: StepEntry) {
  const samples = sampleIds(document);
  const known = new Set(samples);
  const placeIn = (of: StepEntry, key: ItemKey): Place | null => {
    const source = of.from.findIndex(item => isOf(asRef(item), key, known));
    const within = source < 0 ? null : placeWithin(asRef(of.from[source]), key);
    return within && [source, ...within];
  };
  const placeWithin = ({ id }: Ref, key: ItemKey): Place | null => {
    const { head, rest } = parted(key);
    if (id === scansId) {
      return [samples.indexOf(head)];
    }
    const maker = stepOf(document, head);
    if (!maker) {
      return scanOf(document, head) ? [] : null;
    }
    return rest.startsWith('/') ? placeIn(maker, rest.slice(1)) : [];
  };
  return (key: ItemKey) => placeIn(step, key);
}

/** Compare two positions, for sorting. */
export function comparePlaces(a: Place, b: Place): number {
  const at = a.findIndex((place, i) => place !== b.at(i));
  return at < 0 ? 0 : a[at] - (b.at(at) ?? -1);
}

/**
 * Whether an item belongs to a source; if the source specifies an output or an arm, only items with
 * that.
 */
function isOf(ref: Ref, key: ItemKey, samples: ReadonlySet<Id>): boolean {
  const { head, output, rest } = parted(key);
  const { channel } = parseItemKey(key);
  const isOfArm = ref.channel === undefined || channel === undefined || channel === ref.channel;
  return isOfArm && output === ref.output && covers(ref, head + rest, samples);
}

/** The first id of a key, its output, and the rest; a channel may contain any character. */
function parted(key: ItemKey) {
  const [, head = '', output, rest = ''] = /^([^/:#]+)(?:#([^/:]*))?(.*)$/s.exec(key) ?? [];
  return { head, output: output as string | undefined, rest };
}
