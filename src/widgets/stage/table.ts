import { Widget } from '@lumino/widgets';
import type { ResultColumn } from '../../formats/columns.js';
import type { DrawnTable } from '../../compute/types.js';
import { element } from '../dom.js';

/** So many rows are shown: more would take the page longer than a person reads. */
const mostRows = 1000;

/** The columns of a result that is neither a curve nor a map. */
export class TableView extends Widget {
  constructor() {
    super();
    this.addClass('jp-XESTable');
    this.node.tabIndex = 0; // so that keys scroll it
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Table');
  }

  /** Show a table; the same is not built again. */
  showTable(shown: DrawnTable | null): void {
    if (shown !== this._shown) {
      this._shown = shown;
      this.node.replaceChildren(...(shown ? partsOf(shown) : []));
    }
  }

  override dispose(): void {
    this._shown = null;
    super.dispose();
    this.node.replaceChildren();
  }

  private _shown: DrawnTable | null = null;
}

function partsOf({ columns }: DrawnTable): HTMLElement[] {
  const count = columns[0]?.values.length ?? 0;
  const table = element('table', '');
  const head = element('tr', '');
  head.append(
    ...columns.map(({ name, unit }) => element('th', '', unit ? `${name} (${unit})` : name))
  );
  head.querySelectorAll('th').forEach(cell => cell.setAttribute('scope', 'col'));
  const rows = Array.from({ length: Math.min(count, mostRows) }, (_, i) => {
    const row = element('tr', '');
    row.append(...columns.map(column => cellOf(column, i)));
    return row;
  });
  table.append(head, ...rows);
  const spaced = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return count > mostRows
    ? [element('p', '', `The first ${spaced(mostRows)} of ${spaced(count)} rows.`), table]
    : [table];
}

function cellOf({ values }: ResultColumn, i: number): HTMLElement {
  const value = values[i];
  const isNumber = typeof value === 'number';
  const text = isNumber ? (Number.isNaN(value) ? '' : String(Number(value.toPrecision(9)))) : value;
  return element('td', isNumber ? 'jp-mod-number' : '', text);
}
