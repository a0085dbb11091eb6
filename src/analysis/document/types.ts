import type { ScanMapping } from '../../formats/mapping/types.js';
import type { JSONValue } from './json.js';

/** Id of a scan or a step: `/^[A-Za-z0-9][\w.-]{0,63}$/`; both share one space, and `scans` is reserved. */
export type Id = string;

/**
 * Ids from an item back to its origin, joined by `/`: `s1:lower`, `cutA/s1`. Of a step that works on each input
 * alone: its id and the item it came from; of a scan or a combining step: its id.
 */
export type ItemKey = string;

/** Names results: of a scan, of a step, or of all scans (`scans`). */
export interface Ref {
  readonly id: Id;
  /** Arm of a scan; absent: the step's parameter, else the scan's first that measured what the scan is. */
  readonly channel?: string;
  /** These items alone. */
  readonly only?: readonly ItemKey[];
  /** All items but these. */
  readonly except?: readonly ItemKey[];
  /** Which result of a step that gives several; absent: its main one. */
  readonly output?: string;
}

/** How a scan or a step is shown in lists and legends. */
export interface Look {
  /** The user's label; absent: one is generated. */
  readonly label?: string;
  /** `#rrggbb`; absent: the next of the palette. */
  readonly color?: string;
}

/** One scan of an analysis. */
export interface ScanEntry extends Look {
  readonly id: Id;
  /** Relative to the folder of the document. */
  readonly path: string;
  /** Which scan of the file; absent: its only one. */
  readonly entry?: string;
  /** What its arrays are, as far as that is said from outside of it. */
  readonly columns?: ScanMapping;
  /** A reference is not among `scans`, and stays where a recipe is run over other files. */
  readonly role?: 'reference';
}

/** What a step is given, by the names of its parameters. */
export type StepParameters = Readonly<Record<string, JSONValue>>;

/** One step of an analysis: what is done, to what, and how. */
export interface StepEntry extends Look {
  readonly id: Id;
  /** Name of what is done, as in the registry of steps. */
  readonly step: string;
  /** What it works on, in this order: scans, and steps before it. A Ref that is an id alone is written as one. */
  readonly from: readonly (Id | Ref)[];
  /** What is not given has its default. */
  readonly parameters: StepParameters;
  /** It hands on its input. */
  readonly off?: true;
}

/** How intensities become colours; symlog is linear within the noise and logarithmic above. */
export type ColorScale = 'linear' | 'log' | 'symlog';

export const colorScales: readonly ColorScale[] = ['linear', 'log', 'symlog'];

/** Two numbers, the lower first; their difference is a finite number. */
export type Range = readonly [number, number];

/** Lines of equal intensity. */
export interface ContoursView {
  /** How many, in equal steps or ratios between the lowest and the highest intensity. */
  readonly count: number;
  readonly scale: 'linear' | 'log';
  /** Intensities of the lines, in the place of so many; ascending. */
  readonly levels?: readonly number[];
  /** Each line has its intensity written on it. */
  readonly labels: boolean;
  /** The map has one colour between two lines. */
  readonly filled: boolean;
  /** `#rrggbb`; absent: white with a dark rim, which is seen on all colours. */
  readonly color?: string;
  /** Of the lines, pixels; absent: 1. */
  readonly width?: number;
  /** The centre of what the largest closed line of each level surrounds is marked. */
  readonly centres?: true;
}

/** The plots of the profiles beside a map: those along ω (`CIE`), along Ω (`CEE`, CET too) and along lines. */
export type ProfileKind = 'CIE' | 'CEE' | 'line';

export const profileKinds: readonly ProfileKind[] = ['CIE', 'CEE', 'line'];

/** Where they stand: about the map with CEE above it, the same with CEE below it, or all at its right. */
export type ProfilePlaces = 'around' | 'below' | 'right';

export const profilePlaces: readonly ProfilePlaces[] = ['around', 'below', 'right'];

/** How the profiles beside a map are looked at. */
export interface ProfilesView {
  /** Which are not drawn, each once. */
  readonly closed?: readonly ProfileKind[];
  /** Absent: as the settings say. */
  readonly place?: ProfilePlaces;
}

/** How maps are looked at. */
export interface MapView {
  /** Over which second energy: ω (`incident`), or Δ = Ω − ω (`transfer`). */
  readonly view: 'incident' | 'transfer';
  readonly colorMap: string;
  readonly scale: ColorScale;
  /** Pinned limits of the colour bar, intensity; they outlive a change of scan. Null to fit the data. */
  readonly limits: Range | null;
  /** Where limits are not pinned: percentiles of the intensities, %; null for their extent. */
  readonly percentile: Range | null;
  /** Visible part of the map, eV; null for all. */
  readonly zoom: { readonly incident: Range; readonly emission: Range } | null;
  readonly contours: ContoursView | null;
  /** One eV is as long across as it is up; absent: the map fills its place. */
  readonly aspect?: 'equal';
  /** Lines of a grid over the pixels; absent: none. */
  readonly grid?: true;
  /** Colours of maps that are differences; absent: those of `usualDifference`. */
  readonly difference?: DifferenceColors;
  /** Absent: all profiles, placed as the settings say. */
  readonly profiles?: ProfilesView;
  /** Maps side by side have the same limits, which hold all of their intensities, differences theirs; absent: each has its own. */
  readonly sameLimits?: true;
}

/** How intensities about zero become colours. */
export interface DifferenceColors {
  readonly colorMap: string;
  /** Pinned; null: as far below zero as above, to fit the data. */
  readonly limits: Range | null;
}

/** The colours of a difference where none were chosen. */
export const usualDifference: DifferenceColors = { colorMap: 'vik', limits: null };

/** Curves one above the other: by how much each is raised over the next; null for what suits the curves. */
export interface Waterfall {
  /** Intensity. */
  readonly offset: number | null;
  /** The same where intensities are logarithmic: how many times higher. */
  readonly factor: number | null;
}

/** How spectra are looked at: the visible part, null for all. */
export interface AxesView {
  /** eV */
  readonly x: Range | null;
  /** Intensity. */
  readonly y: Range | null;
  readonly logY: boolean;
  /** Each curve is drawn raised over the next one of the list, the last as it is; absent: over one another. */
  readonly waterfall?: Waterfall;
  /** No lines of a grid; absent: there are. */
  readonly grid?: false;
  /** Groups of curves far from one another in energy are on one axis; absent: side by side, each on its own. */
  readonly beside?: false;
}

/** A known energy, drawn as a line over what is plotted; no number is made of it. */
export interface ReferenceMark {
  /** What it is called, such as `Zn Kβ1,3`; not empty. */
  readonly name: string;
  /** eV; above zero. */
  readonly energy: number;
  /** Whose value this is, for tables differ; not empty. */
  readonly source: string;
  /** It is not drawn. */
  readonly off?: true;
}

/** How an analysis is looked at. */
export interface View {
  /** What is drawn (the ticks). */
  readonly shown: readonly Ref[];
  readonly selected: readonly Ref[];
  readonly active: Ref | null;
  /** `auto`: a map shows two cuts through its maximum, which no document holds; `own`: those that are steps. */
  readonly firstCuts: 'auto' | 'own';
  readonly map: MapView;
  readonly axes: AxesView;
  /** Colours that curves were given when they were first drawn, `#rrggbb`, by the key of the item; `color` of an entry precedes. */
  readonly colors?: Readonly<Record<ItemKey, string>>;
  /** Known energies that are drawn over spectra; absent: none. Changing them is an edit that can be undone. */
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

/** Version of the documents that are written; earlier ones are migrated when they are read. */
export const documentVersion = 3;

/** Contents of a `*.xes.json` document (`schemas/analysis-3.schema.json`); never changed in place. */
export interface AnalysisDocument {
  readonly type: 'xes-analysis';
  readonly version: typeof documentVersion;
  readonly scans: readonly ScanEntry[];
  /** In an order in which they can be done. */
  readonly steps: readonly StepEntry[];
  readonly view: View;
  /** Written by `run --record` only; left out where scans or steps changed since. */
  readonly results?: readonly ResultDigest[];
}

/**
 * Most entries of a document's lists: more is a mistake, and would stop the page. Steps are as many as the cuts and
 * the steps of a document of version 2 together. `refs` is the longest `from`, `shown`, `selected`, `only`, `except`;
 * `text` the longest label, name or channel, characters; `colors` and `lines` those of a view.
 */
export const most = {
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
