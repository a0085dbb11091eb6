import type { ChannelName } from '../formats/scan.js';
import type { Cut } from '../science/map.js';

/** One scan of an analysis, named by its path relative to the analysis' folder. */
export interface ScanReference {
  path: string;
}

/** How intensities become colours; symlog is linear within the noise and logarithmic above. */
export type ColorScale = 'linear' | 'log' | 'symlog';

/** Names of the colour maps; a document that names another is shown in the default one. */
export const colorMaps = ['viridis', 'cividis', 'magma', 'gray'] as const;

export type ColorMapName = (typeof colorMaps)[number];

/** Most scans and cuts of a document: more is a mistake, and would stop the page. */
export const most = { scans: 5000, cuts: 1000 } as const;

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

/** Contents of a `*.xes.json` document, schema version 1 (`schemas/analysis-1.schema.json`). */
export interface AnalysisDocument {
  type: 'xes-analysis';
  version: 1;
  scans: ScanReference[];
  view: ViewState;
  /** The cuts through the shown map, in eV. */
  cuts: Cut[];
}

/** A new analysis: no scans. @param view what a person prefers to the default view. */
export function emptyDocument(view: Partial<ViewState> = {}): AnalysisDocument {
  return {
    type: 'xes-analysis',
    version: 1,
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
    cuts: []
  };
}

/** Whether a cut's numbers are some: JSON can't keep others. */
export function isCut({ at, width }: Cut): boolean {
  return Number.isFinite(at) && Number.isFinite(width) && width >= 0;
}
