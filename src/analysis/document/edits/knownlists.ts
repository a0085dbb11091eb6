import { isEqual } from '../json.js';
import type { AnalysisDocument, Id, ItemKey, StepEntry } from '../types.js';
import { comparePlaces, inputPlaces, type Place } from './inputplaces.js';
import { eachStep, inputsOf, listIn, listNames } from './perinput.js';

/**
 * The document after an edit that removed or reordered inputs, with lists of one entry per input
 * still matching their inputs, even if a source stands for several items: the document does not
 * specify these, but its results do.
 * @param keysOf keys of a step's inputs, in order; null if not known.
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
  // if the document itself specifies the inputs, the edit has already updated the lists
  const known = names.length > 0 && !inputsOf(before, was) ? keysOf(step.id) : null;
  // results may be of an earlier document: skip inputs removed since, and use the present order
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

/** The keys that are inputs, each once, in the order of the inputs. */
function inOrder(
  keys: readonly ItemKey[],
  placeOf: (key: ItemKey) => Place | null
): readonly ItemKey[] {
  return [...new Set(keys)]
    .flatMap(key => {
      const place = placeOf(key);
      return place ? [{ key, place }] : [];
    })
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ key }) => key);
}
