import type { NumberResult } from '../../analysis/steps/values.js';

/** What is copied of numbers. */
export interface ICopied {
  label: string;
  numbers: Readonly<Record<string, NumberResult>>;
}

/** Numbers with all of their digits, as a table for a spreadsheet: `item`, `name`, `value`, `sigma`, `unit`. */
export function numbersTsv(items: readonly ICopied[]): string {
  const rows = items.flatMap(({ label, numbers }) =>
    Object.entries(numbers).map(([name, { value, sigma, unit }]) => [
      label,
      name,
      numeral(value),
      numeral(sigma),
      unit
    ])
  );
  return tsv([['item', 'name', 'value', 'sigma', 'unit'], ...rows]);
}

/** Rows as tab-separated text; a cell has no tab or line of its own. */
export function tsv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(cell => cell.replace(/\s+/g, ' ')).join('\t')}\n`).join('');
}

function numeral(value: number | null): string {
  return value !== null && Number.isFinite(value) ? String(value) : '';
}
