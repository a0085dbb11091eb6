import { asRef, asSource } from './refs.js';
import type {
  AnalysisDocument,
  AxesView,
  Id,
  Look,
  MapView,
  Ref,
  ReferenceMark,
  ResultDigest,
  ScanEntry,
  StepEntry,
  View,
  Waterfall
} from './types.js';

/**
 * The document as text: JSON indented by two spaces with a final newline, keys in a fixed order.
 */
export function writeDocument(document: AnalysisDocument): string {
  const { type, version, scans, steps, view, results } = document;
  const ordered = {
    type,
    version,
    scans: scans.map(scanEntry),
    steps: steps.map(stepEntry),
    view: viewEntry(view),
    results: results && results.length > 0 ? results.map(resultEntry) : undefined
  };
  return JSON.stringify(ordered, null, 2) + '\n';
}

// JSON leaves out undefined values

function scanEntry({ id, path, entry, columns, role, ...look }: ScanEntry) {
  return { id, path, entry, columns, role, ...lookEntry(look) };
}

function stepEntry({ id, step, from, parameters, off, ...look }: StepEntry) {
  return { id, step, from: from.map(sourceEntry), parameters, ...lookEntry(look), off };
}

function lookEntry({ label, color }: Look) {
  return { label, color };
}

function sourceEntry(source: Id | Ref) {
  const written = asSource(source);
  return typeof written === 'string' ? written : refEntry(written);
}

function refEntry(source: Id | Ref) {
  const { id, channel, only, except, output } = asRef(source);
  return { id, channel, only, except, output };
}

function viewEntry({ shown, selected, active, firstCuts, map, axes, colors, lines }: View) {
  return {
    shown: shown.map(refEntry),
    selected: selected.map(refEntry),
    active: active && refEntry(active),
    firstCuts,
    map: mapEntry(map),
    axes: axesEntry(axes),
    colors,
    lines: lines?.map(lineEntry)
  };
}

function mapEntry(map: MapView): MapView {
  const { view, colorMap, scale, limits, percentile, zoom, contours } = map;
  const { aspect, grid, difference, sameLimits, profiles } = map;
  const written = difference && { colorMap: difference.colorMap, limits: difference.limits };
  const looked = { view, colorMap, scale, limits, percentile, zoom, contours };
  return { ...looked, aspect, grid, difference: written, sameLimits, profiles };
}

function lineEntry({ name, energy, source, off }: ReferenceMark): ReferenceMark {
  return { name, energy, source, off };
}

function axesEntry({ x, y, logY, waterfall, grid, beside }: AxesView): AxesView {
  return { x, y, logY, waterfall: waterfall && waterfallEntry(waterfall), grid, beside };
}

function waterfallEntry({ offset, factor }: Waterfall): Waterfall {
  return { offset, factor };
}

function resultEntry({ ref, kind, points, sha256 }: ResultDigest) {
  return { ref: refEntry(ref), kind, points, sha256 };
}
