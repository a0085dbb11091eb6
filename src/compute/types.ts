import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { ResultColumn } from '../formats/columns.js';
import { refText } from '../analysis/document/refs.js';
import type { Id, ItemKey, Ref } from '../analysis/document/types.js';
import type { Recipe } from '../analysis/evaluate/evaluator.js';
import type { Outcome, State } from '../analysis/evaluate/outcome.js';
import type { FurtherOutput } from '../analysis/evaluate/parts.js';
import type { JSONObject } from '../analysis/steps/json.js';
import type { Failure, PartWarning } from '../analysis/steps/part.js';
import type { NumberResult, SpectrumAxis, TableSeries, Value } from '../analysis/steps/values.js';
import type { XESError } from '../base/errors.js';
import type { ContourChoice, ContourLines, Histogram } from '../figures/index.js';
import type { ChannelFacts, ScanFacts } from '../formats/scanfacts.js';
import type { ExportFile, FigureFile, MadeFile, WritableItem } from './exporttypes.js';
import type { LinkedStamp, ReadCost } from '../io/protocol.js';

/** Where a scan of a document is read. */
export interface ScanPlace {
  id: Id;
  /** Path as JupyterLab knows it. */
  path: string;
}

/** What an open document wants computed. */
export interface ComputeRequest {
  /** Scans and steps; compared by identity, so that what did not change is not sent again. */
  document: Recipe;
  /** Where the scans are; the same array as before where none moved. */
  sources: readonly ScanPlace[];
  /** What is shown, selected or asked for. */
  demand: readonly Ref[];
  /** What must not be evicted, such as the inputs of the step being edited. */
  pins?: readonly Ref[];
  /** Documents that are not seen are computed last. */
  isHidden: boolean;
}

/** State of reading a scan. `released`: read before, evicted, read again when needed. */
export type ScanState = 'waiting' | 'loading' | 'ready' | 'failed' | 'released';

/** What the page knows of a scan: nothing that grows with its points. */
export interface ScanSummary {
  id: Id;
  path: string;
  state: ScanState;
  /** Identifies this scan's data; null before it was read. */
  key: string | null;
  /** Null before it was read. What an earlier read found stays while it is read again. */
  facts: ScanFacts | null;
  /** Why it could not be read; the same object while it is the same failure. */
  error: XESError | null;
  progress: { bytes: number; total: number | null } | null;
  cost: ReadCost | null;
  /** The other files that it is put together from, as they were read; absent: none. */
  linked?: readonly LinkedStamp[] | undefined;
  /** Where further ones were looked for that are not there; absent: nowhere. */
  absent?: readonly string[] | undefined;
}

export interface DrawnSpectrum {
  kind: 'spectrum';
  axis: SpectrumAxis;
  energy: Float64Array;
  intensity: Float64Array;
  sigma: Float64Array;
  unit?: string;
  /** N of each point, where it is known. */
  counts?: Float64Array;
  /** Further curves on the same energies (n each). */
  columns?: Readonly<Record<string, Float64Array>>;
  approximate?: readonly string[];
}

/** A map as the page needs it to draw axes and colour bar: no array that grows with the cells. */
export interface DrawnMap {
  kind: 'map';
  view: 'incident' | 'transfer';
  /** Energies of columns and rows, eV, ascending. */
  incident: Float64Array;
  emission: Float64Array;
  unit?: string;
  brightest: { incident: number; emission: number };
  /** Smallest and largest intensity, and of the positive ones (for `log`); null where no cell has one. */
  extents: {
    linear: readonly [number, number] | null;
    log: readonly [number, number] | null;
  };
  /** Below this symlog is linear: the median σ. */
  noise: number;
  /** Cells that were measured. */
  cellCount: number;
  hasCounts: boolean;
  /** Of one map less another: its intensities lie about zero. */
  isDifference?: boolean;
  approximate?: readonly string[];
}

/** A map that stands for a scan while it is read, made of few of its numbers: a picture, and nothing else. */
export interface DrawnPreview {
  channel: ChannelFacts;
  /** Names the map where pictures and limits are asked for. */
  valueKey: string;
  map: DrawnMap;
}

export interface DrawnTable {
  kind: 'table';
  columns: readonly ResultColumn[];
  series?: TableSeries;
  approximate?: readonly string[];
}

export type DrawnValue = DrawnSpectrum | DrawnMap | DrawnTable;

/** What became of a scan or a step, and what is shown of it. */
export interface ShownOutcome extends Outcome {
  /** Of which key the result is that is shown; another than `key`: it is stale. Null: nothing is shown. */
  shownKey: string | null;
  /** Keys of the items that it worked on, in the order of `{0}`, `{1}`, … of its warnings and failures. */
  inputs: readonly ItemKey[];
  /** What it gives beside its main output, such as the background that was taken off; each once. */
  outputs: readonly FurtherOutput[];
}

/** One item of a demanded result. */
export interface DrawnItem {
  key: ItemKey;
  state: State;
  /** Where its value is found in `ComputeUpdate.values`; null where it has none to draw. */
  valueKey: string | null;
  /** Made of inputs that changed since: shown greyed until the new one is there. */
  isStale: boolean;
  numbers: Readonly<Record<string, NumberResult>>;
  details?: JSONObject;
  warnings: readonly PartWarning[];
  error: Failure | null;
}

/** State of a document after a change; everything in it is whole, not a difference. */
export interface ComputeUpdate {
  /** Number of the `update` this answers, 1 for the first. */
  revision: number;
  /** By id of scan or step: of what is demanded and what it depends on. */
  outcomes: ReadonlyMap<Id, ShownOutcome>;
  scans: ReadonlyMap<Id, ScanSummary>;
  /** By `refKey(ref)`: the items of each demanded reference. */
  items: ReadonlyMap<string, readonly DrawnItem[]>;
  /** By `valueKey`; an object stays the same while its value does. */
  values: ReadonlyMap<string, DrawnValue>;
  /** Of scans that are being read. */
  previews: ReadonlyMap<Id, DrawnPreview>;
  /** Scans that, once read, turned out to be others than their previews showed. */
  corrected: ReadonlySet<Id>;
  /** Scans and steps whose summary, outcome or items changed since the update before. */
  changed: ReadonlySet<Id>;
}

/** A map's pixels at the size of the screen. */
export interface PictureRequest {
  /** Of a drawn map. */
  valueKey: string;
  /** Which picture of the document this is: a newer one of the same slot takes its place. Default ''. */
  slot?: string;
  /** Over which second energy it is drawn: ω without it. */
  plane?: 'incident' | 'transfer';
  /** Visible energies along x and y, eV. */
  x: readonly [number, number];
  y: readonly [number, number];
  /** Pixels of the screen. */
  width: number;
  height: number;
  colors: ColorChoice;
  /** One colour between two of these contours; absent: each cell has its own. */
  filled?: ContourChoice;
}

/** How intensities become colours. */
export interface ColorChoice {
  colorMap: string;
  scale: 'linear' | 'log' | 'symlog';
  /** Pinned limits; null: percentiles (%) of the intensities, or their extent. */
  limits: readonly [number, number] | null;
  percentile: readonly [number, number] | null;
  /** Where symlog ends to be linear, intensity; absent: at the noise of the map. */
  noise?: number;
}

/** Along which scale cells are counted. */
export type HistogramScale = Pick<ColorChoice, 'scale' | 'noise'>;

export interface Picture {
  width: number;
  height: number;
  /** Limits of the colours, intensity. */
  limits: [number, number];
  /** Owner: who asked; to be closed. Null where the browser has none in workers: then `pixels`. */
  bitmap: ImageBitmap | null;
  /** RGBA, `width * height * 4`, top row first. */
  pixels: Uint8ClampedArray<ArrayBuffer> | null;
}

/** What was measured in one cell of a map; NaN where it is unknown. */
export interface Cell {
  incident: number;
  emission: number;
  intensity: number;
  sigma: number;
  /** N and I1; null where the map has none. */
  counts: number | null;
  monitor: number | null;
}

/** A result with all its arrays: copies, which the caller may keep. */
export interface ComputeResult {
  ref: Ref;
  outcome: Outcome;
  /** Keys of the items that it worked on, in the order of `{0}`, `{1}`, … */
  inputs: readonly ItemKey[];
  items: readonly (Omit<DrawnItem, 'valueKey' | 'isStale'> & { value: Value | null })[];
}

/** What is computed of one open document. */
export interface IComputeDocument extends IDisposable {
  /** Want this from now on. The latest wins: what is not begun of an earlier request is dropped. */
  update(request: ComputeRequest): void;
  readonly changed: ISignal<IComputeDocument, ComputeUpdate>;
  /** The last that was emitted; null before. */
  readonly current: ComputeUpdate | null;
  /** Resolves when all that the last update demands is there or has failed; also after a restart of a worker. */
  readonly settled: Promise<void>;
  /** Whether that is so now; also false while a scan that it shows is read again. */
  readonly isSettled: boolean;
  /**
   * A result with its arrays, computed where it is not there. @throws XESError `worker/cancelled` where
   * the document is closed meanwhile, `step/input` where there is no such scan or step.
   */
  result(ref: Ref): Promise<ComputeResult>;
  /** What rows have to be written into files, computed where it is not there. @throws as `result` */
  writable(refs: readonly Ref[]): Promise<WritableItem[]>;
  /** A file of results, whole. @throws as `result`, what it can't be made of, `worker/cancelled` by the signal */
  file(file: ExportFile | FigureFile, signal: AbortSignal): Promise<MadeFile>;
  /** @throws XESError `worker/cancelled` where a newer one of its slot was asked for, or the value is no longer drawn. */
  picture(request: PictureRequest): Promise<Picture>;
  /** Cell of a drawn map by its column and row. The latest wins. @throws as `picture`; null outside. */
  cell(valueKey: string, incident: number, emission: number): Promise<Cell | null>;
  /**
   * Contours of a drawn map, as copies. The latest of a slot wins, as with pictures.
   * @throws as `picture`; `contours/too-many`
   */
  contours(valueKey: string, choice: ContourChoice, slot?: string): Promise<ContourLines>;
  /** Limits of the colours of a drawn map. @throws as `picture` */
  limits(valueKey: string, choice: Omit<ColorChoice, 'colorMap'>): Promise<[number, number]>;
  /** How many cells of a drawn map have which intensity. The latest wins. @throws as `picture` */
  histogram(valueKey: string, along: HistogramScale): Promise<Histogram>;
  /** Read a scan's file again, for example after it changed; also one that failed or was cancelled. */
  reload(id: Id): void;
  /** Cancel the read of a scan: it fails with `worker/cancelled`, until `reload`. */
  cancel(id: Id): void;
  /** Bytes held for this document: drawn values on the page, and its scans in the worker. */
  readonly bytes: number;
  /**
   * Release its drawn values and scans; the next `update` gets again what it demands.
   * @returns bytes freed.
   */
  release(): number;
}

/** Computes for all open documents of the page. */
export interface IComputeClient extends IDisposable {
  /** @param options.path of the document as JupyterLab knows it now; for crash reports. */
  open(options: { path(): string }): IComputeDocument;
  /**
   * Begin to read a scan that a document is about to refer to. The document's request then finds it read, or on its
   * way. Without a document that refers to it, the scan is released with what is returned.
   */
  expect(path: string): IDisposable;
  /** Files were renamed: what was read stays, under its new path. */
  renamed(from: string, to: string): void;
  /** Release results and scans that nothing shown needs. @returns bytes freed. */
  release(): number;
  readonly liveWorkers: number;
}

/** Name of a reference among `ComputeUpdate.items`: equal references have equal names. */
export function refKey(ref: Ref): string {
  return refText(ref);
}
