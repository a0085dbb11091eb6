import { columnsRows } from '../../formats/columns.js';
import type { SpectrumValue, TableValue } from '../steps/index.js';

/** Rows as tab-separated text; a cell has no tab or line of its own. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(cell => cell.replace(/\s+/g, ' ')).join('\t')}\n`).join('');
}

/** All digits of a number; empty where it is none. */
export function numeral(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** A curve with what it is called. */
export interface NamedCurve {
  name: string;
  value: SpectrumValue;
}

/**
 * Curves as a table for a spreadsheet, each with columns of its own beside the others: energy, intensity, σ, counts and
 * monitor where they are known, and further columns.
 */
export function curvesTsv(curves: readonly NamedCurve[]): string {
  const columns = curves.flatMap(({ name, value }) => {
    const prefix = curves.length === 1 ? '' : `${name} `;
    return columnsOf(value).map(([label, values]) => ({ label: prefix + label, values }));
  });
  const count = Math.max(0, ...columns.map(({ values }) => values.length));
  const rows = Array.from({ length: count }, (_, i) =>
    columns.map(({ values }) => numeral(values[i]))
  );
  return tsv([columns.map(({ label }) => label), ...rows]);
}

function columnsOf({ spectrum, columns = {} }: SpectrumValue): [string, Float64Array][] {
  const { energy, intensity, sigma, counts, monitor } = spectrum;
  return [
    ['energy_eV', energy],
    ['intensity', intensity],
    ['sigma', sigma],
    ...(counts ? [['counts', counts] as [string, Float64Array]] : []),
    ...(monitor ? [['monitor', monitor] as [string, Float64Array]] : []),
    ...Object.entries(columns)
  ];
}

/** A table of facts for a spreadsheet. */
export function tableTsv({ columns }: TableValue): string {
  return tsv(
    columnsRows(columns).map(row =>
      row.map(cell => (typeof cell === 'number' ? numeral(cell) : cell))
    )
  );
}
