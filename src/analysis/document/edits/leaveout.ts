import { scansId } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { asRef } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref } from '../types.js';
import { checkedStep, knownFor, nameOf, refused, requireStep, withStep } from './change.js';
import { covers } from './covers.js';
import { withLists } from './perinput.js';

/**
 * Exclude one of the items that a step works on.
 * @throws XESError `analysis/edit` if the step does not work on it, or on nothing else.
 */
export function leaveOut(document: AnalysisDocument, id: Id, key: ItemKey): AnalysisDocument {
  const entry = requireStep(document, id);
  const samples = new Set(sampleIds(document));
  const from = entry.from.map(source =>
    covers(source, key, samples) ? without(source, key) : source
  );
  if (from.every((source, i) => source === entry.from[i])) {
    throw refused(`"${nameOf(entry)}" does not work on "${key}"`);
  }
  const left = from.filter(source => source !== null);
  if (left.length === 0) {
    throw refused(`"${nameOf(entry)}" works on nothing but "${key}". Remove the step instead`);
  }
  const next = checkedStep({ ...entry, from: left }, knownFor(document, id));
  return withLists(document, withStep(document, next));
}

/** A source without an item; null if nothing is left. */
export function without(source: Id | Ref, key: ItemKey): Id | Ref | null {
  const { only, except = [], ...ref } = asRef(source);
  const isWhole = ref.id !== scansId && !key.includes('/'); // a scan, or the result of a combining step
  if (isWhole) {
    return null;
  }
  if (!only) {
    return { ...ref, except: [...except, key] };
  }
  const left = only.filter(item => item !== key);
  return left.length > 0 ? { ...ref, only: left } : null;
}
