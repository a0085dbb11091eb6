import { asRef, asSource, isSameRef } from '../refs.js';
import type { AnalysisDocument, Id, Ref, StepEntry } from '../types.js';
import { refused, requireStep } from './change.js';
import { withReferenceFirst } from './reference.js';
import { addStep, setFrom, setStep, type NewStep } from './steps.js';

/*
 * Operations on several rows at once: each row becomes a separate step, which can be changed
 * individually afterwards.
 */

/**
 * Append several steps, in this order.
 * @returns the document, and the ids of the new steps.
 * @throws XESError as `addStep`; then none is added.
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

/**
 * Change the same parameters of several steps, like `setStep` for one.
 * @throws XESError `analysis/edit`
 */
export function setSteps(
  document: AnalysisDocument,
  ids: readonly Id[],
  parameters: Readonly<Record<string, unknown>>
): AnalysisDocument {
  return ids.reduce((before, id) => setStep(before, id, parameters), document);
}

/**
 * Index of the input that a step compares the others with: the second of a difference and of an
 * IAD, the first of an alignment. Null if there is none.
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

/** The common reference of several steps; null if they have none, or different ones. */
export function commonReference(steps: readonly StepEntry[]): Ref | null {
  const references = steps.map(entry => {
    const place = referencePlace(entry);
    return place === null ? null : asRef(entry.from[place]);
  });
  const [first = null] = references;
  return first && references.every(reference => reference !== null && isSameRef(reference, first))
    ? first
    : null;
}

/**
 * Set another reference. A step that worked on the new reference before works on the former one
 * instead, so that differences to `a` become the same number of differences to `b`; a former
 * reference that stood for several items, as `scans` does, stays.
 * @throws XESError `analysis/edit` if a step has no reference, or would work on its own result.
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
    const position = entry.from.findIndex(item => isSameRef(item, reference));
    if (place === 0 && position < 0) {
      return setFrom(before, id, withReferenceFirst(before, entry.from, reference));
    }
    const from = [...entry.from];
    if (position >= 0) {
      from[position] = from[place];
    }
    from[place] = asSource(reference);
    return setFrom(before, id, from);
  }, document);
}
