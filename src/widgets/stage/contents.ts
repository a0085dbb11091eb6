import type { Failure } from '../../analysis/steps/part.js';
import type { SpectrumAxis } from '../../analysis/steps/values.js';
import type { DrawnSpectrum, DrawnTable } from '../../compute/types.js';
import { oneOfEach, type ShownItem } from '../../model/index.js';
import { axisSymbols, type ICurve } from '../../plots/index.js';
import { withJoined } from './joinedview.js';

/** What the stage shows in addition to a map. */
export interface StageContents {
  /** Along a single energy: that of the active curve, else of the first. */
  curves: readonly ICurve[];
  /** Of the active row, then of the other ticked rows. */
  tables: readonly IShownTable[];
  /** What is not drawn, and why: sentences. */
  notes: readonly string[];
  /** Why nothing can be drawn for the active row; null if something is. */
  failure: Failure | null;
}

/** A table and its title. */
export interface IShownTable {
  readonly label: string;
  readonly table: DrawnTable;
}

const known = new WeakMap<ShownItem, ICurve>();

/**
 * Sort the displayed items by where they are drawn.
 * @param whole why the active row as a whole has no result; null if it has one.
 */
export function stageContents(shown: readonly ShownItem[], whole: Failure | null): StageContents {
  const spectra = oneOfEach(shown.filter(isSpectrum), nameOf);
  const axis = (spectra.find(({ isActive }) => isActive) ?? spectra[0])?.value.axis;
  const drawn = spectra.filter(({ value }) => value.axis === axis);
  const others = spectra.filter(({ value }) => value.axis !== axis);
  const active = shown.filter(({ isActive }) => isActive);
  const hasOfActive = active.some(({ value }) => value !== null);
  const failure = hasOfActive ? null : (active.find(({ error }) => error)?.error ?? whole);
  return {
    curves: withJoined(drawn.map(curveOf)),
    tables: tablesOf(shown),
    notes: [
      ...leftOut(others),
      ...mapsBeside(shown, active),
      ...shown
        .filter(({ error, value, isActive }) => error && !value && !(isActive && failure))
        .map(item => `${item.label} is not drawn: ${item.error?.message ?? ''}`)
    ],
    failure
  };
}

type ShownSpectrum = ShownItem & { value: DrawnSpectrum };

function isSpectrum(item: ShownItem): item is ShownSpectrum {
  return item.value?.kind === 'spectrum';
}

/** An item may be ticked both on its own and with the others of its step. */
function nameOf({ key, ref }: ShownItem): string {
  return ref.output === undefined ? key : `${key}#${ref.output}`;
}

/** The same curve object for the same item, so that unchanged curves are not redrawn. */
function curveOf(item: ShownSpectrum): ICurve {
  const before = known.get(item);
  if (before) {
    return before;
  }
  const { color, isActive, isStale, label, value } = item;
  const curve: ICurve = { key: nameOf(item), label, color, data: value, isActive, isStale };
  known.set(item, curve);
  return curve;
}

/** Each once, though an item may be ticked both on its own and with the others of its step. */
function tablesOf(shown: readonly ShownItem[]): IShownTable[] {
  const active = shown.filter(({ isActive }) => isActive);
  const tables = new Map<string, IShownTable>();
  for (const item of [...active, ...shown]) {
    const { value, label } = item;
    const name = nameOf(item);
    if (value?.kind === 'table' && !tables.has(name)) {
      tables.set(name, { label, table: value });
    }
  }
  return [...tables.values()];
}

/** Ticked maps are drawn if the active row is a map, but not with an active curve or table. */
function mapsBeside(shown: readonly ShownItem[], active: readonly ShownItem[]): string[] {
  const isOfOther = active.some(({ value }) => value !== null && value.kind !== 'map');
  return isOfOther
    ? shown
        .filter(({ value }) => value?.kind === 'map')
        .map(({ label }) => `${label} is a map and is not drawn here: click its row to see it.`)
    : [];
}

/** `2 results run along Ω and are not drawn.` */
function leftOut(others: readonly ShownSpectrum[]): string[] {
  const counts = new Map<SpectrumAxis, number>();
  others.forEach(({ value }) => counts.set(value.axis, (counts.get(value.axis) ?? 0) + 1));
  return [...counts].map(([axis, count]) =>
    count === 1
      ? `1 result runs along ${axisSymbols[axis]} and is not drawn.`
      : `${count} results run along ${axisSymbols[axis]} and are not drawn.`
  );
}
