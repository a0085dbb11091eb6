import type { KnownIds } from './checks.js';
import { colorMaps } from './colormaps.js';
import { isNumber, isRecord, type Fields } from './json.js';
import { colorPattern } from './readentries.js';
import { refOfView, refsOfView } from './readrefs.js';
import { idsIn } from './refs.js';
import {
  colorScales,
  defaultAxesView,
  defaultMapView,
  maxEntries,
  profileKinds,
  profilePlaces,
  usualDifference,
  type AxesView,
  type ContoursView,
  type DifferenceColors,
  type Id,
  type ItemKey,
  type MapView,
  type Range,
  type ReferenceMark,
  type View,
  type Waterfall
} from './types.js';

/** Most contours of a map, and their largest width, pixels. */
export const maxContours = 100;
export const maxWidth = 20;

/** Largest offset between curves: beyond it a number would overflow. */
export const maxOffset = 1e300;
export const maxFactor = 1e6;

/**
 * The view of a document: each invalid part is replaced by the default, and Refs to nothing are
 * removed.
 */
export function readView(value: unknown, known: KnownIds): View {
  const raw = record(value);
  return {
    shown: refsOfView(raw.shown, known),
    selected: refsOfView(raw.selected, known),
    active: refOfView(raw.active, known),
    firstCuts: raw.firstCuts === 'own' ? 'own' : 'auto',
    map: readMapView(raw.map),
    axes: readAxesView(raw.axes),
    ...readColors(raw.colors, known),
    ...readLines(raw.lines)
  };
}

/** Known energies of a view; invalid ones are skipped, and without any the key is absent. */
export function readLines(value: unknown): Pick<View, 'lines'> {
  const lines = (Array.isArray(value) ? (value as unknown[]) : [])
    .slice(0, maxEntries.lines)
    .flatMap(item => readLine(item) ?? []);
  return lines.length > 0 ? { lines } : {};
}

function readLine(value: unknown): ReferenceMark | null {
  const { name, energy, source, off } = record(value);
  const isText = (text: unknown): text is string =>
    typeof text === 'string' && text.trim() !== '' && text.length <= maxEntries.text;
  return isText(name) && isText(source) && isNumber(energy) && energy > 0
    ? { name, energy, source, ...(off === true ? { off } : {}) }
    : null;
}

/** Colours; invalid ones and those of missing rows are skipped. */
function readColors(value: unknown, known: KnownIds): Pick<View, 'colors'> {
  const exists = (id: Id) => known.scans.has(id) || known.steps.has(id);
  const colors = Object.entries(record(value))
    .slice(0, maxEntries.colors)
    .filter(
      (entry): entry is [ItemKey, string] =>
        typeof entry[1] === 'string' && pattern.test(entry[1]) && idsIn(entry[0]).every(exists)
    );
  return colors.length > 0 ? { colors: Object.fromEntries(colors) } : {};
}

const pattern = new RegExp(colorPattern);

export function readMapView(value: unknown): MapView {
  const raw = record(value);
  const zoom = record(raw.zoom);
  const incident = readRange(zoom.incident);
  const emission = readRange(zoom.emission);
  return {
    view: raw.view === 'transfer' ? 'transfer' : 'incident',
    colorMap: colorMaps.find(name => name === raw.colorMap) ?? defaultMapView.colorMap,
    scale: colorScales.find(name => name === raw.scale) ?? defaultMapView.scale,
    limits: readRange(raw.limits),
    percentile: readPercentile(raw.percentile),
    zoom: incident && emission ? { incident, emission } : null,
    contours: readContours(raw.contours),
    ...(raw.aspect === 'equal' ? { aspect: 'equal' } : {}),
    ...(raw.grid === true ? { grid: true } : {}),
    ...(isRecord(raw.difference) ? { difference: readDifference(raw.difference) } : {}),
    ...readProfiles(raw.profiles),
    ...(raw.sameLimits === true ? { sameLimits: true } : {})
  };
}

function readDifference({ colorMap, limits }: Fields): DifferenceColors {
  return {
    colorMap: colorMaps.find(name => name === colorMap) ?? usualDifference.colorMap,
    limits: readRange(limits)
  };
}

/** Profiles; a part equal to its default is left out. */
function readProfiles(value: unknown): Pick<MapView, 'profiles'> {
  const { closed, place: where } = record(value);
  const kinds = Array.isArray(closed) ? profileKinds.filter(kind => closed.includes(kind)) : [];
  const place = profilePlaces.find(place => place === where);
  const profiles = {
    ...(kinds.length > 0 ? { closed: kinds } : {}),
    ...(place ? { place } : {})
  };
  return kinds.length > 0 || place ? { profiles } : {};
}

export function readAxesView(value: unknown): AxesView {
  const raw = record(value);
  return {
    x: readRange(raw.x),
    y: readRange(raw.y),
    logY: raw.logY === true ? true : defaultAxesView.logY,
    ...(isRecord(raw.waterfall) ? { waterfall: readWaterfall(raw.waterfall) } : {}),
    ...(raw.grid === false ? { grid: false } : {}),
    ...(raw.beside === false ? { beside: false } : {})
  };
}

/** An offset below zero, or a factor below 1, would reverse the order of the list. */
function readWaterfall({ offset, factor }: Fields): Waterfall {
  return {
    offset: isNumber(offset) && offset > 0 && offset <= maxOffset ? offset : null,
    factor: isNumber(factor) && factor > 1 && factor <= maxFactor ? factor : null
  };
}

/** An ascending range of finite length: nothing can be drawn in any other. */
function readRange(value: unknown): Range | null {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isNumber)) {
    return null;
  }
  const [low, high] = value.map(end => (end === 0 ? 0 : end)); // JSON has no −0
  return low < high && Number.isFinite(high - low) ? [low, high] : null;
}

function readPercentile(value: unknown): Range | null {
  const range = readRange(value);
  return range && range[0] >= 0 && range[1] <= 100 ? range : null;
}

function readContours(value: unknown): ContoursView | null {
  const { count, scale, labels, filled, color, width, centres, levels } = record(value);
  const isCount = isNumber(count) && Number.isInteger(count) && count >= 1 && count <= maxContours;
  const isColor = typeof color === 'string' && new RegExp(colorPattern).test(color);
  const isWidth = isNumber(width) && width > 0 && width <= maxWidth;
  return isCount
    ? {
        count,
        scale: scale === 'log' ? 'log' : 'linear',
        ...readLevels(levels),
        labels: labels === true,
        filled: filled === true,
        ...(isColor ? { color } : {}),
        ...(isWidth ? { width } : {}),
        ...(centres === true ? { centres } : {})
      }
    : null;
}

/** Distinct numbers, ascending; an empty list is absent. */
function readLevels(value: unknown): Pick<ContoursView, 'levels'> {
  const numbers = (Array.isArray(value) ? (value as unknown[]) : []).filter(isNumber);
  const levels = [...new Set(numbers)].sort((a, b) => a - b).slice(0, maxContours);
  return levels.length > 0 ? { levels } : {};
}

function record(value: unknown): Fields {
  return isRecord(value) ? value : {};
}
