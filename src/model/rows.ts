import {
  isSameRef,
  type Id,
  type Ref,
  type ScanEntry,
  type StepEntry
} from '../analysis/document/index.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import { Places, type Place, type PlaceSource } from './places.js';
import { scanContents, stepContents, type RowContents } from './rowcontents.js';
import type { ShownItem } from './shown.js';
import { channelShown } from './shownchannel.js';
import { RefIndex, tickOf, withTicks } from './ticks.js';
import type { ModelScan } from './types.js';

export type { Place } from './places.js';
export type { RowState } from './rowcontents.js';

/** What the rows are derived from, such as a model. */
export interface RowSource extends PlaceSource {
  readonly shown: readonly ShownItem[];
  readonly activeRef: Ref | null;
  /** The colour of a scan or step with drawn results. */
  colorOf?(id: Id): string;
  /** The colour of a cut on the displayed map. */
  colorOnMap?(id: Id): string | null;
}

/** A row of the list of scans and results. */
export interface Row extends Place, RowContents {
  /** `#rrggbb` of its drawn result, or from the document; null if it has none yet. */
  readonly color: string | null;
  readonly ticked: boolean | 'partly';
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** The inputs of the drawn result have changed since. */
  readonly isStale: boolean;
}

const none: readonly StepEntry[] = [];

/** An entry of the document, with facts if it is a scan. */
interface Entry {
  readonly entry: ScanEntry | StepEntry;
  readonly scan: ModelScan | null;
}

/**
 * The rows of an analysis: scans with their arms, steps with their items and further outputs. A row
 * is created on request, and is the same object until it changes.
 */
export class Rows {
  /** Follow a source. @param expanded ids of the scans and steps whose children are listed. */
  follow(source: RowSource, expanded: ReadonlySet<Id>): void {
    const { scans, steps, view } = source.document;
    const { scans: known, firstCuts = none } = source;
    this._source = source;
    this._places = this._tree.of(source, expanded);
    if (this._places !== this._indexed) {
      this._indexed = this._places;
      this._index = new Map(this._places.map(({ key }, i) => [key, i]));
    }
    const of = [scans, steps, known, firstCuts];
    if (of.some((item, i) => item !== this._of[i])) {
      this._of = of;
      this._entries = new Map<Id, Entry>([
        ...scans.map((entry, i): [Id, Entry] => [entry.id, { entry, scan: known[i] ?? null }]),
        ...[...firstCuts, ...steps].map((entry): [Id, Entry] => [entry.id, { entry, scan: null }])
      ]);
    }
    this._ticks = this._ticks.refs === view.shown ? this._ticks : new RefIndex(view.shown);
    this._selected =
      this._selected.refs === view.selected ? this._selected : new RefIndex(view.selected);
    const { shown } = source;
    if (shown !== this._shown) {
      this._shown = shown;
      this._drawn = byRow(shown);
    }
  }

  get places(): readonly Place[] {
    return this._places;
  }

  /** −1 if there is no such row. */
  indexOf(key: string | null): number {
    return key === null ? -1 : (this._index.get(key) ?? -1);
  }

  /** Null if there is no such row. */
  at(index: number): Row | null {
    const place = this._places[index];
    return place ? this._row(place) : null;
  }

  /** The full label of a row, without creating it. */
  labelAt(index: number): string {
    return this.at(index)?.label ?? '';
  }

  /** Whether a row is ticked. */
  tickOf(place: Place): boolean | 'partly' {
    return tickOf(place, this._ticks, this._factsOf(place.ref.id));
  }

  isSelected({ key }: Place): boolean {
    return this._selected.has(key);
  }

  /** The ticked Refs after rows were ticked or unticked. */
  withTicks(places: readonly Place[], isTicked: boolean): readonly Ref[] {
    const children = byRow(this._places.filter(({ depth }) => depth === 1));
    const ticked = new Map<Id, readonly Ref[]>();
    for (const [id, own] of byRow(places)) {
      const known = { facts: this._factsOf(id), siblings: children.get(id) ?? [] };
      ticked.set(id, withTicks(this._ticks.of(id), own, isTicked, known));
    }
    const { refs } = this._ticks;
    const before = new Set(refs);
    const after = new Set([...ticked.values()].flat());
    return [
      ...refs.filter(ref => !ticked.has(ref.id) || after.has(ref)),
      ...[...after].filter(ref => !before.has(ref))
    ];
  }

  clear(): void {
    this._source = null;
    this._places = [];
    this._indexed = [];
    this._index.clear();
    this._entries.clear();
    this._of = [];
    this._tree = new Places();
    this._shown = [];
    this._drawn = new Map();
    this._ticks = new RefIndex([]);
    this._selected = new RefIndex([]);
    this._rows = new WeakMap();
  }

  private _row(place: Place): Row | null {
    const source = this._source;
    const known = this._entries.get(place.ref.id);
    if (!source || !known) {
      return null;
    }
    const drawn = this._drawnOf(place);
    const row: Row = {
      ...place,
      ...this._contents(source, place, known, drawn),
      color: colorOf(source, place, known.entry, drawn),
      ticked: this.tickOf(place),
      isSelected: this.isSelected(place),
      isActive: isActive(place, source.activeRef),
      isStale: drawn.some(({ isStale }) => isStale)
    };
    const before = this._rows.get(place);
    if (before && isSame(before, row)) {
      return before;
    }
    this._rows.set(place, row);
    return row;
  }

  private _contents(
    source: RowSource,
    place: Place,
    { entry, scan }: Entry,
    drawn: readonly ShownItem[]
  ): RowContents {
    if ('path' in entry) {
      return scanContents(place, entry, scan, source.document.scans);
    }
    const value = drawn.length === 1 ? drawn[0].value : null;
    return stepContents(source.document, place, entry, source.outcome(entry.id), value);
  }

  /** The drawn results of a row. */
  private _drawnOf({ ref, type }: Place): readonly ShownItem[] {
    const items = this._drawn.get(ref.id) ?? [];
    switch (type) {
      case 'scan':
        return items;
      case 'arm': {
        const first = channelShown(this._factsOf(ref.id), undefined)?.name;
        return items.filter(item => (item.ref.channel ?? first) === ref.channel);
      }
      case 'step':
        return items.filter(item => item.ref.output === undefined);
      case 'item':
        return items.filter(item => item.ref.output === ref.output && item.key === ref.only?.[0]);
      case 'output':
        return items.filter(item => item.ref.output === ref.output);
    }
  }

  private _factsOf(id: Id): ScanFacts | null {
    return this._entries.get(id)?.scan?.facts ?? null;
  }

  private _source: RowSource | null = null;
  private _tree = new Places();
  private _places: readonly Place[] = [];
  private _indexed: readonly Place[] = [];
  private _index = new Map<string, number>();
  /** Scans, steps, facts about scans, and first cuts that the entries were derived from. */
  private _of: readonly unknown[] = [];
  private _entries = new Map<Id, Entry>();
  private _shown: readonly ShownItem[] = [];
  private _drawn: ReadonlyMap<Id, readonly ShownItem[]> = new Map();
  private _ticks = new RefIndex([]);
  private _selected = new RefIndex([]);
  private _rows = new WeakMap<Place, Row>();
}

/** The colour of a scan or step does not depend on which of its curves are drawn. */
function colorOf(
  source: RowSource,
  { ref, depth }: Place,
  entry: ScanEntry | StepEntry,
  [drawn]: readonly ShownItem[]
): string | null {
  if (depth > 0) {
    return drawn?.color ?? null;
  }
  return drawn
    ? (source.colorOf?.(ref.id) ?? drawn.color)
    : (entry.color ?? source.colorOnMap?.(ref.id) ?? null);
}

/** If a child is listed it is active itself, instead of its parent. */
function isActive({ ref, depth, isExpanded }: Place, active: Ref | null): boolean {
  if (active?.id !== ref.id) {
    return false;
  }
  if (depth === 1) {
    return isSameRef(ref, active);
  }
  const isChild =
    active.channel !== undefined || active.only !== undefined || active.output !== undefined;
  return !(isExpanded && isChild);
}

function isSame(a: Row, b: Row): boolean {
  return (Object.keys(b) as (keyof Row)[]).every(name => a[name] === b[name]);
}

/** Results grouped by their scan or step. */
function byRow<T extends { readonly ref: Ref }>(all: readonly T[]): ReadonlyMap<Id, readonly T[]> {
  const found = new Map<Id, T[]>();
  for (const item of all) {
    const ofId = found.get(item.ref.id);
    if (ofId) {
      ofId.push(item);
    } else {
      found.set(item.ref.id, [item]);
    }
  }
  return found;
}
