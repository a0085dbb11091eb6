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
import type { Through } from './wanted.js';

/** So many maps stand side by side: of more, each would be too small to be read. */
export const mostMaps = 9;

/** A map that is drawn: that of the active row, or of one that is ticked. */
export interface ShownMap {
  /** Names it for as long as it is shown, whichever row is active. */
  readonly name: string;
  /** What becomes active with a click on it. */
  readonly ref: Ref;
  readonly key: ItemKey;
  readonly label: string;
  /** `#rrggbb`, that of its row. */
  readonly color: string;
  readonly isActive: boolean;
  readonly isStale: boolean;
  /** Null where it can't be made, for the reason of `error`. */
  readonly map: DrawnMap | null;
  /** Names it where pixels, cells, contours and limits are asked for. */
  readonly valueKey: string | null;
  readonly error: Failure | null;
}

/** Maps side by side, in the order of the list. */
export interface MapsShown {
  readonly maps: readonly ShownMap[];
  /** How many more are ticked than can be drawn. */
  readonly left: number;
}

/** The map of the active row. */
export interface ActiveMap {
  readonly ref: Ref;
  readonly map: DrawnMap;
  readonly valueKey: string;
  /** For where it is none of the items that are shown: a picture of a scan that is read. */
  readonly label: string;
  readonly color: string;
}

export const noMaps: MapsShown = { maps: [], left: 0 };

/** Whether the map of a row is one of those that are drawn: then it is seen in the same zoom. */
export function isAmong({ maps }: MapsShown, { id, channel }: Ref): boolean {
  return maps.some(
    ({ ref }) => ref.id === id && (channel === undefined || ref.channel === channel)
  );
}

type FactsOf = (scan: Id) => ScanFacts | null;

/** The maps that are drawn; the same objects until something of them changes. */
export class ShownMaps {
  /**
   * Those of the active row, and of the rows that are ticked.
   * @param active null where that is no map: none is drawn. @param factsOf what is known of a scan; null before it was read.
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
    if (of.some((one, i) => one !== this._of[i])) {
      this._of = of;
      this._maps = mapsShown(document, shown, active, factsOf);
    }
    return this._maps;
  }

  /** What the cuts go through beside what is looked at. */
  beside(document: AnalysisDocument, { maps }: MapsShown, factsOf: FactsOf): readonly Through[] {
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
  private _beside: readonly Through[] = [];
}

function throughOf(
  document: AnalysisDocument,
  { name, ref, key }: ShownMap,
  nth: number,
  factsOf: FactsOf
): Through {
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
  const isOfMap = (one: ShownItem) =>
    one.value ? isMap(one) : one.error !== null && givesMap(document, one, shown, factsOf);
  const beside = shown.filter(
    one => one !== item && ticked.has(refText(one.ref)) && isOfMap(one) && !isTwin(one, own)
  );
  const drawn = beside.slice(0, mostMaps - 1);
  const at = placeOf(document, shown, drawn, item, active);
  const maps = drawn.map(asShown);
  maps.splice(at, 0, own);
  return { maps, left: beside.length - drawn.length };
}

/**
 * What is ticked, as text. A scan that is ticked as a whole is one map, in the arm that is looked at: its arms stand
 * side by side where they are ticked by themselves.
 */
function ticksBeside({ view, scans }: AnalysisDocument, active: Ref): ReadonlySet<string> {
  const { shown } = view;
  const ofActive = shown.filter(({ id }) => id === active.id);
  const isOneScan =
    active.channel !== undefined && ofActive.length === 1 && ofActive[0].channel === undefined;
  const follows = isOneScan && scans.some(({ id }) => id === active.id) ? ofActive[0] : null;
  return new Set(shown.filter(ref => ref !== follows).map(refText));
}

/** Whether what failed would be a map: it is of a scan that is one, or others of its step are. */
function givesMap(
  document: AnalysisDocument,
  { ref }: ShownItem,
  shown: readonly ShownItem[],
  factsOf: FactsOf
): boolean {
  return stepOf(document, ref.id)
    ? shown.some(one => one.ref.id === ref.id && isMap(one))
    : channelShown(factsOf(ref.id), ref.channel)?.kind === 'RXES';
}

function isMap({ value }: ShownItem): boolean {
  return value?.kind === 'map';
}

/** Of a scan that is ticked, and looked at before it was read. */
function isTwin({ ref, key, valueKey }: ShownItem, own: ShownMap): boolean {
  return ref.id === own.ref.id && key === own.key && valueKey === own.valueKey;
}

function asShown({ value, ...item }: ShownItem): ShownMap {
  const { ref, key, label, color, valueKey, isStale, error } = item;
  const map = value?.kind === 'map' ? value : null;
  return {
    name: nameOf(ref, key),
    // of a step with several items this one alone
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

/** Where among the others the active one stands: in the order of the list. */
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
    one => (item ? shown.indexOf(one) : order.indexOf(one.ref.id)) > own
  );
  return after < 0 ? drawn.length : after;
}
