import {
  itemKey,
  scansId,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import { refKey } from '../compute/types.js';
import { entryOfCut, isDrawn, type ModelCut, type ModelLine } from '../analysis/mapcuts.js';
import { maxTogether } from './selectedtogether.js';
import { shownRefs } from './shown.js';

/** The row that a cut goes through. */
export interface CutTarget {
  /** Null in an analysis without scans. */
  ref: Ref | null;
  /** The displayed arm; null before the scan was read, and for a step's result. */
  channel: string | null;
  /**
   * Whether the arm, or the displayed result of the step, is a map: cuts go through nothing else.
   */
  isMap: boolean;
  /** The item of a step's result; absent for a scan. */
  item?: ItemKey;
  /** Its number and name among the other drawn maps; absent for the displayed row. */
  nth?: number;
  name?: string;
}

/** The displayed row: an arm of a scan, with the cuts through it if it is a map. */
export interface ViewedRow extends CutTarget {
  cuts: readonly ModelCut[];
  /** The other drawn maps; the same array while they are the same. */
  beside?: readonly CutTarget[];
  /** Cuts along lines. */
  lines?: readonly ModelLine[];
  /**
   * For a step on a series, the same step without the scans excluded from its average; null or
   * absent: none.
   */
  left?: Ref | null;
}

/** No id of a document has this suffix. */
const profileEnd = '@profile';

/**
 * The profile of a cut through the displayed row; null if that is no map, or not known yet. It is a
 * separate step, which is in no document: the state of the cut's row does not depend on what is
 * displayed.
 */
export function profileRef(cut: Id, through: CutTarget): Ref | null {
  const { ref, channel, item } = through;
  const id = profileId(cut, through);
  if (!ref || !isCuttable(through)) {
    return null;
  }
  const key = item === undefined ? itemKey([id, ref.id], channel ?? undefined) : `${id}/${item}`;
  return { id, only: [key] };
}

/** The cut that a profile belongs to; null if it is no profile. */
export function cutOfProfile(id: Id): Id | null {
  const end = id.indexOf(profileEnd);
  return end < 0 ? null : id.slice(0, end);
}

function profileId(cut: Id, { nth }: CutTarget): Id {
  return cut + profileEnd + (nth ?? '');
}

function isCuttable({ isMap, channel, item }: CutTarget): boolean {
  return isMap && (channel !== null || item !== undefined);
}

/**
 * Everything displayed, selected or requested, each once. For a cut it is the profile through the
 * displayed row.
 * @param beside results drawn in addition to the ticks and the active row.
 */
export function demandOf(
  document: AnalysisDocument,
  looked: ViewedRow,
  beside: readonly Ref[] = []
): Ref[] {
  const { view, scans, steps } = document;
  const drawn = new Set(steps.filter(isDrawn).map(({ id }) => id));
  const isScan = new Set(scans.map(({ id }) => id));
  const shown = shownRefs(document, looked.ref, beside);
  // if many scans are selected, such as for removing them, none is read
  const { selected } = view;
  const looksAtAll = selected.filter(({ id }) => isScan.has(id)).length <= maxTogether;
  const chosen = selected.filter(
    ({ id }) => id !== scansId && !drawn.has(id) && (looksAtAll || !isScan.has(id))
  );
  const maps = [looked, ...(looked.beside ?? [])];
  const profiles = [...looked.cuts, ...(looked.lines ?? [])].flatMap(({ id }) =>
    maps.map(through => profileRef(id, through))
  );
  const demand = [looked.ref, looked.left ?? null, ...profiles, ...shown, ...chosen].filter(
    ref => ref !== null
  );
  return [...new Map(demand.map(ref => [refKey(ref), ref])).values()];
}

/**
 * The contents to compute: the document, and what it does not contain: the first cuts, the profiles
 * through the displayed row, and the step on the remaining scans of a series. The same as before if
 * unchanged.
 */
export class ComputedContents {
  of(
    { scans, steps }: Pick<AnalysisDocument, 'scans' | 'steps'>,
    first: readonly ModelCut[],
    looked: ViewedRow,
    left: StepEntry | null = null
  ): Recipe {
    const { ref, channel, isMap, item, cuts, lines, beside } = looked;
    const through = isMap ? [ref && refKey(ref), channel, item] : [null, null, null];
    const key = [scans, steps, first, cuts, lines, ...through, left, beside];
    if (!this._contents || key.some((item, i) => item !== this._key[i])) {
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

function profileEntries(steps: readonly StepEntry[], looked: ViewedRow): StepEntry[] {
  const { cuts, lines = [], beside = [] } = looked;
  const drawn = new Set([...cuts, ...lines].map(({ id }) => id));
  const through = steps.filter(({ id }) => drawn.has(id));
  return [looked, ...beside].flatMap(map => {
    const { ref } = map;
    return ref && isCuttable(map) ? through.map(step => profileEntry(step, map, ref)) : [];
  });
}

function profileEntry(step: StepEntry, through: CutTarget, { id, output }: Ref): StepEntry {
  const { channel, item } = through;
  const part = item === undefined ? { channel: channel ?? undefined } : { only: [item] };
  const source = { id, ...(output === undefined ? {} : { output }), ...part };
  return { ...step, id: profileId(step.id, through), from: [source] };
}
