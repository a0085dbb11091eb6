import type { ILogEntry } from '../diagnostics/entry.js';
import { element } from './dom.js';

/** Height of a row (px); as in the style sheet. */
const rowHeight = 20;
/** Extra rows above and below, so that slow scrolling shows no gaps. */
const margin = 10;
/** Most rows drawn, whatever the height: on a large screen a panel shows a hundred. */
const maxRows = 300;

/** A list that draws only its visible rows. */
export class LogRows {
  constructor() {
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'log');
    this.node.setAttribute('aria-live', 'off'); // a flood of messages must not be read out
    this.node.setAttribute('aria-label', 'Messages of the XES viewer');
    this.node.append(this._space);
  }

  readonly node = element('div', 'jp-XESLog-rows');

  get isAtEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    return scrollTop + clientHeight >= scrollHeight - rowHeight;
  }

  /** Set the entries. @param toEnd whether to scroll to the last one. */
  set(entries: readonly ILogEntry[], toEnd: boolean): void {
    this._entries = entries;
    this._space.style.height = `${entries.length * rowHeight}px`;
    if (toEnd) {
      this.node.scrollTop = entries.length * rowHeight;
    }
    this.draw();
  }

  /** Draw the visible rows. */
  draw(): void {
    const { scrollTop, clientHeight } = this.node;
    const count = Math.min(maxRows, Math.ceil(clientHeight / rowHeight) + 2 * margin);
    const last = Math.max(0, this._entries.length - count);
    const first = Math.min(last, Math.max(0, Math.floor(scrollTop / rowHeight) - margin));
    const rows = this._entries.slice(first, first + count).map(rowOf);
    rows.forEach((row, i) => (row.style.top = `${(first + i) * rowHeight}px`));
    this._space.replaceChildren(...rows);
  }

  clear(): void {
    this._entries = [];
    this._space.replaceChildren();
  }

  private _entries: readonly ILogEntry[] = [];
  private _space = element('div', 'jp-XESLog-space');
}

function rowOf(entry: ILogEntry): HTMLDivElement {
  const { time, level, module, message, path, where, repeats, context } = entry;
  const row = element('div', 'jp-XESLog-row');
  row.dataset.level = level;
  const times = repeats ? ` (${repeats} times more)` : '';
  const text = element('span', 'jp-XESLog-message', message + times);
  if (context) {
    const facts = Object.entries(context).map(([name, value]) => `${name}: ${String(value)}`);
    text.append(' ', element('span', 'jp-XESLog-facts', facts.join(', ')));
  }
  text.title = [text.textContent ?? '', where ?? '', path].filter(part => part !== '').join('\n');
  const clock = element('span', 'jp-XESLog-time', time.slice(11, 23));
  clock.title = `${time} (UTC)`;
  const [source, place] = [
    element('span', 'jp-XESLog-module', module),
    element('span', 'jp-XESLog-path', path)
  ];
  source.title = module;
  place.title = path;
  row.append(clock, element('span', 'jp-XESLog-level', level), source, text, place);
  return row;
}
