import { tsv } from '../../analysis/output/tsv.js';
import { writtenValue } from '../../base/writtenaxis.js';
import type { NumberResult } from '../../analysis/steps/values.js';

/** A number to copy. */
export interface ICopied {
  label: string;
  numbers: Readonly<Record<string, NumberResult>>;
}

/**
 * Numbers with all of their digits, as a table for a spreadsheet: `item`, `name`, `value`, `sigma`,
 * `unit`.
 */
export function numbersTsv(items: readonly ICopied[]): string {
  const rows = items.flatMap(({ label, numbers }) =>
    Object.entries(numbers).map(([name, { value, sigma, unit }]) => [
      label,
      name,
      writtenValue(value, unit),
      sigma,
      unit
    ])
  );
  return tsv([['item', 'name', 'value', 'sigma', 'unit'], ...rows]);
}
