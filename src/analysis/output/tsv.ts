import { columnsRows, tabbedCell } from '../../formats/columns.js';
import { columnUnit } from '../../formats/furthercolumns.js';
import { axisName, writtenAxis, writtenColumn } from '../../base/writtenaxis.js';
import type { SpectrumValue, TableValue } from '../steps/index.js';

/** A cell of such a table; without a value it is empty. */
type Cell = string | number | null | undefined;

/**
 * Rows as tab-separated text for a spreadsheet: numbers with all digits, empty if not finite; text
 * that can't be taken for a formula, without tabs and line breaks.
 */
export function tsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map(row => `${row.map(textOf).join('\t')}\n`).join('');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string'
    ? tabbedCell(cell)
    : typeof cell === 'number' && Number.isFinite(cell)
      ? String(cell)
      : '';
}

/** A curve with its name. */
export interface NamedCurve {
  name: string;
  value: SpectrumValue;
}

/**
 * Curves as a table for a spreadsheet, each in its own columns: energy (`transfer_eV` over Δ),
 * intensity, σ, counts and monitor if known, and further columns.
 */
export function curvesTsv(curves: readonly NamedCurve[]): string {
  const columns = curves.flatMap(({ name, value }) => {
    const prefix = curves.length === 1 ? '' : `${name} `;
    return columnsOf(value).map(([label, values]) => ({ label: prefix + label, values }));
  });
  const count = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: count }, (_, i) =>
    columns.map(({ values }): Cell => values[i])
  );
  return tsv([columns.map(({ label }) => label), ...rows]);
}

function columnsOf({ axis, spectrum, columns = {} }: SpectrumValue): [string, Float64Array][] {
  const { energy, intensity, sigma, counts, monitor } = spectrum;
  return [
    [`${axisName(axis)}_eV`, writtenAxis(energy, axis)],
    ['intensity', intensity],
    ['sigma', sigma],
    ...(counts ? [['counts', counts] as [string, Float64Array]] : []),
    ...(monitor ? [['monitor', monitor] as [string, Float64Array]] : []),
    ...Object.entries(columns).map(([name, values]): [string, Float64Array] => [
      name,
      writtenColumn(values, columnUnit(name, undefined))
    ])
  ];
}

/** A table of facts for a spreadsheet. */
export function tableTsv({ columns }: TableValue): string {
  return tsv(columnsRows(columns));
}
