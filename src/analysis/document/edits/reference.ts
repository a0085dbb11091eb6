import { scansId } from '../ids.js';
import { asRef, asSource } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref } from '../types.js';

type Source = Id | Ref;

/** Steps that make one result of all of their inputs: a reference to one stands for one thing. */
const combining: ReadonlySet<string> = new Set(['average', 'stitch', 'difference']);

/**
 * The inputs of a step whose first is what the others are compared with, with another one in its place. Where that first
 * stands for several things, as `scans` do, these stay among the others.
 */
export function withReferenceFirst(
  document: AnalysisDocument,
  [old, ...others]: readonly Source[],
  reference: Source
): readonly Source[] {
  const key = keyOf(asRef(reference));
  const before = keyOf(asRef(old));
  const isKept = others.length === 0 || isSeveral(document, asRef(old));
  const rest = isKept ? [old, ...others] : others.map(one => readmitting(one, before));
  return [reference, ...rest.flatMap(one => without(document, asRef(one), key))].map(asSource);
}

/** Whether a reference may stand for several things. */
function isSeveral(document: AnalysisDocument, { id, only }: Ref): boolean {
  if (only) {
    return only.length > 1;
  }
  if (id === scansId) {
    return true;
  }
  const step = document.steps.find(one => one.id === id);
  return (
    step !== undefined &&
    !combining.has(step.step) &&
    (step.from.length > 1 || step.from.some(one => isSeveral(document, asRef(one))))
  );
}

/** The key that one thing has among those of a source: a scan's id, or that of the one item that is named. */
function keyOf({ id, only, output }: Ref): ItemKey | null {
  return output !== undefined || (only && only.length !== 1) ? null : (only?.[0] ?? id);
}

/** A source that leaves out what was the reference takes it back; any other is as it was. */
function readmitting(source: Source, key: ItemKey | null): Source {
  const { except, ...ref } = asRef(source);
  if (key === null || !except?.includes(key)) {
    return source;
  }
  const left = except.filter(one => one !== key);
  return left.length > 0 ? { ...ref, except: left } : ref;
}

/** A source less what is the reference now; none where nothing is left of it. */
function without(document: AnalysisDocument, ref: Ref, key: ItemKey | null): Source[] {
  if (key === null || !holds(document, ref, key)) {
    return [ref];
  }
  if (!ref.only) {
    return [{ ...ref, except: [...(ref.except ?? []).filter(one => one !== key), key] }];
  }
  const only = ref.only.filter(one => one !== key);
  return only.length > 0 ? [{ ...ref, only }] : [];
}

/** Whether a source is all scans, or a step, that a key is one of. */
function holds({ scans }: AnalysisDocument, { id, only }: Ref, key: ItemKey): boolean {
  return id === scansId
    ? scans.some(scan => scan.id === key && scan.role !== 'reference')
    : key.startsWith(`${id}/`) && (!only || only.includes(key));
}
