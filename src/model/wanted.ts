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
import { mostTogether } from './selectedtogether.js';
import { shownRefs } from './shown.js';

/** What a cut goes through. */
export interface Through {
  /** Null in an analysis without scans. */
  ref: Ref | null;
  /** The arm that is shown; null before the scan was read, and of a result of a step. */
  channel: string | null;
  /** Whether that, or the step's result that is looked at, is a map: cuts go through nothing else. */
  isMap: boolean;
  /** The item of a result of a step; absent: it is a scan. */
  item?: ItemKey;
  /** Its number and name among the maps that are drawn beside what is looked at; absent: it is that. */
  nth?: number;
  name?: string;
}

/** What is looked at: an arm of a scan, with the cuts through it where it is a map. */
export interface Looked extends Through {
  cuts: readonly ModelCut[];
  /** The maps that are drawn beside it; the same array while they are the same. */
  beside?: readonly Through[];
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
export function profileRef(cut: Id, through: Through): Ref | null {
  const { ref, channel, item } = through;
  const id = profileId(cut, through);
  if (!ref || !isCuttable(through)) {
    return null;
  }
  const key = item === undefined ? itemKey([id, ref.id], channel ?? undefined) : `${id}/${item}`;
  return { id, only: [key] };
}

/** The cut whose profile that is; null of what is a profile of none. */
export function cutOfProfile(id: Id): Id | null {
  const end = id.indexOf(profileEnd);
  return end < 0 ? null : id.slice(0, end);
}

function profileId(cut: Id, { nth }: Through): Id {
  return cut + profileEnd + (nth ?? '');
}

function isCuttable({ isMap, channel, item }: Through): boolean {
  return isMap && (channel !== null || item !== undefined);
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
    const { ref, channel, isMap, item, cuts, lines, beside } = looked;
    const through = isMap ? [ref && refKey(ref), channel, item] : [null, null, null];
    const key = [scans, steps, first, cuts, lines, ...through, left, beside];
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

function profileEntries(steps: readonly StepEntry[], looked: Looked): StepEntry[] {
  const { cuts, lines = [], beside = [] } = looked;
  const drawn = new Set([...cuts, ...lines].map(({ id }) => id));
  const through = steps.filter(({ id }) => drawn.has(id));
  return [looked, ...beside].flatMap(map => {
    const { ref } = map;
    return ref && isCuttable(map) ? through.map(step => profileEntry(step, map, ref)) : [];
  });
}

function profileEntry(step: StepEntry, through: Through, { id, output }: Ref): StepEntry {
  const { channel, item } = through;
  const part = item === undefined ? { channel: channel ?? undefined } : { only: [item] };
  const source = { id, ...(output === undefined ? {} : { output }), ...part };
  return { ...step, id: profileId(step.id, through), from: [source] };
}
