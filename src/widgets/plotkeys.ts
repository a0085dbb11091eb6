import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { magnified, moved, type IAxesRange, type Steps } from '../plots/index.js';

/** Reads out a plot by keys. */
export interface IKeyCursor {
  /**
   * Move by a number of points or cells and show the value there. @returns whether there is one.
   */
  step(by: Steps): boolean;
  leave(): void;
}

export interface IPlotKeyOptions {
  /** The ranges of both axes, as drawn; null before. */
  view: () => IAxesRange | null;
  onView: (view: IAxesRange) => void;
  /** Called to show everything. */
  onReset: () => void;
  cursor?: IKeyCursor;
}

/** Fractions of the visible range that an arrow moves by, alone and with Shift. */
const parts = { small: 0.1, large: 0.5 } as const;
/** Factor of the visible range when zooming in by a key. */
const nearer = 0.8;

/** Points or cells that an arrow moves the cursor by, with Shift. */
const far = 10;

/** Directions of the arrow keys. */
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1]
};

/**
 * Moves and zooms a plot that has the focus: arrows, + and −, and 0 to show everything. C shows a
 * cursor, which the arrows then move from point to point; C or Escape hides it.
 */
export class PlotKeys implements IDisposable {
  constructor(
    private _node: HTMLElement,
    private _options: IPlotKeyOptions
  ) {
    const keys = `ArrowLeft ArrowRight ArrowUp ArrowDown + - 0${_options.cursor ? ' C' : ''}`;
    _node.setAttribute('aria-keyshortcuts', keys);
    this._owned.listen<KeyboardEvent>(_node, 'keydown', event => this._press(event));
    this._owned.listen(_node, 'blur', () => this._end());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  /**
   * The plot was redrawn: read out the cursor's place again. @returns whether there is a cursor.
   */
  reread(): boolean {
    const { cursor } = this._options;
    return this._isReading && cursor !== undefined && cursor.step([0, 0]);
  }

  /** An element with the focus over a plot, such as a mark, handles the keys itself. */
  private _press(event: KeyboardEvent): void {
    const isOurs = event.target === this._node && !event.ctrlKey && !event.metaKey && !event.altKey;
    const view = isOurs ? this._options.view() : null;
    if (!view) {
      return;
    }
    const { key } = event;
    if (this._read(event)) {
      // the cursor moved
    } else if (Object.hasOwn(arrows, key)) {
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

  /** @returns whether the key was for the cursor. */
  private _read({ key, shiftKey }: KeyboardEvent): boolean {
    const { cursor } = this._options;
    if (!cursor) {
      return false;
    }
    if (key.toLowerCase() === 'c' || (key === 'Escape' && this._isReading)) {
      const isShown = !this._isReading && cursor.step([0, 0]);
      this._end();
      this._isReading = isShown;
      return true;
    }
    if (!this._isReading || !Object.hasOwn(arrows, key)) {
      return false;
    }
    const [x, y] = arrows[key];
    const by = shiftKey ? far : 1;
    cursor.step([x * by, y * by]);
    return true;
  }

  private _end(): void {
    if (this._isReading) {
      this._isReading = false;
      this._options.cursor?.leave();
    }
  }

  /** Whether the cursor is shown. */
  private _isReading = false;
  private _owned = new DisposableStore();
}
