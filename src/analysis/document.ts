import type { ChannelName } from '../formats/scan.js';
import type { Cut } from '../science/map.js';

/** One scan of an analysis, named by its path relative to the analysis' folder. */
export interface ScanReference {
  path: string;
}

/** One step of an analysis: what is done, to what, and how. */
export interface StepEntry {
  /** Its name among the steps of the document: letters, digits, `-`, `_` and `.`; others name it by this. */
  id: string;
  /** Name of what is done, as in the registry of steps. */
  step: string;
  /** Ids of the steps whose results it works on; `scans` are the document's. Absent: the step before, the first the scans. */
  from?: string[];
  /** What it is told, as JSON; what is not told has its default. */
  parameters: Record<string, unknown>;
}

/** What a step gave when it was last run, to tell whether it gives the same again. */
export interface ResultDigest {
  /** Id of the step. */
  step: string;
  /** Name of what the result was made of. */
  name: string;
  kind: 'map' | 'spectrum' | 'table';
  /** Points of a spectrum, cells of a map, rows of a table. */
  points: number;
  /** SHA-256 of its arrays: hexadecimal. */
  sha256: string;
}

/** How intensities become colours; symlog is linear within the noise and logarithmic above. */
export type ColorScale = 'linear' | 'log' | 'symlog';

/** Names of the colour maps; a document that names another is shown in the default one. */
export const colorMaps = ['viridis', 'cividis', 'magma', 'gray'] as const;

export type ColorMapName = (typeof colorMaps)[number];

/** Most entries of a document's lists: more is a mistake, and would stop the page. */
export const most = { scans: 5000, cuts: 1000, steps: 1000, results: 50_000 } as const;

/** How an analysis is looked at; all of it is JSON. */
export interface ViewState {
  /** Index in `scans` of the scan that is shown. */
  active: number;
  /** Arm shown; null for the scan's first that measured what the scan is. */
  channel: ChannelName | null;
  colorMap: string;
  scale: ColorScale;
  /** Pinned limits of the colour bar, intensity; they outlive a change of scan. Null to fit the data. */
  limits: [number, number] | null;
  /** Where limits are not pinned: percentiles of the intensities, %; null for their extent. */
  percentile: [number, number] | null;
  /** Visible part of the map, eV; null for all. */
  zoom: { incident: [number, number]; emission: [number, number] } | null;
}

/** Version of the documents that are written; earlier ones are migrated when they are read. */
export const documentVersion = 2;

/** Contents of a `*.xes.json` document, schema version 2 (`schemas/analysis-2.schema.json`). */
export interface AnalysisDocument {
  type: 'xes-analysis';
  version: typeof documentVersion;
  scans: ScanReference[];
  view: ViewState;
  /** The cuts through the shown map, in eV. */
  cuts: Cut[];
  /** What is done with the scans, in an order in which it can be done. */
  steps: StepEntry[];
  /** What the steps gave when they were last run; empty where scans or steps changed since. */
  results: ResultDigest[];
}

/** The document after a change; results of other scans or steps are no longer its own. */
export function changed(
  document: AnalysisDocument,
  patch: Partial<AnalysisDocument>
): AnalysisDocument {
  const isOther = patch.scans !== undefined || patch.steps !== undefined;
  return { ...document, ...(isOther ? { results: [] } : {}), ...patch };
}

/** A new analysis: no scans. @param view what a person prefers to the default view. */
export function emptyDocument(view: Partial<ViewState> = {}): AnalysisDocument {
  return {
    type: 'xes-analysis',
    version: documentVersion,
    scans: [],
    view: {
      active: 0,
      channel: null,
      colorMap: 'viridis',
      scale: 'linear',
      limits: null,
      percentile: null,
      zoom: null,
      ...view
    },
    cuts: [],
    steps: [],
    results: []
  };
}

/** Whether a cut's numbers are some: JSON can't keep others. */
export function isCut({ at, width }: Cut): boolean {
  return Number.isFinite(at) && Number.isFinite(width) && width >= 0;
}
