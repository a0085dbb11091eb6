import {
  leftOutOf,
  averageBeside,
  parseItemKey,
  type Id,
  type ItemKey,
  type Ref
} from '../../analysis/document/index.js';
import type { ResultColumn } from '../../formats/columns.js';
import type { DrawnItem, DrawnTable } from '../../compute/types.js';
import type { AnalysisModel } from '../../model/index.js';
import type { ISeries, ISeriesPanel, ISeriesRow } from '../../plots/index.js';
import { aboutItem } from '../../analysis/titles.js';
import { inputKeysOf } from '../inspector/inspecteditems.js';
import { timesOf, type Along } from './along.js';

/** What a series page shows. */
export interface ISeriesState {
  /** Id of the step. */
  page: Id;
  table: DrawnTable;
  /** The inputs of the step: one per row. */
  keys: readonly ItemKey[];
  labels: readonly string[];
  /** Indices of rows that are left out of the average. */
  out: ReadonlySet<number>;
  series: ISeries;
  /** What it can be drawn over, and what it is drawn over. */
  ways: readonly Along[];
  along: Along;
  /** Findings on the remaining scans, in sentences; null until they are computed. */
  verdict: readonly string[] | null;
  /** Whether there is an average of the remaining scans, and it is ticked. */
  isAverageShown: boolean;
}

/** Inputs of a table's rows: a table is out of date if they differ from the present inputs. */
const known = new WeakMap<DrawnTable, readonly ItemKey[]>();

/**
 * The active series; null if the active row is none. @param wanted what to draw it over; null for
 * the default.
 */
export function seriesState(model: AnalysisModel, wanted: Along | null): ISeriesState | null {
  const { activeStep: page, activeRef: ref } = model;
  const item = ref ? model.items(ref).find(entry => entry.valueKey !== null) : undefined;
  const table = model.valueOf(item ?? null);
  if (!page || !ref || !item || table?.kind !== 'table' || !table.series) {
    return null;
  }
  const keys = keysOf(model, page.id, item, table);
  if (!keys) {
    return null;
  }
  const { document } = model;
  const left = new Set(leftOutOf(document, page, keys));
  const out = new Set(keys.flatMap((key, i) => (left.has(key) ? [i] : [])));
  const times = timesOf(model, table, keys);
  const ways = (['scan', 'time', 'given'] as const).filter(way => way === 'scan' || times[way]);
  const suited: readonly Along[] = page.step === 'drift' ? ['time', 'given'] : [];
  const along = (wanted ? [wanted] : suited).find(way => ways.includes(way)) ?? 'scan';
  const x = times[along] ?? orderOf(keys.length);
  const average = averageBeside(document.steps, page);
  const ofLeft = model.remainingRef
    ? leftItem(model, model.remainingRef)
    : left.size > 0
      ? null
      : item;
  return {
    page: page.id,
    table,
    keys,
    labels: keys.map(key => model.labelOf(key)),
    out,
    series: { rows: rowsOf(model, keys, out), x, panels: panelsOf(model, table, ofLeft, out) },
    ways,
    along,
    verdict:
      keys.length - out.size < 2
        ? tooFew
        : ofLeft && verdictOf(model, model.remainingRef ?? ref, ofLeft),
    isAverageShown: average !== null && model.view.shown.some(({ id }) => id === average.id)
  };
}

const tooFew = ['Only one scan is left: its agreement with others can’t be assessed.'];

/** The row in the list for a row of the table. */
export function originRef(key: ItemKey): Ref {
  const { ids } = parseItemKey(key);
  return { id: ids[ids.length - 1] };
}

/** A column's numbers; null if there is no such column. */
export function numbersIn(columns: readonly ResultColumn[], name?: string): Float64Array | null {
  const values = columns.find(column => column.name === name)?.values;
  return values && ArrayBuffer.isView(values) ? values : null;
}

function keysOf(
  model: AnalysisModel,
  id: Id,
  { isStale }: DrawnItem,
  table: DrawnTable
): readonly ItemKey[] | null {
  const inputs = model.outcome(id)?.inputs ?? [];
  if (!isStale && inputs.length === table.columns[0]?.values.length) {
    known.set(table, inputs);
  }
  return known.get(table) ?? null;
}

function orderOf(count: number): ISeries['x'] {
  const values = Float64Array.from({ length: count }, (_, i) => i + 1);
  return { title: 'Scan, in the order of the list', values, isOrder: true };
}

function rowsOf(
  model: AnalysisModel,
  keys: readonly ItemKey[],
  out: ReadonlySet<number>
): ISeriesRow[] {
  const selected = new Set(model.view.selected.map(({ id }) => id));
  return keys.map((key, i) => ({
    color: model.colorOf(key),
    isOut: out.has(i),
    isSelected: selected.has(originRef(key).id)
  }));
}

/** The result for the remaining scans; null while it is computed. */
function leftItem(model: AnalysisModel, ref: Ref): DrawnItem | null {
  const [item] = model.items(ref);
  return item && !item.isStale ? item : null;
}

function panelsOf(
  model: AnalysisModel,
  { columns, series }: DrawnTable,
  left: DrawnItem | null,
  out: ReadonlySet<number>
): ISeriesPanel[] {
  const drawn = model.valueOf(left);
  const ofLeft = drawn?.kind === 'table' ? drawn : null;
  const count = columns[0].values.length;
  return (series?.panels ?? []).map((panel, i) => {
    const { unit = '' } = columns.find(({ name }) => name === panel.column) ?? {};
    const values = numbersIn(columns, panel.column) ?? new Float64Array(count).fill(NaN);
    const fitted = ofLeft?.series?.panels[i]?.trend;
    return {
      title: panel.title,
      unit,
      values,
      sigma: numbersIn(columns, panel.sigma),
      expected: panel.expected ?? null,
      trend: fitted
        ? trendAmong(values, out, fitted, numbersIn(ofLeft.columns, panel.column))
        : null,
      outliers: panel.outliers
    };
  });
}

/**
 * The trend of the remaining rows, at their places among all, as far from them as it is from their
 * own numbers: these may have another zero, such as the mean for shifts. Null if it is not for
 * these rows.
 * @param own their numbers, as used for the trend.
 */
function trendAmong(
  values: Float64Array,
  out: ReadonlySet<number>,
  trend: Float64Array,
  own: Float64Array | null
): Float64Array | null {
  const rows = [...values.keys()].filter(row => !out.has(row));
  if (rows.length !== trend.length || own?.length !== trend.length) {
    return null;
  }
  const apart = rows.map((row, i) => values[row] - own[i]).filter(Number.isFinite);
  const offset = apart.reduce((sum, value) => sum + value, 0) / Math.max(1, apart.length);
  const among = new Float64Array(values.length).fill(NaN);
  rows.forEach((row, i) => (among[row] = trend[i] + offset));
  return among;
}

function verdictOf(model: AnalysisModel, ref: Ref, item: DrawnItem): string[] {
  const { key, details, error } = item;
  const found = details?.verdict;
  const sentences = error
    ? [error.message]
    : Array.isArray(found)
      ? found.filter(entry => typeof entry === 'string')
      : [];
  const inputs = inputKeysOf(model, ref);
  return sentences.map(text => aboutItem(model.document, text, key, inputs));
}
