import type { IDisposable } from '@lumino/disposable';
import {
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type Ref,
  type StepEntry
} from '../analysis/document/index.js';
import type { Failure } from '../analysis/steps/part.js';
import {
  refKey,
  type ComputeUpdate,
  type DrawnItem,
  type DrawnMap,
  type DrawnPreview,
  type DrawnSpectrum,
  type DrawnValue,
  type IComputeDocument,
  type ScanSummary
} from '../compute/types.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import { CurveColors } from '../analysis/curvecolors.js';
import { Corrections } from './corrections.js';
import { cutsOf, entryOfCut, idsOnMap, type CutsOnMap } from '../analysis/mapcuts.js';
import { FirstCuts } from './firstcuts.js';
import { activeStep } from './active.js';
import { warningOfItem, shownLabel } from '../analysis/titles.js';
import { RemainingSeries } from './remainingseries.js';
import { cutHome, isSameLook, lookAt, nothingViewed } from './viewedrow.js';
import { noMaps, ShownMaps, type MapsShown } from './mapsshown.js';
import { profileOf } from './profiles.js';
import type { ScanList } from './scanlist.js';
import { ShownItems, type ShownItem } from './shown.js';
import { modelKeys, type ModelKey, type Profile } from './types.js';
import { ComputedContents, cutOfProfile, demandOf, profileRef, type ViewedRow } from './wanted.js';

export interface IDrawingOptions {
  compute: IComputeDocument;
  list: ScanList;
  /** Width of first cuts, in steps of the energy they hold constant. */
  cutSteps: () => number;
  /** A computed result changed. */
  onChange: (keys: ReadonlySet<ModelKey>) => void;
}

/** The displayed results of a document: requests them, and holds the latest. */
export class Drawing implements IDisposable {
  constructor(private _options: IDrawingOptions) {
    _options.compute.changed.connect(this._onComputed, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** The displayed row, with its arm. */
  get looked(): ViewedRow {
    return this._looked;
  }

  /** The displayed arm; null before the scan was read. */
  get channel(): ChannelFacts | null {
    return this._channel;
  }

  /** The latest update; null before the first. */
  get update(): ComputeUpdate | null {
    return this._options.compute.current;
  }

  /** Hidden documents are computed last. */
  get isHidden(): boolean {
    return this._isHidden;
  }

  set isHidden(value: boolean) {
    if (value !== this._isHidden) {
      this._isHidden = value;
      this.request();
    }
  }

  /** Whether everything requested is available. */
  get isSettled(): boolean {
    return this._isDisposed || (!this._isDue && this._options.compute.isSettled);
  }

  /** The update that answers the current request, as far as available; null if the request has not been sent. */
  get answer(): ComputeUpdate | null {
    const { update } = this;
    return !this._isDue && update?.revision === this._revision ? update : null;
  }

  /** Resolves when everything requested is available or has failed. */
  async settle(): Promise<void> {
    while (!this._isDisposed) {
      this.flush();
      await Promise.race([this._options.compute.settled, this._ended]);
      await Promise.resolve(); // follow-up requests are made in the same turn as the last update
      if (this.isSettled) {
        return; // else more was requested since, or a scan is being read again
      }
    }
  }

  /** Follow the document. @returns keys of the first cuts that were added or removed. */
  follow(document: AnalysisDocument): ReadonlySet<ModelKey> {
    this._document = document;
    const keys = this._look(null);
    this.request();
    return keys;
  }

  /** Follow a document with the same work and the same view. */
  adopt(document: AnalysisDocument): void {
    this._document = document;
  }

  /** Schedule one request for all wanted results; repeated calls in a turn are coalesced. */
  request(): void {
    if (!this._isDue && !this._isDisposed) {
      this._isDue = true;
      void Promise.resolve().then(() => this.flush());
    }
  }

  /** Send a scheduled request now. */
  flush(): void {
    const isDue = this._isDue;
    this._isDue = false; // also without a document: loading one schedules another request
    if (isDue && this._document) {
      this._send(this._document);
    }
  }

  /** The item of the displayed row; null if there is none. */
  get item(): DrawnItem | null {
    return this._itemOf(this._looked.ref);
  }

  /** The displayed first cuts, as steps; the same array while they are the same. */
  get firstCuts(): readonly StepEntry[] {
    const { cuts } = this._looked;
    if (this._firstCuts.of !== cuts) {
      const entries = cuts.filter(({ isImplicit }) => isImplicit).map(entryOfCut);
      this._firstCuts = { of: cuts, entries };
    }
    return this._firstCuts.entries;
  }

  /** The drawn value of an item, by its key. */
  valueOf(item: DrawnItem | null): DrawnValue | null {
    return (item?.valueKey != null && this.update?.values.get(item.valueKey)) || null;
  }

  /** The drawn results: ticked ones, and the active row. */
  get shown(): readonly ShownItem[] {
    const { _document: document } = this;
    const { ref } = this._looked;
    return document ? this._shown.of(document, this.update, ref, this._colors, this._beside) : [];
  }

  /** Results drawn in addition to the ticks and the active row. */
  set beside(refs: readonly Ref[]) {
    const isOther = refs.map(refKey).join() !== this._beside.map(refKey).join();
    if (isOther && !this._isDisposed) {
      this._beside = refs;
      this.request();
    }
  }

  /** `#rrggbb`; of an item, or of the first item of a scan or step. */
  colorOf(key: ItemKey): string {
    return this._document ? this._colors.of(this._document, key) : '#888888';
  }

  /** The colour that a first cut gets in the document; undefined for others. */
  colorOfFirst(id: Id): string | undefined {
    const ids = this._first.cuts.map(cut => cut.id);
    return this._document ? this._colors.predicted(this._document, ids).get(id) : undefined;
  }

  /** All assigned colours of curves, by key, whether the document has them or not. */
  get colors(): Readonly<Record<ItemKey, string>> {
    return this._colors.given;
  }

  get map(): DrawnMap | null {
    const value = this.valueOf(this.item);
    return value?.kind === 'map' ? value : (this.preview?.map ?? null);
  }

  /** The preview of the displayed scan, while it is read; null if there is none, or it is no longer shown. */
  get preview(): DrawnPreview | null {
    const { ref } = this._looked;
    const found = (ref && this.update?.previews.get(ref.id)) ?? null;
    const arm = found?.channel.name;
    const isOfArm = (ref?.channel ?? arm) === arm;
    return isOfArm && !this.valueOf(this.item) ? found : null;
  }

  get spectrum(): DrawnSpectrum | null {
    const value = this.valueOf(this.item);
    return value?.kind === 'spectrum' ? value : null;
  }

  /** As in `cutHome`. */
  get cutHome(): Ref | null {
    return cutHome(this._looked, this.update);
  }

  /** The drawn maps: the displayed one, and the ticked ones. */
  get maps(): MapsShown {
    const { _document: document, map, item, preview } = this;
    const { ref } = this._looked;
    const valueKey = item?.valueKey ?? preview?.valueKey ?? null;
    if (!document || !ref || !map || valueKey === null) {
      return noMaps;
    }
    const key = item?.key ?? ref.id;
    const label = shownLabel(document, ref, key, ref.only === undefined);
    const color = this._colors.of(document, key);
    return this._maps.of(document, this.shown, { ref, map, valueKey, label, color }, this._facts);
  }

  /** The curve along a cut through the displayed map. @param map name of another drawn map. */
  profile(cut: Id, map: string | null = null): Profile {
    const beside = this._looked.beside?.find(({ name }) => name === map) ?? nothingViewed;
    const through = map === null ? this._looked : beside;
    const ref = profileRef(cut, through);
    const item = this._itemOf(ref);
    const failure = item?.error ?? (ref && this._failureOf(ref.id));
    const isOfNoMap = !through.isMap && through.channel !== null;
    return profileOf({
      item,
      value: this.valueOf(item),
      failure: failure && this._labelled(failure, item?.key ?? cut),
      isOver: isOfNoMap || (ref !== null && !item && this._isDone(ref))
    });
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._end();
    this._options.compute.changed.disconnect(this._onComputed, this);
    this._options.compute.dispose();
    this._document = null;
    this._shown.clear();
    this._maps.clear();
    this._colors.clear();
    this._looked = nothingViewed;
    this._channel = null;
    this._first.clear();
    this._options = null as never;
  }

  private _onComputed(_: IComputeDocument, update: ComputeUpdate): void {
    const changed = [...update.changed].map(id => cutOfProfile(id) ?? id);
    const keys = new Set<ModelKey>([...changed, ...this._look(update.changed)]);
    this._options.onChange(keys);
  }

  /** Determine the displayed row, and update the facts about scans. @returns keys of the first cuts that changed. */
  private _look(changed: ReadonlySet<Id> | null): Set<ModelKey> {
    const document = this._document;
    if (!document) {
      return new Set();
    }
    const before = this._looked;
    const { cuts: first } = this._first;
    const { looked, channel } = lookAt(document, this.update, before.ref, this._mapOf);
    this._channel = channel;
    this._looked = { ...looked, cuts: before.cuts, lines: before.lines };
    this.corrections.follow(this._looked.ref, this.update?.corrected ?? new Set());
    this._learn(changed);
    this._looked = { ...this._looked, ...this._onMap(document) };
    this._colors.assign(document, this.map ? idsOnMap(this._looked) : []);
    const beside = this._maps.beside(document, this.maps, this._facts);
    this._looked = { ...this._looked, beside };
    const isOtherFirst = this._first.cuts !== first;
    const isOtherLeft = this._followSeries(document);
    if (
      isOtherLeft ||
      !isSameLook(this._looked, before) ||
      (isOtherFirst && this._first.cuts.length > 0) // they disappear with an evicted map: nothing is wanted then
    ) {
      this.request();
    }
    return new Set<ModelKey>(
      isOtherFirst ? [modelKeys.steps, ...[...first, ...this._first.cuts].map(({ id }) => id)] : []
    );
  }

  /** @returns whether the step computed for the remaining scans of a series changed. */
  private _followSeries(document: AnalysisDocument): boolean {
    const page = activeStep(document);
    const keys = (page && this.update?.outcomes.get(page.id)?.inputs) ?? [];
    const isOther = this._left.follow(document, page, this.valueOf(this.item), keys);
    this._looked = { ...this._looked, left: this._left.ref };
    return isOther;
  }

  /** Update the list of scans. */
  private _learn(changed: ReadonlySet<Id> | null): void {
    const id = this._looked.ref?.id ?? null;
    const { item } = this;
    const failure = id === null ? null : this._failureOf(id);
    const found = item ? item.error : failure;
    const error = found && id !== null ? this._labelled(found, id) : null;
    const shown = { id, isMissing: !item && !failure, error: item?.isStale ? null : error };
    const ids = changed && new Set(id === null ? changed : [...changed, id]);
    this._options.list.learn(this.update?.scans ?? new Map<Id, ScanSummary>(), shown, ids);
  }

  private _onMap(document: AnalysisDocument): CutsOnMap {
    const { map } = this;
    const { ref, isMap } = this._looked;
    const step = activeStep(document) && ref;
    if (step && !isMap) {
      return { cuts: [], lines: [] };
    }
    const own = cutsOf(document, map, step ? null : (ref?.id ?? null), step);
    const isAuto = this._first.follow(document, map, this._options.cutSteps, this.cutHome);
    return isAuto ? { cuts: this._first.cuts, lines: [] } : own;
  }

  /** The items of a demanded result. */
  itemsOf(ref: Ref): readonly DrawnItem[] {
    return this.update?.items.get(refKey(ref)) ?? [];
  }

  private _itemOf(ref: Ref | null): DrawnItem | null {
    return (ref && this.itemsOf(ref)[0]) ?? null;
  }

  /** Whether a result is complete: missing items will not be added. */
  private _isDone(ref: Ref): boolean {
    const { items, outcomes } = this.update ?? {};
    return items?.has(refKey(ref)) === true && outcomes?.get(ref.id)?.state === 'done';
  }

  /** The failure with item keys replaced by labels. */
  private _labelled(failure: Failure, key: ItemKey): Failure {
    return this._document ? warningOfItem(this._document, failure, key, []) : failure;
  }

  /** Why a scan or step as a whole failed. */
  private _failureOf(id: Id): Failure | null {
    const outcome = this.update?.outcomes.get(id);
    return outcome?.state === 'failed' ? outcome.error : null;
  }

  private _send(document: AnalysisDocument): void {
    const { compute, list } = this._options;
    const { ref, beside = [] } = this._looked;
    this._revision++;
    compute.update({
      document: this._contents.of(document, this._first.cuts, this._looked, this._left.entry),
      sources: list.places,
      demand: demandOf(document, this._looked, this._beside),
      pins: [...(ref ? [ref] : []), ...beside.flatMap(map => map.ref ?? [])],
      isHidden: this._isHidden
    });
  }

  private _isDisposed = false;
  private _document: AnalysisDocument | null = null;
  private _looked: ViewedRow = nothingViewed;
  private _channel: ChannelFacts | null = null;
  readonly corrections = new Corrections();
  private _first = new FirstCuts();
  private _firstCuts: { of: ViewedRow['cuts']; entries: readonly StepEntry[] } = {
    of: [],
    entries: []
  };
  private _shown = new ShownItems();
  private _maps = new ShownMaps();
  private _mapOf = (ref: Ref) => {
    const item = this._itemOf(ref);
    return item && this.valueOf(item)?.kind === 'map' ? item.key : null;
  };
  private _facts = (id: Id) => this.update?.scans.get(id)?.facts ?? null;
  private _colors = new CurveColors();
  private _contents = new ComputedContents();
  private _beside: readonly Ref[] = [];
  private _left = new RemainingSeries();
  private _isHidden = false;
  private _isDue = false;
  /** Number of the last request. */
  private _revision = 0;
  private _end: () => void = () => undefined;
  private _ended = new Promise<void>(resolve => (this._end = resolve));
}
