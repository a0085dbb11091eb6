import { isId, scansId } from './ids.js';
import { asRef, parseItemKey, refText } from './refs.js';
import { maxEntries, type Id, type ItemKey, type Ref } from './types.js';

/** Ids that a Ref can refer to. */
export interface KnownIds {
  readonly scans: ReadonlySet<Id>;
  /** Steps before the one whose inputs are checked. */
  readonly steps: ReadonlySet<Id>;
}

/** Why a Ref refers to nothing in a document, as the end of a sentence; null if it is valid. */
export function refProblem(source: Id | Ref, known: KnownIds): string | null {
  const ref = asRef(source);
  const { id, channel, only, except, output } = ref;
  if (id === scansId) {
    return (
      hasNone({ channel, output }, 'stands for all scans') ??
      itemsProblem(ref, isScanKey, 'it is no scan')
    );
  }
  if (known.scans.has(id)) {
    return hasNone({ only, except, output }, `"${id}" is a scan`);
  }
  if (!known.steps.has(id)) {
    return `"${id}" is no scan, and no step before it`;
  }
  return (
    hasNone({ channel }, `"${id}" is a step`) ??
    itemsProblem(ref, key => isStepKey(key, id), `it is no item of "${id}"`)
  );
}

/** Why a list of sources can't be the inputs of a step; null if it can. */
export function sourcesProblem(sources: readonly (Id | Ref)[], known: KnownIds): string | null {
  if (sources.length === 0) {
    return 'it works on nothing';
  }
  if (sources.length > maxEntries.refs) {
    return `it works on more than ${maxEntries.refs} results`;
  }
  const seen = new Set<string>();
  for (const source of sources) {
    const text = refText(source);
    if (seen.has(text)) {
      return `"${asRef(source).id}" is named twice`;
    }
    seen.add(text);
    const problem = refProblem(ofAnyArm(source), known);
    if (problem) {
      return problem;
    }
  }
  return null;
}

/**
 * Inputs of a step may be an arm of all scans, `scans` with a channel; the shown Refs list scans
 * individually.
 */
function ofAnyArm(source: Id | Ref): Id | Ref {
  const ref = asRef(source);
  return ref.id === scansId ? { ...ref, channel: undefined } : ref;
}

function hasNone(parts: Partial<Ref>, why: string): string | null {
  const given = Object.entries(parts).find(([, value]) => value !== undefined);
  return given ? `${why}, which has no "${given[0]}"` : null;
}

/**
 * Items appear and disappear with the inputs of a step: a well-formed key may refer to a missing
 * one.
 */
function itemsProblem(
  { only, except }: Ref,
  isKey: (key: ItemKey) => boolean,
  why: string
): string | null {
  if (only && except) {
    return 'it has both "only" and "except"';
  }
  const wrong = (only ?? except)?.find(key => !isKey(key));
  return wrong === undefined ? null : `item "${wrong}": ${why}`;
}

function isScanKey(key: ItemKey): boolean {
  const { ids } = parseItemKey(key);
  return ids.length === 1 && isId(ids[0]);
}

function isStepKey(key: ItemKey, id: Id): boolean {
  const { ids } = parseItemKey(key);
  return ids[0] === id && ids.every(isId);
}
