import type { ChannelName } from '../formats/scan.js';
import type { Cut, CutType } from '../science/map.js';
import { XESError } from '../science/errors.js';
import {
  colorMaps,
  documentVersion,
  emptyDocument,
  most,
  type AnalysisDocument,
  type ColorScale,
  type ViewState
} from './document.js';
import { invalid, object, type Json } from './invalid.js';
import { migrate } from './migrations.js';
import { readResult, readSteps } from './readsteps.js';

/** The document as text: two-space JSON with a final newline, keys in a fixed order. */
export function serialise(document: AnalysisDocument): string {
  return JSON.stringify(document, null, 2) + '\n';
}

/**
 * Read a document. Empty text is a new analysis; unknown keys are left out; a view that can't be
 * read is the default one, for it is worth less than the scans and cuts.
 * @param view what a person prefers of the view of a new analysis.
 * @throws XESError `analysis/invalid` (no JSON, wrong types), `analysis/newer` (a later version),
 * `analysis/too-large` (too many scans or cuts).
 */
export function deserialise(text: string, view: Partial<ViewState> = {}): AnalysisDocument {
  if (text.trim() === '') {
    return emptyDocument(view);
  }
  const raw = migrate(parse(text));
  return {
    type: 'xes-analysis',
    version: documentVersion,
    scans: list(raw.scans, 'scans').map(readScan),
    view: readView(raw.view),
    cuts: list(raw.cuts ?? [], 'cuts').map(readCut),
    steps: readSteps(list(raw.steps ?? [], 'steps')),
    results: list(raw.results ?? [], 'results').map(readResult)
  };
}

function parse(text: string): Json {
  try {
    return object(JSON.parse(text.replace(/^\uFEFF/, '')), 'the document');
  } catch (error) {
    throw error instanceof XESError ? error : invalid('it is not JSON');
  }
}

/** What is said of more entries than an analysis may have. */
export function tooMany(name: keyof typeof most, count: number): XESError {
  return new XESError(
    'analysis/too-large',
    `An analysis can hold ${most[name]} ${name}, not ${count}. Divide it into several analyses.`
  );
}

function list(value: unknown, name: keyof typeof most): unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(`"${name}" is no list`);
  }
  if (value.length > most[name]) {
    throw tooMany(name, value.length);
  }
  return value;
}

function readScan(value: unknown): { path: string } {
  const { path } = object(value, 'a scan');
  if (typeof path !== 'string' || path === '') {
    throw invalid('a scan has no "path"');
  }
  return { path };
}

const cutTypes: readonly CutType[] = ['CIE', 'CEE', 'CET'];

function readCut(value: unknown): Cut {
  const { type, at, width } = object(value, 'a cut');
  const known = cutTypes.find(name => name === type);
  if (!known || !isNumber(at) || !isNumber(width) || width < 0) {
    throw invalid('a cut needs "type" (CIE, CEE or CET), "at" and "width" in eV');
  }
  return { type: known, at, width };
}

const scales: readonly ColorScale[] = ['linear', 'log', 'symlog'];
const channels: readonly ChannelName[] = ['upper', 'lower', 'default'];

function readView(value: unknown): ViewState {
  const view = emptyDocument().view;
  if (value === undefined) {
    return view;
  }
  const raw = object(value, '"view"');
  const zoom = raw.zoom == null ? null : object(raw.zoom, '"zoom"');
  const incident = zoom && readRange(zoom.incident);
  const emission = zoom && readRange(zoom.emission);
  return {
    active: isNumber(raw.active) ? Math.max(0, Math.trunc(raw.active)) : view.active,
    channel: channels.find(name => name === raw.channel) ?? null,
    colorMap: colorMaps.find(name => name === raw.colorMap) ?? view.colorMap,
    scale: scales.find(name => name === raw.scale) ?? view.scale,
    limits: readRange(raw.limits),
    percentile: readPercentile(raw.percentile),
    zoom: incident && emission ? { incident, emission } : null
  };
}

/** An ascending range of a length that is a number: nothing can be drawn in another. */
function readRange(value: unknown): [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isNumber)) {
    return null;
  }
  const [low, high] = value;
  return low < high && Number.isFinite(high - low) ? [low, high] : null;
}

function readPercentile(value: unknown): [number, number] | null {
  const range = readRange(value);
  return range && range[0] >= 0 && range[1] <= 100 ? range : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
