import type { ScanMapping } from '../../formats/mapping/types.js';
import type { JSONValue } from './json.js';

/**
 * Id of a scan or a step: `/^[A-Za-z0-9][\w.-]{0,63}$/`; both share one namespace, and `scans` is
 * reserved.
 */
export type Id = string;

/**
 * Ids from an item back to its origin, joined by `/`: `s1:lower`, `cutA/s1`. For a step that works
 * on each input alone: its id and the key of the input item; for a scan or a combining step: its
 * id.
 */
export type ItemKey = string;

/** Refers to results: of a scan, of a step, or of all scans (`scans`). */
export interface Ref {
  readonly id: Id;
  /**
   * Arm of a scan; absent: the step's parameter, else the first arm measured for the scan's kind.
   */
  readonly channel?: string;
  /** Only these items. */
  readonly only?: readonly ItemKey[];
  /** All items but these. */
  readonly except?: readonly ItemKey[];
  /** Which result of a step with several outputs; absent: its main one. */
  readonly output?: string;
}

/** How a scan or a step is shown in lists and legends. */
export interface Look {
  /** The user's label; absent: one is generated. */
  readonly label?: string;
  /** `#rrggbb`; absent: the next colour of the palette. */
  readonly color?: string;
}

/** One scan of an analysis. */
export interface ScanEntry extends Look {
  readonly id: Id;
  /** Relative to the folder of the document. */
  readonly path: string;
  /** Which scan of the file; absent: its only one. */
  readonly entry?: string;
  /** Meaning of its arrays, if specified outside the file. */
  readonly columns?: ScanMapping;
  /** A reference is not part of `scans`, and stays when a recipe is run on other files. */
  readonly role?: 'reference';
}

/** Values of a step's parameters, by name. */
export type StepParameters = Readonly<Record<string, JSONValue>>;

/** One step of an analysis: an operation, its inputs and its parameters. */
export interface StepEntry extends Look {
  readonly id: Id;
  /** Name of the operation in the registry of steps. */
  readonly step: string;
  /**
   * Its inputs, in order: scans, and steps before it. A Ref with an id alone is stored as that id.
   */
  readonly from: readonly (Id | Ref)[];
  /** A parameter not given has its default. */
  readonly parameters: StepParameters;
  /** Disabled: it passes on its input. */
  readonly off?: true;
}

/** How intensities become colours; symlog is linear within the noise and logarithmic beyond. */
export type ColorScale = 'linear' | 'log' | 'symlog';

export const colorScales: readonly ColorScale[] = ['linear', 'log', 'symlog'];

/** Two numbers, the lower first, with a finite difference. */
export type Range = readonly [number, number];

/** Lines of equal intensity. */
export interface ContoursView {
  /** Number of lines, in equal steps or ratios between the lowest and the highest intensity. */
  readonly count: number;
  readonly scale: 'linear' | 'log';
  /** Intensities of the lines, instead of a number of them; ascending. */
  readonly levels?: readonly number[];
  /** Whether each line is labelled with its intensity. */
  readonly labels: boolean;
  /** Whether the map has a single colour between two lines. */
  readonly filled: boolean;
  /** `#rrggbb`; absent: white with a dark rim, visible on all colours. */
  readonly color?: string;
  /** Line width, pixels; absent: 1. */
  readonly width?: number;
  /** Whether the centroid of the area within the largest closed line of each level is marked. */
  readonly centres?: true;
}

/**
 * The plots of profiles next to a map: those along ω (`CIE`), along Ω (`CEE`, CET too) and along
 * lines.
 */
export type ProfileKind = 'CIE' | 'CEE' | 'line';

export const profileKinds: readonly ProfileKind[] = ['CIE', 'CEE', 'line'];

/**
 * Their placement: around the map with CEE above it, around it with CEE below it, or all to its
 * right.
 */
export type ProfilePlaces = 'around' | 'below' | 'right';

export const profilePlaces: readonly ProfilePlaces[] = ['around', 'below', 'right'];

/** The view of the profiles next to a map. */
export interface ProfilesView {
  /** Profiles that are not shown, each once. */
  readonly closed?: readonly ProfileKind[];
  /** Absent: according to the settings. */
  readonly place?: ProfilePlaces;
}

/** The view of maps. */
export interface MapView {
  /** Over which second energy: ω (`incident`), or Δ = Ω − ω (`transfer`). */
  readonly view: 'incident' | 'transfer';
  readonly colorMap: string;
  readonly scale: ColorScale;
  /**
   * Pinned limits of the colour bar, intensity; they stay if the scan changes. Null to fit the
   * data.
   */
  readonly limits: Range | null;
  /** Limits that are not pinned, as percentiles of the intensities, %; null for their extent. */
  readonly percentile: Range | null;
  /** Visible part of the map, eV; null for all. */
  readonly zoom: { readonly incident: Range; readonly emission: Range } | null;
  readonly contours: ContoursView | null;
  /** Same scale for both axes; absent: the map fills the available area. */
  readonly aspect?: 'equal';
  /** Grid lines over the pixels; absent: none. */
  readonly grid?: true;
  /** Colours of maps that are differences; absent: `usualDifference`. */
  readonly difference?: DifferenceColors;
  /** Absent: all profiles, placed according to the settings. */
  readonly profiles?: ProfilesView;
  /**
   * Whether maps side by side share limits that include all of their intensities, differences among
   * themselves; absent: each has its own.
   */
  readonly sameLimits?: true;
}

/** Colours of intensities around zero. */
export interface DifferenceColors {
  readonly colorMap: string;
  /** Pinned; null: symmetric about zero, to fit the data. */
  readonly limits: Range | null;
}

/** The default colours of a difference. */
export const usualDifference: DifferenceColors = { colorMap: 'vik', limits: null };

/** Stacked curves: the offset of each from the next; null for one that suits the curves. */
export interface Waterfall {
  /** Intensity. */
  readonly offset: number | null;
  /** The same on a logarithmic axis: ratio to the next curve. */
  readonly factor: number | null;
}

/** The view of spectra: the visible ranges, null for all. */
export interface AxesView {
  /** eV */
  readonly x: Range | null;
  /** Intensity. */
  readonly y: Range | null;
  readonly logY: boolean;
  /**
   * Each curve is drawn above the next one of the list, the last without an offset; absent: curves
   * overlap.
   */
  readonly waterfall?: Waterfall;
  /** Grid lines are hidden; absent: they are shown. */
  readonly grid?: false;
  /**
   * Groups of curves far apart in energy share one axis; absent: side by side, each group on its
   * own axis.
   */
  readonly beside?: false;
}

/** A known energy, drawn as a line over the plots; nothing is computed from it. */
export interface ReferenceMark {
  /** Its name, such as `Zn Kβ1,3`; not empty. */
  readonly name: string;
  /** eV; above zero. */
  readonly energy: number;
  /** Source of the value, as tables differ; not empty. */
  readonly source: string;
  /** Hidden. */
  readonly off?: true;
}

/** How an analysis is displayed. */
export interface View {
  /** Results that are drawn (the ticks). */
  readonly shown: readonly Ref[];
  readonly selected: readonly Ref[];
  readonly active: Ref | null;
  /**
   * `auto`: a map shows two cuts through its maximum that are in no document; `own`: only the cuts
   * that are steps.
   */
  readonly firstCuts: 'auto' | 'own';
  readonly map: MapView;
  readonly axes: AxesView;
  /**
   * Colours assigned to curves when first drawn, `#rrggbb`, by item key; `color` of an entry takes
   * precedence.
   */
  readonly colors?: Readonly<Record<ItemKey, string>>;
  /** Known energies drawn over spectra; absent: none. Changes can be undone. */
  readonly lines?: readonly ReferenceMark[];
}

export type ResultKind = 'map' | 'spectrum' | 'table';

/** Digest of a step's result when it was last recorded, to check that it is reproduced. */
export interface ResultDigest {
  readonly ref: Ref;
  readonly kind: ResultKind;
  /** Points of a spectrum, cells of a map, rows of a table. */
  readonly points: number;
  /** SHA-256 of its arrays: hexadecimal. */
  readonly sha256: string;
}

/** Version of the documents that are written; earlier ones are migrated on reading. */
export const documentVersion = 3;

/** Contents of a `*.xes.json` document (`schemas/analysis-3.schema.json`); never changed in place. */
export interface AnalysisDocument {
  readonly type: 'xes-analysis';
  readonly version: typeof documentVersion;
  readonly scans: readonly ScanEntry[];
  /** In an order in which they can be done. */
  readonly steps: readonly StepEntry[];
  readonly view: View;
  /** Written by `run --record` only; removed when scans or steps change. */
  readonly results?: readonly ResultDigest[];
}

/**
 * Most entries of a document's lists: more are a mistake and would freeze the page. `steps` equals
 * the cuts and the steps of a document of version 2 together. `refs` is the longest `from`,
 * `shown`, `selected`, `only`, `except`; `text` the longest label, name or channel, characters;
 * `colors` and `lines` those of a view.
 */
export const maxEntries = {
  scans: 5000,
  steps: 2000,
  results: 50_000,
  refs: 10_000,
  colors: 50_000,
  lines: 500,
  text: 1000
} as const;

export const defaultMapView: MapView = {
  view: 'incident',
  colorMap: 'viridis',
  scale: 'linear',
  limits: null,
  percentile: null,
  zoom: null,
  contours: null
};

export const defaultAxesView: AxesView = { x: null, y: null, logY: false };

/** The view of a new analysis. @param map the user's preferences over the default map view. */
export function defaultView(map: Partial<MapView> = {}): View {
  return {
    shown: [],
    selected: [],
    active: null,
    firstCuts: 'auto',
    map: { ...defaultMapView, ...map },
    axes: defaultAxesView
  };
}

/** A new analysis: no scans. @param map the user's preferences over the default map view. */
export function emptyDocument(map: Partial<MapView> = {}): AnalysisDocument {
  return {
    type: 'xes-analysis',
    version: documentVersion,
    scans: [],
    steps: [],
    view: defaultView(map)
  };
}
