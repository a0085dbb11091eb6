import { Widget } from '@lumino/widgets';
import type { DrawnTable } from '../../compute/types.js';
import { element } from '../dom.js';
import { tableCell } from '../tablecell.js';
import { headingOf, shownColumns } from '../tablecolumns.js';
import type { IShownTable } from './contents.js';

/** Pixels: a row with its line, and the space around a table. */
const rowHeight = 25;
const margin = 24;

/** Most rows shown, of all tables together: more would slow the page, and few would read them. */
const mostRows = 1000;

/** The columns of results other than curves and maps, one table below the other. */
export class TableView extends Widget {
  constructor() {
    super();
    this.addClass('jp-XESTable');
    this.node.tabIndex = 0; // so that keys scroll it
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Table');
  }

  /** Show tables; unchanged ones are not rebuilt. */
  showTables(shown: readonly IShownTable[]): void {
    const isSame = ({ label, table }: IShownTable, i: number) =>
      this._shown[i]?.table === table && this._shown[i].label === label;
    if (shown.length !== this._shown.length || !shown.every(isSame)) {
      this._shown = shown;
      this.node.replaceChildren(...partsOf(shown));
    }
  }

  override dispose(): void {
    this._shown = [];
    super.dispose();
    this.node.replaceChildren();
  }

  private _shown: readonly IShownTable[] = [];
}

/** Approximate height of tables, pixels: what is above takes the rest. */
export function tablesHeight(shown: readonly IShownTable[]): number {
  const rows = shown.map(({ table }) => 2 + (table.columns[0]?.values.length ?? 0));
  return margin + rowHeight * rows.reduce((sum, count) => sum + count, 0);
}

/** A single table needs no title: its row has it. */
function partsOf(shown: readonly IShownTable[]): HTMLElement[] {
  let left = mostRows;
  const parts: HTMLElement[] = [];
  for (const [i, { label, table }] of shown.entries()) {
    if (left === 0) {
      parts.push(element('p', '', `${shown.length - i} more of ${shown.length} tables.`));
      break;
    }
    const all = table.columns[0]?.values.length ?? 0;
    const count = Math.min(all, left);
    left -= count;
    if (count < all) {
      parts.push(element('p', '', `The first ${spaced(count)} of ${spaced(all)} rows.`));
    }
    parts.push(tableOf(table, count, shown.length > 1 ? label : ''));
  }
  return parts;
}

function spaced(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function tableOf({ columns }: DrawnTable, count: number, label: string): HTMLElement {
  const table = element('table', '');
  const head = element('tr', '');
  const shown = shownColumns(columns);
  head.append(...shown.map(column => element('th', '', headingOf(column))));
  head.querySelectorAll('th').forEach(cell => cell.setAttribute('scope', 'col'));
  const rows = Array.from({ length: count }, (_, i) => {
    const row = element('tr', '');
    row.append(...shown.map(column => tableCell(column, i)));
    return row;
  });
  table.append(...(label === '' ? [] : [element('caption', '', label)]), head, ...rows);
  return table;
}
