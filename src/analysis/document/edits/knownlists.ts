import { isEqual } from '../json.js';
import type { AnalysisDocument, Id, ItemKey, StepEntry } from '../types.js';
import { comparePlaces, inputPlaces, type Place } from './inputplaces.js';
import { eachStep, inputsOf, listIn, listNames } from './perinput.js';

/**
 * The document after an edit that took inputs away or put them into another order, with lists of one entry an input
 * still beside what they were given for, also where a source stands for several items: which these are the document does
 * not say, but its results do.
 * @param keysOf keys of what a step worked on, in their order; null where that is not known.
 */
export function withKnownLists(
  before: AnalysisDocument,
  after: AnalysisDocument,
  keysOf: (id: Id) => readonly ItemKey[] | null
): AnalysisDocument {
  return before.scans === after.scans && before.steps === after.steps
    ? after
    : eachStep(before, after, (was, step) => paired(before, was, after, step, keysOf));
}

function paired(
  before: AnalysisDocument,
  was: StepEntry,
  after: AnalysisDocument,
  step: StepEntry,
  keysOf: (id: Id) => readonly ItemKey[] | null
): StepEntry {
  const names = listNames(step);
  // where the document itself says which inputs there are, it was done with the edit
  const known = names.length > 0 && !inputsOf(before, was) ? keysOf(step.id) : null;
  // results may be of an earlier document: what went since is in no list any more, and what moved has moved in it
  const keys = known && inOrder(known, inputPlaces(before, was));
  if (!keys) {
    return step;
  }
  const left = inOrder(keys, inputPlaces(after, step));
  const parameters = { ...step.parameters };
  for (const name of names) {
    const list = listIn(step, name);
    if (list?.length === keys.length && isEqual(list, was.parameters[name])) {
      const values = new Map(keys.map((key, i) => [key, list[i]]));
      parameters[name] = left.flatMap(key => values.get(key) ?? []);
    }
  }
  return left.join('\n') === keys.join('\n') ? step : { ...step, parameters };
}

/** Those keys that are inputs, each once, in the order of the inputs. */
function inOrder(
  keys: readonly ItemKey[],
  placeOf: (key: ItemKey) => Place | null
): readonly ItemKey[] {
  return [...new Set(keys)]
    .flatMap(key => {
      const place = placeOf(key);
      return place ? [{ key, place }] : [];
    })
    .sort((one, other) => comparePlaces(one.place, other.place))
    .map(({ key }) => key);
}
