import {
  asSource,
  itemKey,
  scansId,
  type AnalysisDocument,
  type Id,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import { refKey } from '../compute/types.js';
import { entryOfCut, isDrawn, type ModelCut, type ModelLine } from './cuts.js';
import { mostTogether } from './selectedtogether.js';
import { shownRefs } from './shown.js';

/** What is looked at: an arm of a scan, with the cuts through it where it is a map. */
export interface Looked {
  /** Null in an analysis without scans. */
  ref: Ref | null;
  /** The arm that is shown; null before the scan was read. */
  channel: string | null;
  /** Whether that, or the step's result that is looked at, is a map: cuts go through nothing else. */
  isMap: boolean;
  cuts: readonly ModelCut[];
  /** Cuts along lines. */
  lines?: readonly ModelLine[];
  /** Beside a step on a series, the same of what its average leaves in; null or absent: of none. */
  left?: Ref | null;
}

/** No id of a document ends so. */
const profileEnd = '@profile';

/**
 * The profile of a cut through what is looked at; null where that is no map, or not known yet. It is a step of its own,
 * which no document holds: what becomes of the cut's row does not depend on what is looked at.
 */
export function profileRef(
  cut: Id,
  { ref, channel, isMap }: Omit<Looked, 'cuts' | 'lines' | 'left'>
): Ref | null {
  const id = cut + profileEnd;
  if (!ref || !isMap) {
    return null;
  }
  return channel === null ? { id } : { id, only: [itemKey([id, ref.id], channel)] };
}

/** The cut whose profile that is; null of what is a profile of none. */
export function cutOfProfile(id: Id): Id | null {
  return id.endsWith(profileEnd) ? id.slice(0, -profileEnd.length) : null;
}

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
  const looksAtAll = selected.filter(({ id }) => isScan.has(id)).length <= mostTogether;
  const chosen = selected.filter(
    ({ id }) => id !== scansId && !drawn.has(id) && (looksAtAll || !isScan.has(id))
  );
  const profiles = [...looked.cuts, ...(looked.lines ?? [])].map(({ id }) =>
    profileRef(id, looked)
  );
  const demand = [looked.ref, looked.left ?? null, ...profiles, ...shown, ...chosen].filter(
    ref => ref !== null
  );
  return [...new Map(demand.map(ref => [refKey(ref), ref])).values()];
}

/**
 * What is computed of: the document with what it does not hold: the first cuts, the profiles of what is looked at, and what is left of a series.
 * The same as before where it is.
 */
export class ComputedContents {
  of(
    { scans, steps }: Pick<AnalysisDocument, 'scans' | 'steps'>,
    first: readonly ModelCut[],
    looked: Looked,
    left: StepEntry | null = null
  ): Recipe {
    const { ref, channel, isMap, cuts, lines } = looked;
    const of = isMap && ref && refKey(ref);
    const key = [scans, steps, first, cuts, lines, of, isMap && channel, left];
    if (!this._contents || key.some((one, i) => one !== this._key[i])) {
      const all = [...first.map(entryOfCut), ...steps];
      const further = [...profileEntries(all, looked), ...(left ? [left] : [])];
      this._key = key;
      this._contents = { scans, steps: [...all, ...further] };
    }
    return this._contents;
  }

  private _key: readonly unknown[] = [];
  private _contents: Recipe | null = null;
}

function profileEntries(
  steps: readonly StepEntry[],
  { ref, channel, isMap, cuts, lines = [] }: Looked
): StepEntry[] {
  if (!ref || !isMap) {
    return [];
  }
  const from = [channel === null ? asSource(ref) : { id: ref.id, channel }];
  const drawn = new Set([...cuts, ...lines].map(({ id }) => id));
  return steps
    .filter(({ id }) => drawn.has(id))
    .map(step => ({ ...step, id: step.id + profileEnd, from }));
}
