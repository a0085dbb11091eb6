import { cutStep, cutThroughMaximum, type CuttableMap } from './cutplaces.js';
import {
  asRef,
  asSource,
  idOf,
  idsAfter,
  isSameRef,
  scansId,
  stepOfCut,
  stepStem,
  takenIds,
  type AnalysisDocument,
  type Id,
  type Ref,
  type StepEntry
} from './document/index.js';
import { lineOf, type LineMark } from './linecuts.js';
import type { Cut, CutType, MapAxes } from '../science/map.js';

/** A cut that is drawn on a map. */
export interface ModelCut extends Cut {
  readonly id: Id;
  /** A first cut that has not been edited: it is in no document. */
  readonly isImplicit: boolean;
  /** The `from` of the step that a first cut becomes when edited; absent: all scans. */
  readonly from?: StepEntry['from'];
}

/** A cut along a line that is drawn on a map. */
export interface ModelLine extends LineMark {
  readonly id: Id;
}

/** The cuts and lines drawn on a map. */
export interface CutsOnMap {
  readonly cuts: readonly ModelCut[];
  readonly lines: readonly ModelLine[];
}

const types: readonly CutType[] = ['CIE', 'CEE', 'CET'];

/**
 * Entries are never changed in place, so unchanged cuts stay the same objects while one is dragged.
 */
const known = new WeakMap<StepEntry, ModelCut>();
const knownLines = new WeakMap<StepEntry, ModelLine>();

/**
 * The steps of a document drawn as cuts on a map: those on all scans, on the map of a scan those
 * whose inputs include it, and on the map of a step also those that work on it.
 * @param axes of the shown map: a cut without a width is one step of it wide.
 * @param step whose map is shown; null: that of a scan.
 */
export function cutsOf(
  { steps }: Pick<AnalysisDocument, 'steps'>,
  axes: MapAxes | null,
  scan: Id | null,
  step: Ref | null = null
): CutsOnMap {
  const isOfScans = (entry: StepEntry) =>
    isDrawn(entry) && (scan === null || isCutOfScan(entry, scan));
  const drawn = steps.filter(entry => isOfScans(entry) || (step !== null && isCutOf(entry, step)));
  return {
    cuts: drawn.filter(entry => cutOf(entry)).map(entry => asCut(entry, axes)),
    lines: drawn.flatMap(entry => asLine(entry) ?? [])
  };
}

/** Ids of the cuts on a map that are in the document, and so have a colour. */
export function idsOnMap({
  cuts,
  lines = []
}: { cuts: readonly ModelCut[] } & Partial<CutsOnMap>): Id[] {
  return [...cuts.filter(({ isImplicit }) => !isImplicit), ...lines].map(({ id }) => id);
}

/** Whether a cut's numbers are finite: JSON can't store others. */
export function isCut({ at, width }: Cut): boolean {
  return Number.isFinite(at) && Number.isFinite(width) && width >= 0;
}

/** Whether a step is a cut to be drawn. */
export function isDrawn(entry: StepEntry): boolean {
  const { from, off } = entry;
  return (
    !off &&
    from.length === 1 &&
    idOf(from[0]) === scansId &&
    (cutOf(entry) !== null || lineOf(entry) !== null)
  );
}

/** Whether a step is a cut through the map of another step. */
export function isCutOf(entry: StepEntry, step: Ref): boolean {
  const { from, off } = entry;
  const isCutting = cutOf(entry) !== null || lineOf(entry) !== null;
  return !off && from.length === 1 && isSameRef(from[0], step) && isCutting;
}

/** A step as a cut, of width 0 if it has none; null if it is no cut. */
export function cutOf({ step, parameters }: StepEntry): Cut | null {
  const { at, width } = parameters;
  const type = types.find(type => type === parameters.type);
  return step === 'cut' && type && typeof at === 'number'
    ? { type, at, width: typeof width === 'number' ? width : 0 }
    : null;
}

/** Whether a cut goes through the maps of a scan, or has this scan excluded. */
export function isCutOfScan({ from }: Pick<StepEntry, 'from'>, scan: Id): boolean {
  return from.every(source => {
    const { only, except } = asRef(source);
    return (only?.includes(scan) ?? true) && !except?.includes(scan);
  });
}

function asCut(entry: StepEntry, axes: MapAxes | null): ModelCut {
  const { id, parameters } = entry;
  const type = parameters.type as CutType;
  const at = parameters.at as number;
  if (typeof parameters.width !== 'number') {
    return { id, type, at, width: axes ? cutStep(axes, type) : 0, isImplicit: false };
  }
  let cut = known.get(entry);
  if (!cut) {
    cut = { id, type, at, width: parameters.width, isImplicit: false };
    known.set(entry, cut);
  }
  return cut;
}

function asLine(entry: StepEntry): ModelLine | null {
  let line = knownLines.get(entry) ?? null;
  const found = line ? null : lineOf(entry);
  if (found) {
    line = { ...found, id: entry.id };
    knownLines.set(entry, line);
  }
  return line;
}

/** A first cut as the step that it becomes when it is used. */
export function entryOfCut({ isImplicit: _, ...cut }: ModelCut): StepEntry {
  return { ...stepOfCut(cut), id: cut.id };
}

/** Whether a document has no cuts yet, so that its map shows the first cuts. */
export function hasFirstCuts({ steps, view }: Pick<AnalysisDocument, 'steps' | 'view'>): boolean {
  return view.firstCuts === 'auto' && !steps.some(isDrawn);
}

/**
 * The first cuts of a map, through its maximum, with ids not used in the document.
 * @param steps their width in steps of the energy they hold constant.
 * @param home what they become cuts of; null: all scans.
 */
export function firstCuts(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  map: CuttableMap,
  steps: number,
  home: Ref | null = null
): ModelCut[] {
  const next = idsAfter(takenIds(document), stepStem('cut'));
  return (['CIE', 'CEE'] as const).map(type => ({
    id: next(),
    ...cutThroughMaximum(map, type, steps),
    ...(home ? { from: [asSource(home)] } : {}),
    isImplicit: true
  }));
}
