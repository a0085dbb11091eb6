import type { NumberResult } from '../../analysis/steps/values.js';
import { powerOf, superscript, withMinus, writtenNumber } from '../../base/writtennumber.js';

/** Decimals of a mantissa with this σ: two digits of a σ that begins with 1 to 3.5, else one (as the PDG rounds). */
function decimalsOf(sigma: number): number {
  const [digits, exponent] = sigma.toExponential(2).split('e');
  const leading = Number(digits);
  const count = leading < 3.55 || leading >= 9.5 ? 2 : 1;
  const isRoundedUp = leading >= 9.5; // 0.096 is 0.10
  return count - 1 - Number(exponent) - (isRoundedUp ? 1 : 0);
}

/** A number as people write it: `9654.48 ± 0.06`, with as many digits as its σ allows. */
export function measured({ value, sigma }: Pick<NumberResult, 'value' | 'sigma'>): string {
  if (!Number.isFinite(value)) {
    return '–';
  }
  const isKnown = sigma !== null && Number.isFinite(sigma) && sigma > 0;
  if (!isKnown) {
    return sigma === null || sigma === 0 ? writtenNumber(value) : `${writtenNumber(value)} ± ?`;
  }
  const power = powerOf(Math.max(Math.abs(value), sigma));
  if (power === 0) {
    const decimals = decimalsOf(sigma);
    return `${fixed(value, decimals)} ± ${fixed(sigma, decimals)}`;
  }
  const decimals = decimalsOf(sigma) + power;
  const scale = 10 ** power;
  const both = `${fixed(value / scale, decimals)} ± ${fixed(sigma / scale, decimals)}`;
  return `(${both})·10${superscript(power)}`;
}

/** The same where there is little room: `9654.48(6)`, σ in the last digits. */
export function shortly(number: Pick<NumberResult, 'value' | 'sigma'>): string {
  return measured(number).replace(
    /^\(?([−\d.]+) ± ([\d.]+)\)?/,
    (_, value: string, sigma: string) => `${value}(${sigma.replace('.', '').replace(/^0+/, '')})`
  );
}

/** Negative decimals round before the point; a σ of no digit in sight needs no more than a double has. */
function fixed(value: number, decimals: number): string {
  if (decimals >= 0) {
    return withMinus(value.toFixed(Math.min(decimals, 15)));
  }
  const step = 10 ** -decimals;
  return withMinus((Math.round(value / step) * step).toFixed(0));
}

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
