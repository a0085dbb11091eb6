import { element } from './dom.js';
import { cellOf, type IShownColumn } from './tablecolumns.js';

/** A cell of a table of results: its tooltip has all digits of a number. */
export function tableCell(column: IShownColumn, row: number): HTMLElement {
  const { text, hint, isNumber } = cellOf(column, row);
  const cell = element('td', isNumber ? 'jp-mod-number' : '', text);
  cell.title = hint;
  return cell;
}
