import { Widget } from '@lumino/widgets';
import type { ResultColumn } from '../../formats/columns.js';
import type { DrawnTable } from '../../compute/types.js';
import { DisposableStore } from '../../lifecycle/index.js';
import { element } from '../dom.js';
import { tableCell } from '../tablecell.js';
import { headingOf, shownColumns, type IShownColumn } from '../tablecolumns.js';
import type { ISeriesState } from './seriesstate.js';

export interface ISeriesTableOptions {
  /** Leave a row out, or take it back. */
  onToggle: (row: number) => void;
  onSelect: (row: number) => void;
}

/** The numbers of a series, one row per scan, each with a checkbox: whether it is averaged. */
export class SeriesTable extends Widget {
  constructor({ onToggle, onSelect }: ISeriesTableOptions) {
    super();
    this.addClass('jp-XESTable');
    this.addClass('jp-XESSeries-table');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Scans');
    this._owned.listen(this.node, 'change', ({ target }) => withRow(target, onToggle));
    this._owned.listen(this.node, 'click', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) {
        withRow(target, onSelect);
      }
    });
  }

  /** Show the rows; those with unchanged numbers stay, which preserves the focus. */
  showRows({ table, labels, out, series }: ISeriesState): void {
    const names = labels.join('\n');
    if (table !== this._table || names !== this._names) {
      [this._table, this._names] = [table, names];
      this._rows = labels.map((label, row) => rowOf(table, label, row));
      const body = element('table', '');
      body.append(headOf(table), ...this._rows.map(({ node }) => node));
      this.node.replaceChildren(body);
    }
    this._rows.forEach(({ node, box, swatch }, row) => {
      const { color, isSelected } = series.rows[row];
      box.checked = !out.has(row);
      swatch.style.background = color;
      node.classList.toggle('jp-mod-out', out.has(row));
      node.classList.toggle('jp-mod-selected', isSelected);
    });
  }

  /** Show none, and release the series. */
  clear(): void {
    this._table = null;
    this._names = '';
    this._rows = [];
    this.node.replaceChildren();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._owned.dispose();
    super.dispose();
    this.clear();
  }

  private _owned = new DisposableStore();
  private _table: DrawnTable | null = null;
  private _names = '';
  private _rows: IRow[] = [];
}

interface IRow {
  node: HTMLTableRowElement;
  box: HTMLInputElement;
  swatch: HTMLElement;
}

function withRow(target: EventTarget | null, work: (row: number) => void): void {
  const row = target instanceof Element ? target.closest('tr')?.dataset.row : undefined;
  if (row !== undefined) {
    work(Number(row));
  }
}

/**
 * Columns shown elsewhere on the page, or of interest to few; files and the command line have them.
 */
const left = new Set(['redchi_shifted']);

/** The columns except the labels. */
function columnsOf({ columns }: DrawnTable): readonly IShownColumn[] {
  return shownColumns(columns)
    .slice(1)
    .filter(({ column: { name, values } }) => !left.has(name) && !isEmpty(values));
}

/** A column of words may be empty, e.g. if no scan deviates. */
function isEmpty(values: ResultColumn['values']): boolean {
  return !ArrayBuffer.isView(values) && values.every(word => word === '');
}

function headOf(table: DrawnTable): HTMLTableRowElement {
  const head = element('tr', '');
  const titles = columnsOf(table).map(headingOf);
  head.append(...['Averaged', 'Scan', ...titles].map(title => element('th', '', title)));
  head.querySelectorAll('th').forEach(cell => cell.setAttribute('scope', 'col'));
  return head;
}

function rowOf(table: DrawnTable, label: string, row: number): IRow {
  const node = element('tr', '');
  node.dataset.row = String(row);
  const box = element('input', '');
  box.type = 'checkbox';
  box.setAttribute('aria-label', `Average ${label}`);
  const [first, name] = [element('td', ''), element('td', '', label)];
  const swatch = element('span', 'jp-XESSeries-swatch');
  first.append(box);
  name.prepend(swatch);
  node.append(first, name, ...columnsOf(table).map(column => tableCell(column, row)));
  return { node, box, swatch };
}
