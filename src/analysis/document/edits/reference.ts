import { scansId } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { asRef, asSource, idOf } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref } from '../types.js';
import { covers } from './covers.js';
import { without } from './leaveout.js';

type Source = Id | Ref;

/**
 * Steps that compute one result from all of their inputs: a reference to one stands for a single
 * item.
 */
const combining: ReadonlySet<string> = new Set(['average', 'stitch', 'difference']);

/**
 * The inputs of a step that compares others with its first input, with another first input. If the
 * previous one stands for several items, as `scans` does, these stay among the others.
 */
export function withReferenceFirst(
  document: AnalysisDocument,
  [old, ...others]: readonly Source[],
  reference: Source
): readonly Source[] {
  const key = keyOf(asRef(reference));
  const before = keyOf(asRef(old));
  const keepsOld = others.length === 0 || isSeveral(document, asRef(old));
  const rest = keepsOld ? [old, ...others] : others.map(source => includingAgain(source, before));
  const samples = new Set(sampleIds(document));
  return [reference, ...rest.flatMap(source => withoutReference(source, key, samples))].map(
    asSource
  );
}

/** Whether a source may stand for several items. */
function isSeveral(document: AnalysisDocument, { id, only }: Ref): boolean {
  if (only) {
    return only.length > 1;
  }
  if (id === scansId) {
    return true;
  }
  const step = document.steps.find(step => step.id === id);
  return (
    step !== undefined &&
    !combining.has(step.step) &&
    (step.from.length > 1 || step.from.some(item => isSeveral(document, asRef(item))))
  );
}

/** The key of a single item among those of a source: a scan's id, or the one listed item. */
function keyOf({ id, only, output }: Ref): ItemKey | null {
  return output !== undefined || (only && only.length !== 1) ? null : (only?.[0] ?? id);
}

/** A source that excluded the former reference includes it again; any other is unchanged. */
function includingAgain(source: Source, key: ItemKey | null): Source {
  const { except, ...ref } = asRef(source);
  if (key === null || !except?.includes(key)) {
    return source;
  }
  const left = except.filter(item => item !== key);
  return left.length > 0 ? { ...ref, except: left } : ref;
}

/**
 * A source without the new reference; none if nothing is left of it. A single item is not part of
 * another.
 */
function withoutReference(source: Source, key: ItemKey | null, samples: ReadonlySet<Id>): Source[] {
  const isPart =
    key !== null && (idOf(source) === scansId || key.includes('/')) && covers(source, key, samples);
  return isPart ? [without(source, key) ?? []].flat() : [source];
}
