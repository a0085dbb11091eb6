import { asRef, asSource, isSameRef } from '../refs.js';
import type { AnalysisDocument, Id, Ref, StepEntry } from '../types.js';
import { refused, requireStep } from './change.js';
import { withReferenceFirst } from './reference.js';
import { addStep, setFrom, setStep, type NewStep } from './steps.js';

/*
 * What is done to several rows at once: each is a step of its own, which can be changed by itself afterwards.
 */

/**
 * Add several steps behind all others, in this order.
 * @returns the document, and the ids of what was added. @throws XESError as `addStep`; then none is added.
 */
export function addSteps(
  document: AnalysisDocument,
  given: readonly NewStep[]
): { document: AnalysisDocument; ids: readonly Id[] } {
  const ids: Id[] = [];
  let after = document;
  for (const step of given) {
    const added = addStep(after, step);
    after = added.document;
    ids.push(added.id);
  }
  return { document: after, ids };
}

/** Change the same parameters of several steps, as `setStep` does of one. @throws XESError `analysis/edit` */
export function setSteps(
  document: AnalysisDocument,
  ids: readonly Id[],
  parameters: Readonly<Record<string, unknown>>
): AnalysisDocument {
  return ids.reduce((before, id) => setStep(before, id, parameters), document);
}

/**
 * Which of the inputs of a step the others are compared with: of a difference, and of an IAD, the second, of an
 * alignment the first. Null where there is none.
 */
export function referencePlace({ step, from }: Pick<StepEntry, 'step' | 'from'>): number | null {
  const place = places.get(step);
  return place !== undefined && place < from.length ? place : null;
}

const places: ReadonlyMap<string, number> = new Map([
  ['difference', 1],
  ['iad', 1],
  ['alignment', 0]
]);

/** The reference that several steps have in common; null where they have none, or not the same. */
export function commonReference(steps: readonly StepEntry[]): Ref | null {
  const references = steps.map(entry => {
    const place = referencePlace(entry);
    return place === null ? null : asRef(entry.from[place]);
  });
  const [first = null] = references;
  return first && references.every(one => one !== null && isSameRef(one, first)) ? first : null;
}

/**
 * Compare with another reference. A step that worked on that one before takes the earlier reference in its place, so
 * that of differences to `a` those to `b` are as many; one that stood for several things, as `scans` do, keeps them.
 * @throws XESError `analysis/edit` where a step has no reference, or would work on its own result.
 */
export function setReference(
  document: AnalysisDocument,
  ids: readonly Id[],
  reference: Id | Ref
): AnalysisDocument {
  return ids.reduce((before, id) => {
    const entry = requireStep(before, id);
    const place = referencePlace(entry);
    if (place === null) {
      throw refused(`"${entry.label ?? id}" compares with no reference`);
    }
    const there = entry.from.findIndex(one => isSameRef(one, reference));
    if (place === 0 && there < 0) {
      return setFrom(before, id, withReferenceFirst(before, entry.from, reference));
    }
    const from = [...entry.from];
    if (there >= 0) {
      from[there] = from[place];
    }
    from[place] = asSource(reference);
    return setFrom(before, id, from);
  }, document);
}
