import { nextId, scansId, takenIds } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { isEqual } from '../json.js';
import { asRef, isSameRef } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref, StepEntry } from '../types.js';
import { checkedStep, knownFor, nameOf, refused, requireStep, withStep } from './change.js';
import { covers } from './covers.js';
import { without } from './leaveout.js';
import { addStep, type WithId } from './steps.js';

/*
 * A step that examines the scans of a series, such as their consistency, works on all of them, also
 * on excluded ones, whose numbers stay visible and unchanged. Scans are excluded in the average of
 * the same scans, the newest if there are several.
 */

/**
 * The newest average of all inputs of a step on a series, apart from excluded ones; null if there
 * is none. Exclusions from all scans, or from a step, are in the average's own `except`. An
 * individually listed scan is excluded by not being listed, which looks like any average of fewer
 * scans: such an average must have been made from the step, which its id shows. Averages that are
 * disabled, weighted or use only a selection do not count.
 */
export function averageBeside(steps: readonly StepEntry[], page: StepEntry): StepEntry | null {
  const after = steps.slice(steps.findIndex(({ id }) => id === page.id) + 1);
  const isBeside = (step: StepEntry) =>
    step.step === 'average' &&
    !step.off &&
    Object.keys(step.parameters).length === 0 &&
    (isOfAll(step, page) || (isOwn(step, page) && after.includes(step) && isOfSome(step, page)));
  return steps.filter(isBeside).at(-1) ?? null;
}

/**
 * The items of a step on a series that its average excludes; none if there is no average.
 * @param keys of all items that the step works on.
 */
export function leftOutOf(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  page: StepEntry,
  keys: readonly ItemKey[]
): ItemKey[] {
  const average = averageBeside(document.steps, page);
  const samples = new Set(sampleIds(document));
  return average
    ? keys.filter(key => !average.from.some(source => covers(source, key, samples)))
    : [];
}

/**
 * Set the items of a step on a series that its average excludes. Without an average, one is added.
 * @param keys of all items that the step works on.
 * @param out some of them.
 * @returns the average's id.
 * @throws XESError `analysis/edit` if there is no such step, or nothing is left.
 */
export function setLeftOut(
  document: AnalysisDocument,
  id: Id,
  keys: readonly ItemKey[],
  out: readonly ItemKey[]
): WithId {
  const page = requireStep(document, id);
  const samples = new Set(sampleIds(document));
  const from = page.from.flatMap(
    source =>
      out
        .filter(key => covers(source, key, samples))
        .reduce<Id | Ref | null>((left, key) => left && without(left, key), source) ?? []
  );
  const left = keys.filter(key => !out.includes(key));
  if (from.length === 0 || left.length === 0) {
    throw refused(
      `an average of "${nameOf(page)}" would have nothing left. Take a scan back first`
    );
  }
  const average = averageBeside(document.steps, page);
  if (!average || !(isOwn(average, page) || isOfAll({ ...average, from }, page))) {
    return addStep(document, { step: 'average', from, id: averageId(document, page) });
  }
  if (isEqual(from, average.from)) {
    return { document, id: average.id };
  }
  const next = checkedStep({ ...average, from }, knownFor(document, average.id));
  return { document: withStep(document, next), id: average.id };
}

/** Prefix of the id of an average made from a step on a series. */
function averageStem({ id }: StepEntry): string {
  return `${id.slice(0, 40)}-average-`;
}

function isOwn(average: StepEntry, page: StepEntry): boolean {
  return average.id.startsWith(averageStem(page));
}

/** The id of a new average; undefined if its exclusions need nothing but `except`. */
function averageId(document: AnalysisDocument, page: StepEntry): Id | undefined {
  const isPlain = page.from
    .map(asRef)
    .every(
      ({ id, only }) => !only && (id === scansId || document.steps.some(step => step.id === id))
    );
  return isPlain ? undefined : nextId(takenIds(document), averageStem(page));
}

/** Whether an average has each source of a step, restricted by nothing but `except`. */
function isOfAll({ from }: StepEntry, page: StepEntry): boolean {
  return (
    from.length === page.from.length &&
    from.every((item, i) => isNarrowed(asRef(item), asRef(page.from[i])))
  );
}

/** Whether each source of an average is one of a step's, or a part of it. */
function isOfSome({ from }: StepEntry, page: StepEntry): boolean {
  return from.every(item => page.from.some(other => isWithin(asRef(item), asRef(other))));
}

/** Whether a source equals another, or is that one without some items. */
function isNarrowed(a: Ref, b: Ref): boolean {
  return (
    isSameRef({ ...a, except: undefined }, { ...b, except: undefined }) &&
    (b.except ?? []).every(key => a.except?.includes(key))
  );
}

/** Whether a source equals another, or lists some of its items. */
function isWithin(a: Ref, b: Ref): boolean {
  return (
    isNarrowed({ ...a, only: undefined }, { ...b, only: undefined }) &&
    (a.only === undefined) === (b.only === undefined) &&
    (a.only ?? []).every(key => b.only?.includes(key))
  );
}
