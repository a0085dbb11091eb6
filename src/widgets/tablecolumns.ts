import { compactValue, measured, compactNumber, type Measured } from '../base/measured.js';
import { writtenValue } from '../base/writtenaxis.js';
import { powerOf, withMinus, writtenNumber } from '../base/writtennumber.js';
import type { ResultColumn } from '../formats/columns.js';

/** Suffix of the name of a column with the σ of another. */
const sigmaMark = '_sigma';

/** Headings for columns of steps, by their names in files. */
const headings: Readonly<Record<string, string>> = {
  angle: 'Angle',
  area: 'Area',
  counts: 'Counts',
  distance: 'Distance',
  element: 'Element',
  emission: 'Emission',
  energy: 'Energy',
  iad: 'IAD',
  incident: 'Incident',
  intensity: 'Intensity',
  line: 'Line',
  m1: 'Centroid',
  outlier: 'Stands apart in',
  redchi: 'Reduced χ²',
  redchi_shifted: 'Reduced χ² after the shift',
  redchiShifted: 'Reduced χ² after the shift',
  scale: 'Scale',
  scan: 'Scan',
  shift: 'Shift',
  source: 'Source',
  time: 'Time',
  transfer: 'Transfer'
};

/** Numbers that have no σ, and for which three digits are enough. */
const rough: ReadonlySet<string> = new Set(['redchi', 'redchi_shifted', 'redchiShifted']);

/** A column with the column of its σ. */
export interface IShownColumn {
  readonly column: ResultColumn;
  /** Null if it has none. */
  readonly sigma: ResultColumn | null;
}

/** The text of a cell, and its full value. */
export interface IShownCell {
  readonly text: string;
  /** All digits; empty if the text has them. */
  readonly hint: string;
  readonly isNumber: boolean;
}

/** Columns as shown: a σ has no column of its own, for it is shown with its number. */
export function shownColumns(columns: readonly ResultColumn[]): IShownColumn[] {
  const byName = new Map(columns.map(column => [column.name, column]));
  const isSigma = ({ name }: ResultColumn) =>
    name.endsWith(sigmaMark) && byName.has(name.slice(0, -sigmaMark.length));
  return columns
    .filter(column => !isSigma(column))
    .map(column => ({ column, sigma: byName.get(`${column.name}${sigmaMark}`) ?? null }));
}

/** Name of a column or number on the page. */
export function inWords(name: string): string {
  return Object.hasOwn(headings, name) ? headings[name] : name;
}

/** A number with its σ in the usual notation; without a σ, with the digits that matter. */
export function numberText(name: string, { value, sigma }: Measured): string {
  return sigma === null && rough.has(name) && Number.isFinite(value)
    ? compactValue(value, NaN)
    : measured({ value, sigma });
}

/** `Shift (eV)` */
export function headingOf({ column: { name, unit } }: IShownColumn): string {
  const words = inWords(name);
  return unit ? `${words} (${unit})` : words;
}

/** A value with the digits that its σ justifies, `0.123(4)`; without a σ, with its own digits. */
export function cellOf({ column, sigma }: IShownColumn, row: number): IShownCell {
  const value = column.values[row];
  if (typeof value !== 'number') {
    return { text: value, hint: '', isNumber: false };
  }
  if (sigma) {
    const deviation = Number(sigma.values[row]);
    return {
      text: Number.isNaN(value) ? '' : compactNumber({ value, sigma: deviation }),
      hint: `${writtenValue(value, column.unit)} ± ${deviation}`,
      isNumber: true
    };
  }
  return {
    text: plainText(column.name, value),
    hint: String(writtenValue(value, column.unit)),
    isNumber: true
  };
}

function plainText(name: string, value: number): string {
  if (Number.isNaN(value)) {
    return '';
  }
  if (rough.has(name)) {
    return compactValue(value, NaN);
  }
  const isWhole = powerOf(Math.abs(value)) === 0; // energies have more digits than other numbers
  return isWhole ? withMinus(String(Number(value.toPrecision(9)))) : writtenNumber(value);
}
