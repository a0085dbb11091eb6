import type { ChannelName } from '../formats/scan.js';
import type { Cut } from '../science/map.js';

/** One scan of an analysis, named by its path relative to the analysis' folder. */
export interface ScanReference {
  path: string;
}

/** How an analysis is looked at; all of it is JSON. */
export interface ViewState {
  /** Index in `scans` of the scan that is shown. */
  active: number;
  /** Arm shown; null for the scan's first. */
  channel: ChannelName | null;
  colorMap: string;
  scale: 'linear' | 'log';
  /** Limits of the colour bar, intensity; null to fit the data. */
  limits: [number, number] | null;
  /** Visible part of the map, eV; null for all. */
  zoom: { incident: [number, number]; emission: [number, number] } | null;
}

/** Contents of a `*.xes.json` document, schema version 1. */
export interface AnalysisDocument {
  type: 'xes-analysis';
  version: 1;
  scans: ScanReference[];
  view: ViewState;
  /** The cuts through the shown map, in eV. */
  cuts: Cut[];
}

/** A new analysis: no scans, the default view. */
export function emptyDocument(): AnalysisDocument {
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
      zoom: null
    },
    cuts: []
  };
}
