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
  /** JupyterLab path. */
  path: string;
}

/** A request of an open document. */
export interface ComputeRequest {
  /** Scans and steps; compared by identity, so that unchanged ones are not sent again. */
  document: Recipe;
  /** Paths of the scans; the same array as before if none moved. */
  sources: readonly ScanPlace[];
  /** Results that are displayed, selected or requested. */
  demand: readonly Ref[];
  /** Results that must not be evicted, such as the inputs of the step being edited. */
  pins?: readonly Ref[];
  /** Hidden documents are computed last. */
  isHidden: boolean;
}

/** State of reading a scan. `released`: read before, evicted, read again when needed. */
export type ScanState = 'waiting' | 'loading' | 'ready' | 'failed' | 'released';

/** The page's facts about a scan: nothing that grows with its points. */
export interface ScanSummary {
  id: Id;
  path: string;
  state: ScanState;
  /** Identifies this scan's data; null before it was read. */
  key: string | null;
  /** Null before reading. The facts of an earlier read stay during a further one. */
  facts: ScanFacts | null;
  /** Why it could not be read; the same object for the same failure. */
  error: XESError | null;
  progress: { bytes: number; total: number | null } | null;
  cost: ReadCost | null;
  /** The other files that it refers to, as read; absent: none. */
  linked?: readonly LinkedStamp[] | undefined;
  /** Paths of referenced files that are missing; absent: none. */
  absent?: readonly string[] | undefined;
}

export interface DrawnSpectrum {
  kind: 'spectrum';
  axis: SpectrumAxis;
  energy: Float64Array;
  intensity: Float64Array;
  sigma: Float64Array;
  unit?: string;
  /** N of each point, if known. */
  counts?: Float64Array;
  /** Further curves on the same energies (n each). */
  columns?: Readonly<Record<string, Float64Array>>;
  approximate?: readonly string[];
}

/** A map for drawing axes and colour bar on the page: no array that grows with the cells. */
export interface DrawnMap {
  kind: 'map';
  view: 'incident' | 'transfer';
  /** Energies of columns and rows, eV, ascending. */
  incident: Float64Array;
  emission: Float64Array;
  unit?: string;
  brightest: { incident: number; emission: number };
  /**
   * Smallest and largest intensity, and of the positive ones (for `log`); null if there are none.
   */
  extents: {
    linear: readonly [number, number] | null;
    log: readonly [number, number] | null;
  };
  /** symlog is linear below this intensity: the median σ. */
  noise: number;
  /** Number of measured cells. */
  cellCount: number;
  hasCounts: boolean;
  /** Whether it is the difference of two maps: intensities are around zero. */
  isDifference?: boolean;
  approximate?: readonly string[];
}

/**
 * The preview of a scan being read, from few of its numbers: a picture only, never used in
 * computations.
 */
export interface DrawnPreview {
  channel: ChannelFacts;
  /** Identifies the map in requests for pictures and limits. */
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

/** The outcome of a scan or a step, and its displayed result. */
export interface ShownOutcome extends Outcome {
  /**
   * Key of the displayed result; if it differs from `key`, the result is stale. Null: nothing is
   * displayed.
   */
  shownKey: string | null;
  /** Keys of its inputs, in the order of `{0}`, `{1}`, … in its warnings and failures. */
  inputs: readonly ItemKey[];
  /** Its outputs other than the main one, such as the subtracted background; each once. */
  outputs: readonly FurtherOutput[];
}

/** One item of a demanded result. */
export interface DrawnItem {
  key: ItemKey;
  state: State;
  /** Key of its value in `ComputeUpdate.values`; null if there is nothing to draw. */
  valueKey: string | null;
  /** Its inputs have changed since: shown greyed until the new result is available. */
  isStale: boolean;
  numbers: Readonly<Record<string, NumberResult>>;
  details?: JSONObject;
  warnings: readonly PartWarning[];
  error: Failure | null;
}

/** State of a document after a change; complete, not a difference. */
export interface ComputeUpdate {
  /** Number of the `update` this answers, 1 for the first. */
  revision: number;
  /** By id of scan or step: for everything demanded, and its inputs. */
  outcomes: ReadonlyMap<Id, ShownOutcome>;
  scans: ReadonlyMap<Id, ScanSummary>;
  /** By `refKey(ref)`: the items of each demanded reference. */
  items: ReadonlyMap<string, readonly DrawnItem[]>;
  /** By `valueKey`; an object stays the same while its value does. */
  values: ReadonlyMap<string, DrawnValue>;
  /** Of scans that are being read. */
  previews: ReadonlyMap<Id, DrawnPreview>;
  /** Scans that, once read, differ from their previews. */
  corrected: ReadonlySet<Id>;
  /** Scans and steps whose summary, outcome or items changed since the previous update. */
  changed: ReadonlySet<Id>;
}

/** Request for a map's pixels in screen resolution. */
export interface PictureRequest {
  /** Of a drawn map. */
  valueKey: string;
  /**
   * Identifies the picture within the document: a newer one of the same slot replaces it. Default
   * ''.
   */
  slot?: string;
  /** Over which second energy it is drawn; absent: ω. */
  plane?: 'incident' | 'transfer';
  /** Visible energies along x and y, eV. */
  x: readonly [number, number];
  y: readonly [number, number];
  /** Pixels of the screen. */
  width: number;
  height: number;
  colors: ColorChoice;
  /** A single colour between two of these contours; absent: each cell has its own. */
  filled?: ContourChoice;
}

/** How intensities become colours. */
export interface ColorChoice {
  colorMap: string;
  scale: 'linear' | 'log' | 'symlog';
  /** Pinned limits; null: percentiles (%) of the intensities, or their extent. */
  limits: readonly [number, number] | null;
  percentile: readonly [number, number] | null;
  /**
   * Where symlog changes from linear to logarithmic, intensity; absent: at the noise of the map.
   */
  noise?: number;
}

/** The scale of a histogram. */
export type HistogramScale = Pick<ColorChoice, 'scale' | 'noise'>;

export interface Picture {
  width: number;
  height: number;
  /** Limits of the colours, intensity. */
  limits: [number, number];
  /**
   * Owned by the caller, who must close it. Null if the browser has none in workers: then `pixels`.
   */
  bitmap: ImageBitmap | null;
  /** RGBA, `width * height * 4`, top row first. */
  pixels: Uint8ClampedArray<ArrayBuffer> | null;
}

/** The measured values of one cell of a map; NaN if unknown. */
export interface Cell {
  incident: number;
  emission: number;
  intensity: number;
  sigma: number;
  /** N and I1; null if the map has none. */
  counts: number | null;
  monitor: number | null;
}

/** A result with all its arrays: copies, owned by the caller. */
export interface ComputeResult {
  ref: Ref;
  outcome: Outcome;
  /** Keys of its inputs, in the order of `{0}`, `{1}`, … */
  inputs: readonly ItemKey[];
  items: readonly (Omit<DrawnItem, 'valueKey' | 'isStale'> & { value: Value | null })[];
}

/** The computation for one open document. */
export interface IComputeDocument extends IDisposable {
  /**
   * Set the current request. The latest wins: parts of an earlier one that have not started are
   * dropped.
   */
  update(request: ComputeRequest): void;
  readonly changed: ISignal<IComputeDocument, ComputeUpdate>;
  /** The last update emitted; null before the first. */
  readonly current: ComputeUpdate | null;
  /**
   * Resolves when everything demanded by the last update is available or has failed; also after a
   * worker was restarted.
   */
  readonly settled: Promise<void>;
  /** Whether that is the case now; also false while a displayed scan is read again. */
  readonly isSettled: boolean;
  /**
   * A result with its arrays, computed if necessary.
   * @throws XESError `worker/cancelled` if the document is closed meanwhile, `step/input` if there
   * is no such scan or step.
   */
  result(ref: Ref): Promise<ComputeResult>;
  /** The exportable items of rows, computed if necessary. @throws as `result` */
  writable(refs: readonly Ref[]): Promise<WritableItem[]>;
  /**
   * The complete contents of a file of results.
   * @throws as `result`, errors of the export, `worker/cancelled` by the signal
   */
  file(file: ExportFile | FigureFile, signal: AbortSignal): Promise<MadeFile>;
  /**
   * @throws XESError `worker/cancelled` if a newer one of its slot was requested, or the value is
   * no longer drawn.
   */
  picture(request: PictureRequest): Promise<Picture>;
  /** Cell of a drawn map by its column and row. The latest wins. @throws as `picture`; null outside. */
  cell(valueKey: string, incident: number, emission: number): Promise<Cell | null>;
  /**
   * Contours of a drawn map, as copies. The latest of a slot wins, like pictures.
   * @throws as `picture`; `contours/too-many`
   */
  contours(valueKey: string, choice: ContourChoice, slot?: string): Promise<ContourLines>;
  /** Colour limits of a drawn map. @throws as `picture` */
  limits(valueKey: string, choice: Omit<ColorChoice, 'colorMap'>): Promise<[number, number]>;
  /** Histogram of the intensities of a drawn map. The latest wins. @throws as `picture` */
  histogram(valueKey: string, along: HistogramScale): Promise<Histogram>;
  /**
   * Read a scan's file again, for example after a change; also one that failed or was cancelled.
   */
  reload(id: Id): void;
  /** Cancel the read of a scan: it fails with `worker/cancelled`, until `reload`. */
  cancel(id: Id): void;
  /** Bytes held for this document: drawn values on the page, and its scans in the worker. */
  readonly bytes: number;
  /**
   * Release its drawn values and scans; the next `update` recomputes what it demands.
   * @returns bytes freed.
   */
  release(): number;
}

/** Computes for all open documents of the page. */
export interface IComputeClient extends IDisposable {
  /** @param options.path current JupyterLab path of the document; for crash reports. */
  open(options: { path(): string }): IComputeDocument;
  /**
   * Start reading a scan that a document is about to refer to, so that it is available, or in
   * progress, at the document's request. If no document refers to it, disposing of the returned
   * object releases the scan.
   */
  expect(path: string): IDisposable;
  /** Files were renamed: scans read from them stay, under the new path. */
  renamed(from: string, to: string): void;
  /** Release results and scans that no displayed result needs. @returns bytes freed. */
  release(): number;
  readonly liveWorkers: number;
}

/** Name of a reference among `ComputeUpdate.items`: equal references have equal names. */
export function refKey(ref: Ref): string {
  return refText(ref);
}
