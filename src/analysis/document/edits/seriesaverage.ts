import { scansId } from '../ids.js';
import { isEqual } from '../json.js';
import { asRef } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref, StepEntry } from '../types.js';
import { checkedStep, knownFor, nameOf, refused, requireStep, withStep } from './change.js';
import { covers, without } from './leaveout.js';
import { addStep, type WithId } from './steps.js';

/*
 * A step that looks at the scans of a series, such as their consistency, works on all of them: also on those that are
 * left out, whose numbers stay in view and stay what they were. What is left out is so in the average that is made of
 * the same scans, the newest where there are several.
 */

/** The average of what a step on a series works on, or of some of it; null where there is none. */
export function averageBeside(steps: readonly StepEntry[], page: StepEntry): StepEntry | null {
  const isBeside = ({ step, from }: StepEntry) =>
    step === 'average' &&
    from.every(one => page.from.some(other => isWithin(asRef(one), asRef(other))));
  return steps.filter(isBeside).at(-1) ?? null;
}

/**
 * Which items of a step on a series its average leaves out; none where there is no average.
 * @param keys of all items that the step works on.
 */
export function leftOutOf(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  page: StepEntry,
  keys: readonly ItemKey[]
): ItemKey[] {
  const average = averageBeside(document.steps, page);
  const samples = samplesOf(document);
  return average
    ? keys.filter(key => !average.from.some(source => covers(source, key, samples)))
    : [];
}

/**
 * Leave items of a step on a series out of its average, and no others. Where there is no average, one is added.
 * @param out keys of some of the items that the step works on. @returns the average's id.
 * @throws XESError `analysis/edit` where there is no such step, or nothing is left.
 */
export function setLeftOut(document: AnalysisDocument, id: Id, out: readonly ItemKey[]): WithId {
  const page = requireStep(document, id);
  const samples = samplesOf(document);
  const from = page.from.flatMap(
    source =>
      out
        .filter(key => covers(source, key, samples))
        .reduce<Id | Ref | null>((left, key) => left && without(left, key), source) ?? []
  );
  if (from.length === 0 || isEmptied(from, samples)) {
    throw refused(
      `an average of "${nameOf(page)}" would have nothing left. Take a scan back first`
    );
  }
  const average = averageBeside(document.steps, page);
  if (!average) {
    return addStep(document, { step: 'average', from });
  }
  if (isEqual(from, average.from)) {
    return { document, id: average.id };
  }
  const next = checkedStep({ ...average, from }, knownFor(document, average.id));
  return { document: withStep(document, next), id: average.id };
}

/** Whether what is left is all scans but all of them. */
function isEmptied(from: readonly (Id | Ref)[], samples: ReadonlySet<Id>): boolean {
  const [source, ...others] = from.map(asRef);
  return (
    others.length === 0 &&
    source.id === scansId &&
    [...samples].every(sample => source.except?.some(key => key.split(':')[0] === sample))
  );
}

function samplesOf({ scans }: Pick<AnalysisDocument, 'scans'>): ReadonlySet<Id> {
  return new Set(scans.filter(({ role }) => !role).map(scan => scan.id));
}

/** Whether a source is another, or a part of it. */
function isWithin(one: Ref, other: Ref): boolean {
  return (
    one.id === other.id &&
    one.channel === other.channel &&
    one.output === other.output &&
    (!other.only || one.only !== undefined) &&
    (one.only ?? []).every(key => other.only?.includes(key) ?? !other.except?.includes(key)) &&
    (one.only !== undefined || (other.except ?? []).every(key => one.except?.includes(key)))
  );
}
