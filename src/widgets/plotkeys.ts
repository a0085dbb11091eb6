import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { magnified, moved, type IAxesRange } from '../plots/index.js';

export interface IPlotKeyOptions {
  /** What both axes show, as they are drawn; null before. */
  view: () => IAxesRange | null;
  onView: (view: IAxesRange) => void;
  /** All of it is to be seen. */
  onReset: () => void;
}

/** Parts of what is visible that an arrow moves by, alone and with Shift. */
const parts = { small: 0.1, large: 0.5 } as const;
/** What is visible becomes so much of itself with a key. */
const nearer = 0.8;

/** Which way the arrows look. */
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1]
};

/** Moves and zooms a plot that has the focus: arrows, + and −, and 0 for all of it. */
export class PlotKeys implements IDisposable {
  constructor(
    private _node: HTMLElement,
    private _options: IPlotKeyOptions
  ) {
    const keys = 'ArrowLeft ArrowRight ArrowUp ArrowDown + - 0';
    _node.setAttribute('aria-keyshortcuts', keys);
    this._owned.listen<KeyboardEvent>(_node, 'keydown', event => this._press(event));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  /** What has the focus over a plot, as a mark, has the keys. */
  private _press(event: KeyboardEvent): void {
    const isOurs = event.target === this._node && !event.ctrlKey && !event.metaKey && !event.altKey;
    const view = isOurs ? this._options.view() : null;
    if (!view) {
      return;
    }
    const { key } = event;
    if (Object.hasOwn(arrows, key)) {
      const part = event.shiftKey ? parts.large : parts.small;
      const [x, y] = arrows[key];
      this._options.onView({ x: moved(view.x, x * part), y: moved(view.y, y * part) });
    } else if (key === '+' || key === '=' || key === '-') {
      const factor = key === '-' ? 1 / nearer : nearer;
      this._options.onView({ x: magnified(view.x, factor), y: magnified(view.y, factor) });
    } else if (key === '0') {
      this._options.onReset();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private _owned = new DisposableStore();
}
