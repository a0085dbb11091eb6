import {
  itemKey,
  refText,
  stepOf,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import type { Failure } from '../analysis/steps/part.js';
import type { DrawnMap } from '../compute/types.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { ShownItem } from './shown.js';
import { channelShown } from './shownchannel.js';
import type { CutTarget } from './wanted.js';

/** Most maps side by side: more would be too small to read. */
export const maxMaps = 9;

/** A drawn map: of the active row, or of a ticked one. */
export interface ShownMap {
  /** Identifies it while it is shown, whichever row is active. */
  readonly name: string;
  /** Becomes active on a click. */
  readonly ref: Ref;
  readonly key: ItemKey;
  readonly label: string;
  /** `#rrggbb`, as in its row. */
  readonly color: string;
  readonly isActive: boolean;
  readonly isStale: boolean;
  /** Null if it can't be computed, see `error`. */
  readonly map: DrawnMap | null;
  /** Identifies it in requests for pixels, cells, contours and limits. */
  readonly valueKey: string | null;
  readonly error: Failure | null;
}

/** Maps side by side, in list order. */
export interface MapsShown {
  readonly maps: readonly ShownMap[];
  /** Number of ticked maps beyond those drawn. */
  readonly left: number;
}

/** The map of the active row. */
export interface ActiveMap {
  readonly ref: Ref;
  readonly map: DrawnMap;
  readonly valueKey: string;
  /** Label in case it is not a shown item: a preview of a scan being read. */
  readonly label: string;
  readonly color: string;
}

export const noMaps: MapsShown = { maps: [], left: 0 };

/** Whether the map of a row is drawn: then it shares the zoom. */
export function isAmong({ maps }: MapsShown, { id, channel }: Ref): boolean {
  return maps.some(
    ({ ref }) => ref.id === id && (channel === undefined || ref.channel === channel)
  );
}

type FactsOf = (scan: Id) => ScanFacts | null;

/** The drawn maps; the same objects until they change. */
export class ShownMaps {
  /**
   * The maps of the active row, and of the ticked rows.
   * @param active null if that is no map: then none are drawn.
   * @param factsOf facts about a scan; null before it was read.
   */
  of(
    document: AnalysisDocument,
    shown: readonly ShownItem[],
    active: ActiveMap | null,
    factsOf: FactsOf
  ): MapsShown {
    const { view, scans, steps } = document;
    const { ref, map, valueKey, label, color } = active ?? {};
    const of = [view.shown, scans, steps, shown, ref, map, valueKey, label, color];
    if (of.some((item, i) => item !== this._of[i])) {
      this._of = of;
      this._maps = mapsShown(document, shown, active, factsOf);
    }
    return this._maps;
  }

  /** The other maps that cuts go through. */
  beside(document: AnalysisDocument, { maps }: MapsShown, factsOf: FactsOf): readonly CutTarget[] {
    const beside = maps
      .filter(({ isActive, map }) => map && !isActive)
      .map((map, nth) => throughOf(document, map, nth, factsOf));
    if (JSON.stringify(beside) !== JSON.stringify(this._beside)) {
      this._beside = beside;
    }
    return this._beside;
  }

  clear(): void {
    this._of = [];
    this._maps = noMaps;
    this._beside = [];
  }

  private _of: readonly unknown[] = [];
  private _maps: MapsShown = noMaps;
  private _beside: readonly CutTarget[] = [];
}

function throughOf(
  document: AnalysisDocument,
  { name, ref, key }: ShownMap,
  nth: number,
  factsOf: FactsOf
): CutTarget {
  const isOfStep = stepOf(document, ref.id) !== null;
  const channel = channelShown(factsOf(ref.id), ref.channel)?.name ?? ref.channel ?? null;
  const part = isOfStep ? { channel: null, item: key } : { channel };
  return { ref, isMap: true, nth, name, ...part };
}

function mapsShown(
  document: AnalysisDocument,
  shown: readonly ShownItem[],
  active: ActiveMap | null,
  factsOf: FactsOf
): MapsShown {
  if (!active) {
    return noMaps;
  }
  const item = shown.find(({ isActive }) => isActive) ?? null;
  const own = asActive(item, active);
  const ticked = ticksBeside(document, active.ref);
  const isOfMap = (item: ShownItem) =>
    item.value ? isMap(item) : item.error !== null && givesMap(document, item, shown, factsOf);
  const beside = shown.filter(
    candidate =>
      candidate !== item &&
      ticked.has(refText(candidate.ref)) &&
      isOfMap(candidate) &&
      !isTwin(candidate, own)
  );
  const drawn = beside.slice(0, maxMaps - 1);
  const at = placeOf(document, shown, drawn, item, active);
  const maps = drawn.map(asShown);
  maps.splice(at, 0, own);
  return { maps, left: beside.length - drawn.length };
}

/**
 * The ticks, as text. A scan ticked as a whole is one map, in the displayed arm: its arms are side
 * by side only if they are ticked individually.
 */
function ticksBeside({ view, scans }: AnalysisDocument, active: Ref): ReadonlySet<string> {
  const { shown } = view;
  const ofActive = shown.filter(({ id }) => id === active.id);
  const isOneScan =
    active.channel !== undefined && ofActive.length === 1 && ofActive[0].channel === undefined;
  const follows = isOneScan && scans.some(({ id }) => id === active.id) ? ofActive[0] : null;
  return new Set(shown.filter(ref => ref !== follows).map(refText));
}

/** Whether a failed result would be a map: its scan is one, or other items of its step are. */
function givesMap(
  document: AnalysisDocument,
  { ref }: ShownItem,
  shown: readonly ShownItem[],
  factsOf: FactsOf
): boolean {
  return stepOf(document, ref.id)
    ? shown.some(item => item.ref.id === ref.id && isMap(item))
    : channelShown(factsOf(ref.id), ref.channel)?.kind === 'RXES';
}

function isMap({ value }: ShownItem): boolean {
  return value?.kind === 'map';
}

/** Whether it is the map of a scan that was ticked, and displayed before it was read. */
function isTwin({ ref, key, valueKey }: ShownItem, own: ShownMap): boolean {
  return ref.id === own.ref.id && key === own.key && valueKey === own.valueKey;
}

function asShown({ value, ...item }: ShownItem): ShownMap {
  const { ref, key, label, color, valueKey, isStale, error } = item;
  const map = value?.kind === 'map' ? value : null;
  return {
    name: nameOf(ref, key),
    // of a step with several items only this one
    ref: ref.only === undefined && key.includes('/') ? { ...without(ref), only: [key] } : ref,
    key,
    label,
    color,
    isActive: false,
    isStale,
    map,
    valueKey: map ? valueKey : null,
    error: map ? null : error
  };
}

function asActive(item: ShownItem | null, active: ActiveMap): ShownMap {
  const { ref, map, valueKey, label, color } = active;
  const made = item?.value?.kind === 'map' ? asShown(item) : null;
  const key = item?.key ?? itemKey([ref.id], ref.channel);
  const named = { name: nameOf(ref, key), key, label, color, isStale: false };
  return { ...(made ?? named), ref, map, valueKey, isActive: true, error: null };
}

function without({ except: _, ...ref }: Ref): Ref {
  return ref;
}

function nameOf({ output }: Ref, key: ItemKey): string {
  return output === undefined ? key : `${key}#${output}`;
}

/** The index of the active map among the others, in list order. */
function placeOf(
  { scans, steps }: AnalysisDocument,
  shown: readonly ShownItem[],
  drawn: readonly ShownItem[],
  item: ShownItem | null,
  { ref }: ActiveMap
): number {
  const order = [...scans, ...steps].map(({ id }) => id);
  const own = item ? shown.indexOf(item) : order.indexOf(ref.id);
  const after = drawn.findIndex(
    candidate => (item ? shown.indexOf(candidate) : order.indexOf(candidate.ref.id)) > own
  );
  return after < 0 ? drawn.length : after;
}
