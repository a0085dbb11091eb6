import { scansId } from '../ids.js';
import { sampleIds, scanOf, stepOf } from '../lookup.js';
import { isEqual } from '../json.js';
import type { AnalysisDocument, Id, ItemKey, StepEntry } from '../types.js';
import { covers } from './covers.js';
import { eachStep, inputsOf, listIn, listNames } from './perinput.js';

/**
 * The document after an edit that took inputs away, with lists of one entry an input still beside what they were given
 * for, also where a source stands for several items: which these are the document does not say, but its results do.
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
  // results may be of an earlier document: what went since is in no list any more
  const keys = known?.filter(inputsIn(before, was));
  if (!keys) {
    return step;
  }
  const stays = keys.map(inputsIn(after, step));
  const parameters = { ...step.parameters };
  for (const name of names) {
    const list = listIn(step, name);
    if (list?.length === keys.length && isEqual(list, was.parameters[name])) {
      parameters[name] = list.filter((_, i) => stays[i]);
    }
  }
  return stays.every(Boolean) ? step : { ...step, parameters };
}

/** Tells whether a step works on an item: one of its sources has it, and so has each step that it was made by. */
function inputsIn(document: AnalysisDocument, step: StepEntry): (key: ItemKey) => boolean {
  const samples = new Set(sampleIds(document));
  const isInput = (of: StepEntry, key: ItemKey): boolean =>
    of.from.some(source => covers(source, key, samples)) && isThere(key);
  const isThere = (key: ItemKey): boolean => {
    const [, head, rest] = /^([^/:#]+)(?:#[^/:]*)?(?:\/(.*))?/s.exec(key) ?? [];
    const maker = stepOf(document, head);
    return maker
      ? rest === undefined || isInput(maker, rest)
      : head === scansId || scanOf(document, head) !== null;
  };
  return key => isInput(step, key);
}
