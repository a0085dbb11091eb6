import { scansId } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { asRef, asSource, idOf } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref } from '../types.js';
import { covers } from './covers.js';
import { without } from './leaveout.js';

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
  const samples = new Set(sampleIds(document));
  return [reference, ...rest.flatMap(one => lessReference(one, key, samples))].map(asSource);
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

/** A source less what is the reference now; none where nothing is left of it. One thing by itself is no part of another. */
function lessReference(source: Source, key: ItemKey | null, samples: ReadonlySet<Id>): Source[] {
  const isPart =
    key !== null && (idOf(source) === scansId || key.includes('/')) && covers(source, key, samples);
  return isPart ? [without(source, key) ?? []].flat() : [source];
}
