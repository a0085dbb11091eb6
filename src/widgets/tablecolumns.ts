import { compactValue, measured, compactNumber, type Measured } from '../base/measured.js';
import { writtenValue } from '../base/writtenaxis.js';
import { powerOf, withMinus, writtenNumber } from '../base/writtennumber.js';
import type { ResultColumn } from '../formats/columns.js';

/** Ends the name of the column of another one's σ. */
const sigmaMark = '_sigma';

/** Columns of steps by their names in files, as they are read on the page. */
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
  redchi_shifted: 'Reduced χ² once shifted',
  redchiShifted: 'Reduced χ² once shifted',
  scale: 'Scale',
  scan: 'Scan',
  shift: 'Shift',
  source: 'Source',
  time: 'Time',
  transfer: 'Transfer'
};

/** Numbers that have no σ, and of which three digits say all. */
const rough: ReadonlySet<string> = new Set(['redchi', 'redchi_shifted', 'redchiShifted']);

/** A column with that of its σ. */
export interface IShownColumn {
  readonly column: ResultColumn;
  /** Null where it has none. */
  readonly sigma: ResultColumn | null;
}

/** A cell as it is read, and in full. */
export interface IShownCell {
  readonly text: string;
  /** All digits; empty where the text has them. */
  readonly hint: string;
  readonly isNumber: boolean;
}

/** Columns as they are seen: that of a σ is no column of its own, for it stands with its number. */
export function shownColumns(columns: readonly ResultColumn[]): IShownColumn[] {
  const byName = new Map(columns.map(column => [column.name, column]));
  const isSigma = ({ name }: ResultColumn) =>
    name.endsWith(sigmaMark) && byName.has(name.slice(0, -sigmaMark.length));
  return columns
    .filter(column => !isSigma(column))
    .map(column => ({ column, sigma: byName.get(`${column.name}${sigmaMark}`) ?? null }));
}

/** What a column or a number of this name is called on the page. */
export function inWords(name: string): string {
  return Object.hasOwn(headings, name) ? headings[name] : name;
}

/** A number with its σ, as people write it: where there is none to say how exact it is, as exact as it matters. */
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

/** A value as its σ allows, `0.123(4)`; a number without one with the digits that it has. */
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
