import { asciiParts } from '../../formats/ascii.js';
import { columnsRows, csvLines, csvParts, type TextRow } from '../../formats/columns.js';
import { axisComments, mapRows, spectrumRows } from '../../formats/csv.js';
import { countedComments } from '../../formats/countedtable.js';
import { approximateComments, lostInTable } from '../../formats/sigmamark.js';
import { writtenValue } from '../../base/writtenaxis.js';
import type { Named } from '../naming.js';
import type { MapValue, NumberResult, SpectrumValue, TableValue } from '../steps/index.js';
import { provenanceComments, type Provenance } from './provenance.js';

/** A result that can be written to a file. */
export type Writable = Named<MapValue | SpectrumValue | TableValue>;

/** Contents of a file other than its rows. */
export interface TableContext {
  title: string;
  provenance: Provenance;
}

/** One result as CSV, in chunks of some thousand lines. */
export function csvOf(value: Writable, about: TableContext): Iterable<string> {
  return csvParts(rowsOf(value), tableComments(value, about));
}

/** A curve or a map as columns of numbers below a header, in chunks of some thousand lines. */
export function asciiOf(
  value: Exclude<Writable, TableValue>,
  about: TableContext
): Iterable<string> {
  return asciiParts(rowsOf(value), tableComments(value, about));
}

function rowsOf(value: Writable): Iterable<TextRow> {
  switch (value.kind) {
    case 'map':
      return mapRows(value.map, value.view ?? 'incident');
    case 'table':
      return columnsRows(value.columns);
    case 'spectrum':
      return spectrumRows(value.spectrum, value.axis, value.columns);
  }
}

/** Comments of a table: its origin, its findings, and why its σ is approximate. */
export function tableComments(value: Writable, { title, provenance }: TableContext): string[] {
  const points =
    value.kind === 'spectrum' ? value.spectrum : value.kind === 'map' ? value.map : null;
  const [first, ...others] = provenanceComments(provenance, {
    title,
    ...(value.kind === 'spectrum' ? axisComments(value) : {})
  });
  return [
    first,
    ...(value.kind === 'table' ? [] : countedComments(value)),
    ...others,
    ...(value.kind === 'table' ? (value.verdict ?? []) : []).map(item => `verdict: ${item}`),
    ...approximateComments([...(value.approximate ?? []), ...(points ? lostInTable(points) : [])])
  ];
}

/** Numbers of one step as a table; σ is empty if not known. */
export function numbersCsv(
  numbers: Readonly<Record<string, NumberResult>>,
  comments: readonly string[]
): string {
  const rows = Object.entries(numbers).map(([name, number]) => [name, ...cellsOf(number)]);
  return csvLines([['name', 'value', 'sigma', 'unit'], ...rows], comments);
}

/** A number with its step and item. */
export interface NumberRow extends NumberResult {
  step: string;
  item: string;
  name: string;
}

/** Numbers of several steps in long form: one row each. */
export function numberRowsCsv(numbers: readonly NumberRow[], comments: readonly string[]): string {
  const names = ['step', 'item', 'name', 'value', 'sigma', 'unit'];
  const rows = numbers.map(({ step, item, name, ...number }) => [
    step,
    item,
    name,
    ...cellsOf(number)
  ]);
  return csvLines([names, ...rows], comments);
}

function cellsOf({ value, sigma, unit }: NumberResult): (string | number)[] {
  return [writtenValue(value, unit), sigma ?? '', unit];
}
