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
import { withoutMissingItems } from './missingitems.js';
import { labelOf, shownLabel } from '../analysis/titles.js';
import { MapLimits } from './maplimits.js';
import type { MapsShown, ShownMap } from './mapsshown.js';
import { ScanList } from './scanlist.js';
import type { ShownItem } from './shown.js';
import { profileRef } from './wanted.js';
import type { ModelChange, ModelKey, ModelScan, Profile } from './types.js';

export interface AnalysisModelOptions {
  /** The computation for this document; disposed of with the model. */
  compute: IComputeDocument;
  /** Turns a path of the document into a JupyterLab path. */
  resolve?: (path: string) => string;
  /** Width of first cuts, in steps of the energy they hold constant. */
  cutSteps?: () => number;
}

/** Read access for views of an open analysis: the document, its scans, and computed results. */
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

  /** Emitted after each change, with the affected parts. */
  get changed(): ISignal<this, ModelChange> {
    return this._changed;
  }

  /** The current document; never changed in place, and without first cuts that were not edited. */
  get document(): AnalysisDocument {
    return this._editor.document;
  }

  get view(): AnalysisDocument['view'] {
    return this._editor.document.view;
  }

  /** Why the document itself could not be read; null if it was. */
  get failure(): XESError | null {
    return this._failure;
  }

  /** The user's edits of the document. */
  get edits(): Edits {
    return this._editor.edits;
  }

  /** Number of changes that can be undone, and redone. */
  get history(): { undo: number; redo: number } {
    return this._editor.counts;
  }

  get scans(): readonly ModelScan[] {
    return this._list.scans;
  }

  /** Labels of the edits to undo and redo, such as "Add step"; null if there is none. */
  get historyLabels(): { undo: string | null; redo: string | null } {
    return this._editor.labels;
  }

  /** The active scan; null in an empty analysis, and if a step is active. */
  get active(): ModelScan | null {
    return this.activeStep ? null : this._list.find(activeScan(this.document)?.id);
  }

  /** The step whose result is active; null if a scan is active. */
  get activeStep(): StepEntry | null {
    return activeStep(this.document);
  }

  /** The drawn results: ticked ones, and the active row, in list order; the same array until it changes. */
  get shown(): readonly ShownItem[] {
    return this._drawing.shown;
  }

  /**
   * Draw further results, such as the inputs of a step whose energies are picked on them; they are not part of the
   * document. Refs to nothing are skipped.
   */
  drawBeside(refs: readonly Ref[]): void {
    this._drawing.beside = refs;
  }

  /** The colour of a curve, `#rrggbb`. @param key of an item, or the id of a scan or step. */
  colorOf(key: ItemKey): string {
    return this._drawing.colorOf(key);
  }

  /** The colour of a cut on the active map, for a first cut the colour that it will have; null for others. */
  colorOnMap(id: Id): string | null {
    const isOwn = this.map && idsOnMap({ cuts: this.cuts, lines: this.lineCuts }).includes(id);
    return isOwn ? this.colorOf(id) : ((this.map && this._drawing.colorOfFirst(id)) ?? null);
  }

  /** The title of a scan, a step, or a part of either in lists. */
  labelOfRef(ref: Ref): string {
    const [key] = ref.only ?? [ref.id];
    return shownLabel(this.document, ref, key, ref.only === undefined);
  }

  /** The reference to the active result; null in an empty analysis. */
  get activeRef(): Ref | null {
    return this._drawing.looked.ref;
  }

  /**
   * If a step on a series is active: the same step without the scans excluded from its average, which is in no
   * document; null if none are excluded.
   */
  get remainingRef(): Ref | null {
    return this._drawing.looked.left ?? null;
  }

  /** The displayed arm; null before the scan was read. */
  get channel(): ChannelFacts | null {
    return this._drawing.channel;
  }

  /** The kind of the displayed arm; null if nothing is displayed. */
  get kind(): ScanKind | null {
    return this.channel?.kind ?? null;
  }

  /** The map of the displayed arm; null if it is no map, or it can't be computed (`active.error`). */
  get map(): DrawnMap | null {
    return this._drawing.map;
  }

  /** Identifies the displayed result in requests for cells, colours and pictures; null if there is none. */
  get valueKey(): string | null {
    return this._drawing.item?.valueKey ?? this._drawing.preview?.valueKey ?? null;
  }

  /** Whether the map is a preview of part of the file, while the scan is read: its energies are not final. */
  get isPreliminary(): boolean {
    return this._drawing.preview !== null;
  }

  /** Whether the displayed scan differs from its preview; until another is displayed. */
  get isCorrected(): boolean {
    return this._drawing.corrections.isCorrected;
  }

  /** Colour limits of the active map, intensity; null if there is none. */
  get colorLimits(): Range | null {
    const { map, mapsShown, valueKey, view } = this;
    return map && valueKey !== null
      ? this._limits.ofActive({ map, valueKey }, mapsShown.maps, view.map)
      : null;
  }

  /** Colour limits of any drawn map; null if it can't be computed. */
  colorLimitsOf(map: ShownMap): Range | null {
    const { colorLimits: active, mapsShown, view } = this;
    return map.isActive || !active
      ? active
      : this._limits.ofBeside(map, mapsShown.maps, active, view.map);
  }

  /** The view of the active map: a difference has its own colours. */
  get mapView(): MapView {
    return mapViewOf(this.view.map, this.map);
  }

  /** The maps drawn side by side: the active and the ticked ones. */
  get mapsShown(): MapsShown {
    return this._drawing.maps;
  }

  /** The spectrum of the displayed arm; null if it is a map. */
  get spectrum(): DrawnSpectrum | null {
    return this._drawing.spectrum;
  }

  /** Whether the displayed result is older than the requested one. */
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

  /** The first cuts, which are in no document, as the steps that they become when one is used. */
  get firstCuts(): readonly StepEntry[] {
    return this._drawing.firstCuts;
  }

  /** Histogram of the intensities of a displayed map. @throws XESError as `IComputeDocument.picture` */
  histogram(valueKey: string, along: HistogramScale): Promise<Histogram> {
    return this._compute.histogram(valueKey, along);
  }

  /** What a cut drawn on the map is a cut of: all scans (null), or the step of the active map. */
  get cutHome(): Ref | null {
    return this._drawing.cutHome;
  }

  /** The curve along a cut through the active map. @param map name of another drawn map. */
  profile(cut: Id, map: string | null = null): Profile {
    return this._drawing.profile(cut, map);
  }

  /** The Ref that the profile of a cut is requested by; null if there is no map. @param map as in `profile`. */
  profileRef(cut: Id, map: string | null = null): Ref | null {
    const { looked } = this._drawing;
    const through = map === null ? looked : looked.beside?.find(({ name }) => name === map);
    return through ? profileRef(cut, through) : null;
  }

  /** The label of an item: of the scan, or the combining step, it originates from. */
  labelOf(key: ItemKey): string {
    return labelOf(this.document, key);
  }

  /** The outcome of a scan or step; null if it was not requested. */
  outcome(id: Id): ShownOutcome | null {
    return this._drawing.update?.outcomes.get(id) ?? null;
  }

  /** The items of a demanded result. */
  items(ref: Ref): readonly DrawnItem[] {
    return this._drawing.itemsOf(ref);
  }

  /** The drawn value of an item; null if there is nothing to draw. */
  valueOf(item: DrawnItem | null): DrawnValue | null {
    return this._drawing.valueOf(item);
  }

  /** Whether results are of the current document; if not, outdated results may not be marked as stale yet. */
  get isAnswered(): boolean {
    return this._drawing.answer !== null;
  }

  /** Whether everything displayed, selected or requested is available or has failed. */
  get isSettled(): boolean {
    return this._drawing.isSettled;
  }

  /** Resolves when everything displayed, selected or requested is available or has failed. */
  get settled(): Promise<void> {
    return this._drawing.settle();
  }

  /** Whether it is hidden: then it is computed after other documents. */
  get isHidden(): boolean {
    return this._drawing.isHidden;
  }

  set isHidden(value: boolean) {
    this._drawing.isHidden = value;
  }

  /** A result with its arrays, computed if necessary. @throws XESError as `IComputeDocument.result` */
  result(ref: Ref): Promise<ComputeResult> {
    this._drawing.flush();
    return this._compute.result(ref);
  }

  /** The exportable items of rows. @throws XESError as `IComputeDocument.writable` */
  writable(refs: readonly Ref[]): Promise<WritableItem[]> {
    this._drawing.flush();
    return this._compute.writable(refs);
  }

  /** The complete contents of a file of results. @throws XESError as `IComputeDocument.file` */
  file(file: ExportFile | FigureFile, signal: AbortSignal): Promise<MadeFile> {
    this._drawing.flush();
    return this._compute.file(file, signal);
  }

  /** The curve along a cut through the active map, or the displayed spectrum. @throws XESError why there is none. */
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

  /** The picture of the active map. @throws XESError `worker/cancelled` if it is no longer needed. */
  picture(request: PictureRequest): Promise<Picture> {
    return this._compute.picture(request);
  }

  /** Contours of a drawn map. @param slot identifies the map. @throws as `picture`; `contours/too-many` */
  contours(valueKey: string, choice: ContourChoice, slot?: string): Promise<ContourLines> {
    return this._compute.contours(valueKey, choice, slot);
  }

  /**
   * A cell of a map by its column and row; null outside, and without a map.
   * @param valueKey of another drawn map; absent: of the active one.
   */
  cell(incident: number, emission: number, valueKey = this.valueKey): Promise<Cell | null> {
    return valueKey === null
      ? Promise.resolve(null)
      : this._compute.cell(valueKey, incident, emission);
  }

  /** Bytes held for this analysis: scans, and results. */
  get bytes(): number {
    return this._compute.bytes;
  }

  /**
   * Update the view: add the assigned colours of curves, and remove items that no longer exist.
   * @returns whether it changed.
   */
  protected _tidyView(): boolean {
    const { answer } = this._drawing;
    const { view } = this;
    const left = answer ? withoutMissingItems(view, answer) : view;
    if (left !== view) {
      this._editor.look(left);
      this._drawing.follow(this.document);
    }
    void this._drawing.shown; // assigns colours to curves drawn for the first time
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
  message: 'There is no curve of what is shown. Open a scan first.'
};
