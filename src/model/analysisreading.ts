import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type {
  AnalysisDocument,
  Id,
  ItemKey,
  MapView,
  Range,
  Ref,
  StepEntry
} from '../analysis/document/index.js';
import type { Failure } from '../analysis/steps/part.js';
import type {
  Cell,
  ComputeResult,
  DrawnItem,
  DrawnMap,
  DrawnSpectrum,
  DrawnValue,
  HistogramScale,
  IComputeDocument,
  Picture,
  PictureRequest,
  ShownOutcome
} from '../compute/types.js';
import type { ExportFile, FigureFile, MadeFile, WritableItem } from '../compute/exporttypes.js';
import type { ContourChoice, ContourLines, Histogram } from '../figures/index.js';
import type { ScanKind } from '../formats/scan.js';
import type { ChannelFacts } from '../formats/scanfacts.js';
import { XESError } from '../base/errors.js';
import type { Spectrum } from '../science/spectrum.js';
import { mapViewOf } from '../analysis/mapcolors.js';
import { idsOnMap, type ModelCut, type ModelLine } from '../analysis/mapcuts.js';
import { activeScan, activeStep } from './active.js';
import { isSameColors } from '../analysis/curvecolors.js';
import { Drawing } from './drawing.js';
import { Editor } from './editor.js';
import type { Edits } from './edits.js';
import { withoutGone } from './goneitems.js';
import { labelOf, shownLabel } from '../analysis/titles.js';
import { MapLimits } from './maplimits.js';
import type { MapsShown, ShownMap } from './mapsshown.js';
import { ScanList } from './scanlist.js';
import type { ShownItem } from './shown.js';
import { profileRef } from './wanted.js';
import type { ModelChange, ModelKey, ModelScan, Profile } from './types.js';

export interface AnalysisModelOptions {
  /** What is computed of this document; disposed of with the model. */
  compute: IComputeDocument;
  /** Turns a path of the document into the path JupyterLab knows it by. */
  resolve?: (path: string) => string;
  /** Width of first cuts, in steps of the energy they hold constant. */
  cutSteps?: () => number;
}

/** What views read of an open analysis: the document, its scans, and what is computed of it. */
export abstract class AnalysisReading {
  constructor({ compute, resolve = path => path, cutSteps = () => 1 }: AnalysisModelOptions) {
    this._compute = compute;
    this._list = new ScanList(resolve);
    const onChange = (keys: ReadonlySet<ModelKey>) => {
      const look = this._tidyView() ? ({ look: true, view: true } as const) : {};
      this._changed.emit({ ...look, keys });
    };
    this._drawing = new Drawing({ compute, list: this._list, cutSteps, onChange });
    const onKnown = () => this._changed.emit({ keys: new Set([this.activeRef?.id ?? '']) });
    this._limits = new MapLimits(compute, onKnown);
  }

  /** Emitted after each change, with what it is about. */
  get changed(): ISignal<this, ModelChange> {
    return this._changed;
  }

  /** The document as it stands; never changed in place, and without first cuts that were not edited. */
  get document(): AnalysisDocument {
    return this._editor.document;
  }

  get view(): AnalysisDocument['view'] {
    return this._editor.document.view;
  }

  /** Why the document itself could not be read; null where it could. */
  get failure(): XESError | null {
    return this._failure;
  }

  /** The user's edits of the document. */
  get edits(): Edits {
    return this._editor.edits;
  }

  /** How many changes can be undone, and redone. */
  get history(): { undo: number; redo: number } {
    return this._editor.counts;
  }

  get scans(): readonly ModelScan[] {
    return this._list.scans;
  }

  /** What undo and redo would take back and do again, such as "Add step"; null where there is nothing. */
  get historyLabels(): { undo: string | null; redo: string | null } {
    return this._editor.labels;
  }

  /** The scan that is active; null in an empty analysis, and where a step is. */
  get active(): ModelScan | null {
    return this.activeStep ? null : this._list.find(activeScan(this.document)?.id);
  }

  /** The step whose result is active; null where a scan is. */
  get activeStep(): StepEntry | null {
    return activeStep(this.document);
  }

  /** What is drawn: what is ticked, and the active row, in the list's order; the same array until it changes. */
  get shown(): readonly ShownItem[] {
    return this._drawing.shown;
  }

  /**
   * Draw results beside what is ticked and active, as the inputs of a step whose energies are picked on them; no part
   * of the document. What is not in it is passed over.
   */
  drawBeside(refs: readonly Ref[]): void {
    this._drawing.beside = refs;
  }

  /** The colour of a curve, `#rrggbb`. @param key of an item, or the id of a scan or step. */
  colorOf(key: ItemKey): string {
    return this._drawing.colorOf(key);
  }

  /** The colour of a cut on the map that is shown, of a first one that which it will have; null of others. */
  colorOnMap(id: Id): string | null {
    const isOwn = this.map && idsOnMap({ cuts: this.cuts, lines: this.lineCuts }).includes(id);
    return isOwn ? this.colorOf(id) : ((this.map && this._drawing.colorOfFirst(id)) ?? null);
  }

  /** What a list calls a scan, a step, or a part of either. */
  labelOfRef(ref: Ref): string {
    const [key] = ref.only ?? [ref.id];
    return shownLabel(this.document, ref, key, ref.only === undefined);
  }

  /** The reference to what is shown; null in an empty analysis. */
  get activeRef(): Ref | null {
    return this._drawing.looked.ref;
  }

  /**
   * Where a step on a series is active: the same of what its average leaves in, which is in no document; null where it
   * leaves nothing out.
   */
  get leftRef(): Ref | null {
    return this._drawing.looked.left ?? null;
  }

  /** The arm that is shown; null before the scan was read. */
  get channel(): ChannelFacts | null {
    return this._drawing.channel;
  }

  /** What the shown arm measured; null where nothing is shown. */
  get kind(): ScanKind | null {
    return this.channel?.kind ?? null;
  }

  /** The map of the shown arm; null where it is none, or none can be made (`active.error`). */
  get map(): DrawnMap | null {
    return this._drawing.map;
  }

  /** Names what is shown where cells, colours and pictures are asked for; null where nothing is. */
  get valueKey(): string | null {
    return this._drawing.item?.valueKey ?? this._drawing.preview?.valueKey ?? null;
  }

  /** Whether the map is a picture of part of the file, while the scan is read: its energies are not the final ones. */
  get isPreliminary(): boolean {
    return this._drawing.preview !== null;
  }

  /** Whether the scan that is shown is another than was shown of it while it was read; until another is shown. */
  get isCorrected(): boolean {
    return this._drawing.corrections.isCorrected;
  }

  /** Limits of the colours of the map that is shown, intensity; null where none is shown. */
  get colorLimits(): Range | null {
    const { map, mapsShown, valueKey, view } = this;
    return map && valueKey !== null
      ? this._limits.ofActive({ map, valueKey }, mapsShown.maps, view.map)
      : null;
  }

  /** The same of any map that is drawn; null of one that can't be made. */
  colorLimitsOf(map: ShownMap): Range | null {
    const { colorLimits: active, mapsShown, view } = this;
    return map.isActive || !active
      ? active
      : this._limits.ofBeside(map, mapsShown.maps, active, view.map);
  }

  /** How the map that is shown is looked at: a difference has colours of its own. */
  get mapView(): MapView {
    return mapViewOf(this.view.map, this.map);
  }

  /** The maps that are drawn side by side: the one that is shown, and those that are ticked. */
  get mapsShown(): MapsShown {
    return this._drawing.maps;
  }

  /** The spectrum of the shown arm; null where it is a map. */
  get spectrum(): DrawnSpectrum | null {
    return this._drawing.spectrum;
  }

  /** Whether what is shown is older than what was requested. */
  get isStale(): boolean {
    return this._drawing.item?.isStale ?? false;
  }

  /** The cuts through the map: those of the document, or the first two until they are edited. */
  get cuts(): readonly ModelCut[] {
    return this._drawing.looked.cuts;
  }

  /** The cuts along lines through the map. */
  get lineCuts(): readonly ModelLine[] {
    return this._drawing.looked.lines ?? [];
  }

  /** Those of the cuts that are in no document, as the steps that they become when a person uses one. */
  get firstCuts(): readonly StepEntry[] {
    return this._drawing.firstCuts;
  }

  /** How many cells of a shown map have which intensity. @throws XESError as `IComputeDocument.picture` */
  histogram(valueKey: string, along: HistogramScale): Promise<Histogram> {
    return this._compute.histogram(valueKey, along);
  }

  /** What a cut that is drawn on the map becomes a cut of: all scans (null), or the step whose map is shown. */
  get cutHome(): Ref | null {
    return this._drawing.cutHome;
  }

  /** The curve along a cut through what is shown. @param map name of one that is drawn beside it. */
  profile(cut: Id, map: string | null = null): Profile {
    return this._drawing.profile(cut, map);
  }

  /** What the profile of a cut is demanded as; null where no map is shown. @param map as of `profile`. */
  profileRef(cut: Id, map: string | null = null): Ref | null {
    const { looked } = this._drawing;
    const through = map === null ? looked : looked.beside?.find(({ name }) => name === map);
    return through ? profileRef(cut, through) : null;
  }

  /** The label of an item: that of the scan, or the combining step, that it comes from. */
  labelOf(key: ItemKey): string {
    return labelOf(this.document, key);
  }

  /** The outcome of a scan or step; null where it was not requested. */
  outcome(id: Id): ShownOutcome | null {
    return this._drawing.update?.outcomes.get(id) ?? null;
  }

  /** The items of a result that is demanded. */
  items(ref: Ref): readonly DrawnItem[] {
    return this._drawing.itemsOf(ref);
  }

  /** What is drawn of an item; null where there is nothing to draw. */
  valueOf(item: DrawnItem | null): DrawnValue | null {
    return this._drawing.valueOf(item);
  }

  /** Whether what is there is of the document as it stands; where it is not, what changed may not be marked as stale yet. */
  get isAnswered(): boolean {
    return this._drawing.answer !== null;
  }

  /** Whether everything shown, selected or requested is available or has failed. */
  get isSettled(): boolean {
    return this._drawing.isSettled;
  }

  /** Resolves when everything shown, selected or requested is available or has failed. */
  get settled(): Promise<void> {
    return this._drawing.settle();
  }

  /** Whether it is hidden: then it is computed after the others. */
  get isHidden(): boolean {
    return this._drawing.isHidden;
  }

  set isHidden(value: boolean) {
    this._drawing.isHidden = value;
  }

  /** A result with its arrays, computed where it is not there. @throws XESError as `IComputeDocument.result` */
  result(ref: Ref): Promise<ComputeResult> {
    this._drawing.flush();
    return this._compute.result(ref);
  }

  /** What rows have to be written into files. @throws XESError as `IComputeDocument.writable` */
  writable(refs: readonly Ref[]): Promise<WritableItem[]> {
    this._drawing.flush();
    return this._compute.writable(refs);
  }

  /** A file of results, whole. @throws XESError as `IComputeDocument.file` */
  file(file: ExportFile | FigureFile, signal: AbortSignal): Promise<MadeFile> {
    this._drawing.flush();
    return this._compute.file(file, signal);
  }

  /** The curve along a cut through what is shown, or the spectrum that is shown. @throws XESError why there is none. */
  async curve(cut: Id | null): Promise<Spectrum> {
    const ref = cut === null ? this.activeRef : this.profileRef(cut);
    const { items } = ref ? await this.result(ref) : { items: [] };
    const [item] = items;
    if (item?.value?.kind !== 'spectrum') {
      const { code, message } = item?.error ?? nothingShown;
      throw new XESError(code, code === 'cut/empty' ? emptyCut : message);
    }
    return item.value.spectrum;
  }

  /** The map that is shown, painted. @throws XESError `worker/cancelled` where it is no longer wanted. */
  picture(request: PictureRequest): Promise<Picture> {
    return this._compute.picture(request);
  }

  /** Contours of a map that is shown. @param slot which map it is. @throws as `picture`; `contours/too-many` */
  contours(valueKey: string, choice: ContourChoice, slot?: string): Promise<ContourLines> {
    return this._compute.contours(valueKey, choice, slot);
  }

  /**
   * A cell of a map by its column and row; null outside, and where there is no map.
   * @param valueKey of another map that is drawn; absent: of the one that is shown.
   */
  cell(incident: number, emission: number, valueKey = this.valueKey): Promise<Cell | null> {
    return valueKey === null
      ? Promise.resolve(null)
      : this._compute.cell(valueKey, incident, emission);
  }

  /** Bytes held for this analysis: scans read, and what was made of them. */
  get bytes(): number {
    return this._compute.bytes;
  }

  /**
   * The view holds the colours that curves were given, and no items that there are not any more.
   * @returns whether it was another before.
   */
  protected _tidyView(): boolean {
    const { answer } = this._drawing;
    const { view } = this;
    const left = answer ? withoutGone(view, answer) : view;
    if (left !== view) {
      this._editor.look(left);
      this._drawing.follow(this.document);
    }
    void this._drawing.shown; // what is drawn for the first time gets a colour
    const { colors } = this._drawing;
    if (!isSameColors(colors, left.colors ?? {})) {
      this._editor.look({ ...left, colors });
      this._drawing.adopt(this.document);
    }
    return this.view !== view;
  }

  protected _failure: XESError | null = null;
  protected readonly _compute: IComputeDocument;
  protected readonly _editor = new Editor();
  protected readonly _list: ScanList;
  protected readonly _drawing: Drawing;
  private readonly _limits: MapLimits;
  protected readonly _changed = new Signal<this, ModelChange>(this);
}

const emptyCut = 'No measured point lies in this cut: move it, or make it wider.';
const nothingShown: Failure = {
  code: 'step/input',
  message: 'There is no curve to be had of what is shown. Open a scan first.'
};
