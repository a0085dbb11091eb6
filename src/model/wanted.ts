import {
  itemKey,
  scansId,
  stepOfCut,
  type AnalysisDocument,
  type Id,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import { refKey } from '../compute/types.js';
import { isDrawn, type ModelCut } from './cuts.js';
import { shownRefs } from './shown.js';

/** What is looked at: an arm of a scan, with the cuts through it where it is a map. */
export interface Looked {
  /** Null in an analysis without scans. */
  ref: Ref | null;
  /** The arm that is shown; null before the scan was read. */
  channel: string | null;
  cuts: readonly ModelCut[];
}

/** The profile of a cut through what is looked at; null where that is not known yet. */
export function profileRef(cut: Id, { ref, channel }: Looked): Ref | null {
  return ref && channel !== null
    ? { id: cut, only: [`${itemKey([cut, ref.id])}:${channel}`] }
    : null;
}

/** Selected scans that are read although none of them is shown. */
const mostLookedAt = 20;

/**
 * What is shown, selected or requested, each once. Of a cut that is the profile of what is looked at.
 * @param beside what is drawn beside the ticks and the active row.
 */
export function demandOf(
  document: AnalysisDocument,
  looked: Looked,
  beside: readonly Ref[] = []
): Ref[] {
  const { view, scans, steps } = document;
  const drawn = new Set(steps.filter(isDrawn).map(({ id }) => id));
  const isScan = new Set(scans.map(({ id }) => id));
  const shown = shownRefs(document, looked.ref, beside);
  // of many scans that are selected, to be removed or given to a step, none is read
  const { selected } = view;
  const looksAtAll = selected.filter(({ id }) => isScan.has(id)).length <= mostLookedAt;
  const chosen = selected.filter(
    ({ id }) => id !== scansId && !drawn.has(id) && (looksAtAll || !isScan.has(id))
  );
  const profiles = looked.cuts.map(({ id }) => profileRef(id, looked));
  const demand = [looked.ref, ...profiles, ...shown, ...chosen].filter(ref => ref !== null);
  return [...new Map(demand.map(ref => [refKey(ref), ref])).values()];
}

/** What is computed of: the document with the first cuts, which it does not hold. The same as before where it is. */
export class ComputedContents {
  of({ scans, steps }: AnalysisDocument, first: readonly ModelCut[]): Recipe {
    const known = this._known;
    if (known?.scans === scans && known.steps === steps && known.first === first) {
      return known.contents;
    }
    const contents = { scans, steps: [...first.map(asEntry), ...steps] };
    this._known = { scans, steps, first, contents };
    return contents;
  }

  private _known: {
    scans: AnalysisDocument['scans'];
    steps: readonly StepEntry[];
    first: readonly ModelCut[];
    contents: Recipe;
  } | null = null;
}

function asEntry({ isImplicit: _, ...cut }: ModelCut): StepEntry {
  return { ...stepOfCut(cut), id: cut.id };
}
