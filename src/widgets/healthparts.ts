import type { ICheckReport, ICheckResult } from '../health/checks.js';
import { bytesText } from '../health/figures.js';
import type { IAccountFigures } from '../health/byteaccounts.js';
import { button, element } from './dom.js';
import type { Fact } from './healthfacts.js';

/** Names and values, one per line; only changes are written to the page. */
export class FactList {
  readonly node = element('dl', 'jp-XESHealth-facts');

  show(facts: readonly Fact[]): void {
    if (this._values.length !== facts.length) {
      this._values = facts.map(() => element('dd', ''));
      this.node.replaceChildren(
        ...facts.flatMap(([name], i) => [element('dt', '', name), this._values[i]])
      );
    }
    facts.forEach(([, value], i) => {
      if (this._values[i].textContent !== value) {
        this._values[i].textContent = value;
      }
    });
  }

  private _values: HTMLElement[] = [];
}

const kinds = { blocks: 'blocks', arrays: 'arrays', wasm: 'WebAssembly', plots: 'plots' };
const priorities = { visible: 'seen', hidden: 'hidden', cache: 'cache' };

/** Bytes held by each holder, with a button that releases them. */
export class AccountsTable {
  constructor(private _free: (name: string) => void) {
    const head = element('tr', '');
    head.append(...['Holder', 'What', 'Where', 'Bytes', ''].map(text => element('th', '', text)));
    const top = element('thead', '');
    top.append(head);
    this.node.append(top, this._rows);
  }

  readonly node = element('table', 'jp-XESHealth-accounts');

  show(accounts: readonly IAccountFigures[]): void {
    const text = JSON.stringify(accounts);
    // leaving an unchanged row alone preserves the focus of its button
    if (text !== this._shown) {
      this._shown = text;
      this._rows.replaceChildren(...accounts.map(account => this._row(account)));
    }
  }

  private _row({ name, kind, priority, bytes, canFree }: IAccountFigures): HTMLElement {
    const row = element('tr', '');
    const action = element('td', '');
    if (canFree && priority !== 'visible' && bytes > 0) {
      const free = button('Free', `Release what ${name} can load again`);
      free.onclick = () => this._free(name);
      action.append(free);
    }
    const cells = [name, kinds[kind], priorities[priority], bytesText(bytes)];
    row.append(...cells.map(cell => element('td', '', cell)), action);
    return row;
  }

  private _rows = element('tbody', '');
  private _shown = '';
}

/** The self-checks, each with its result and what to do. */
export class CheckList {
  constructor() {
    this.node.setAttribute('aria-live', 'polite');
  }

  readonly node = element('ul', 'jp-XESHealth-checks');

  wait(): void {
    this.node.replaceChildren(element('li', '', 'Checking…'));
  }

  /** @param report null if the checks themselves failed. */
  show(report: ICheckReport | null): void {
    this.node.replaceChildren(
      ...(report?.checks.map(check => this._item(check)) ?? [
        element('li', 'jp-mod-fail', 'The checks could not be run; the log says why.')
      ])
    );
  }

  private _item({ title, ok, optional, detail, remedy }: ICheckResult): HTMLElement {
    const [word, className] = ok
      ? ['✓ pass', 'jp-mod-pass']
      : optional
        ? ['• note', 'jp-mod-note']
        : ['✗ fail', 'jp-mod-fail'];
    const item = element('li', className);
    item.append(element('strong', '', word), ` ${title}: ${detail}`);
    if (remedy) {
      item.append(element('p', '', remedy));
    }
    return item;
  }
}
