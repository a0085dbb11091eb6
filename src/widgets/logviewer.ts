import { Clipboard } from '@jupyterlab/apputils';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { ILogEntry } from '../diagnostics/entry.js';
import type { History } from '../diagnostics/history.js';
import { levels, rankOf } from '../diagnostics/levels.js';
import type { IDiagnostics, Level } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';
import '../../style/log.css';
import { button, element, fill, labelled } from './dom.js';
import { LogRows } from './logrows.js';

/** Interval at which new entries are shown (ms), however many arrive. */
const pace = 100;
const everyModule = 'all';

/** Filter of the log. */
export interface ILogFilter {
  level: Level;
  /** `all`, or a single module. */
  module: string;
  /** Text that the message or the path contains, ignoring case. */
  text: string;
}

export function matches(entry: ILogEntry, { level, module, text }: ILogFilter): boolean {
  return (
    rankOf(entry.level) >= rankOf(level) &&
    (module === everyModule || entry.module === module) &&
    (text === '' || `${entry.message}\n${entry.path}`.toLowerCase().includes(text.toLowerCase()))
  );
}

/** An entry on one line, as it is copied. */
export function lineOf(entry: ILogEntry): string {
  const { time, level, module, message, path, where, repeats, context } = entry;
  const parts = [time, level, module, message];
  if (repeats) {
    parts.push(`(${repeats} times more)`);
  }
  if (context) {
    parts.push(JSON.stringify(context));
  }
  return [...parts, path, where ?? ''].filter(part => part !== '').join('  ');
}

/** The latest entries of the log, which can be filtered and copied. */
export class LogViewer extends Widget {
  constructor(history: History, diagnostics: IDiagnostics) {
    super();
    this.addClass('jp-XESLog');
    this._history = history;
    this._diagnostics = diagnostics;
    const guard = (work: () => unknown) =>
      void diagnostics.guard({ doing: 'Showing the log', module: 'log' }, work);
    fill(this._level, levels);
    this._level.value = 'info';
    this._text.type = 'search';
    this._text.placeholder = 'Filter';
    this._text.setAttribute('aria-label', 'Show only messages with this text');
    this._follow.type = 'checkbox';
    this._follow.checked = true;
    for (const control of [this._level, this._module, this._text]) {
      this._owned.listen(control, 'input', () => guard(() => this._show()));
    }
    this._owned.listen(this._follow, 'change', () => guard(() => this._show()));
    this._owned.listen(this._copy, 'click', () => guard(() => this._copyShown()));
    this._owned.listen(this._rows.node, 'scroll', () =>
      guard(() => {
        this._follow.checked = this._rows.isAtEnd;
        this._rows.draw();
      })
    );
    const bar = element('div', 'jp-XESLog-bar');
    bar.append(
      labelled('From level', this._level),
      labelled('Module', this._module),
      this._text,
      labelled('Follow', this._follow),
      this._copy,
      this._count
    );
    this.node.append(bar, this._rows.node);
    history.changed.connect(this._onChanged, this);
    this._show();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    clearTimeout(this._timer);
    this._history?.changed.disconnect(this._onChanged, this);
    this._history = null;
    this._rows.clear();
    this._diagnostics.guardSync({ doing: 'Closing the log' }, () => this._owned.dispose());
    super.dispose();
    this.node.replaceChildren();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._show();
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    this._show();
  }

  private _onChanged(): void {
    this._timer ??= setTimeout(() => {
      this._timer = undefined;
      if (this.isVisible) {
        this._diagnostics.guardSync({ doing: 'Showing the log' }, () => this._show());
      }
    }, pace);
  }

  private _show(): void {
    if (!this._history) {
      return;
    }
    const all = this._history.list();
    const module = this._module.value || everyModule;
    const modules = [...new Set([...all.map(entry => entry.module), module])];
    fill(this._module, [everyModule, ...modules.filter(name => name !== everyModule).sort()]);
    this._module.value = module;
    const filter = { level: this._level.value as Level, module, text: this._text.value };
    this._shown = all.filter(entry => matches(entry, filter));
    this._count.textContent = `${this._shown.length} of ${all.length}`;
    this._rows.set(this._shown, this._follow.checked);
  }

  private _copyShown(): void {
    Clipboard.copyToSystem(this._shown.map(entry => lineOf(entry) + '\n').join(''));
  }

  private _history: History | null;
  private _diagnostics: IDiagnostics;
  private _owned = new DisposableStore();
  private _shown: ILogEntry[] = [];
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _level = element('select', 'jp-mod-styled');
  private _module = element('select', 'jp-mod-styled');
  private _text = element('input', 'jp-mod-styled');
  private _follow = element('input', '');
  private _copy = button('Copy', 'Copy what is shown');
  private _count = element('span', 'jp-XESLog-count');
  private _rows = new LogRows();
}
