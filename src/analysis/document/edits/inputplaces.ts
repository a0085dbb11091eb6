import { scansId } from '../ids.js';
import { sampleIds, scanOf, stepOf } from '../lookup.js';
import { asRef, parseItemKey } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref, StepEntry } from '../types.js';
import { covers } from './covers.js';

/** Where an item stands among the inputs of a step: the place of its source, then its place within that, and so on. */
export type Place = readonly number[];

/**
 * Tells where items stand among the inputs of a step; null of what is none of them: one of its sources has it, and so
 * has each step that it was made by.
 */
export function inputPlaces(document: AnalysisDocument, step: StepEntry) {
  const samples = sampleIds(document);
  const known = new Set(samples);
  const placeIn = (of: StepEntry, key: ItemKey): Place | null => {
    const source = of.from.findIndex(one => isOf(asRef(one), key, known));
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

/** Which of two places comes first, as a sort asks for it. */
export function comparePlaces(one: Place, other: Place): number {
  const at = one.findIndex((place, i) => place !== other.at(i));
  return at < 0 ? 0 : one[at] - (other.at(at) ?? -1);
}

/** Whether an item is among those of a source; one that names an output has no other, one that names an arm neither. */
function isOf(ref: Ref, key: ItemKey, samples: ReadonlySet<Id>): boolean {
  const { head, output, rest } = parted(key);
  const { channel } = parseItemKey(key);
  const isOfArm = ref.channel === undefined || channel === undefined || channel === ref.channel;
  return isOfArm && output === ref.output && covers(ref, head + rest, samples);
}

/** The first id of a key, its output, and what follows; a channel may hold any sign. */
function parted(key: ItemKey) {
  const [, head = '', output, rest = ''] = /^([^/:#]+)(?:#([^/:]*))?(.*)$/s.exec(key) ?? [];
  return { head, output: output as string | undefined, rest };
}
