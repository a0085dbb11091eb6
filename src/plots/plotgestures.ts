import type { IDisposable } from '@lumino/disposable';
import { Debounce, DisposableStore } from '../lifecycle/index.js';
import type { IPlotlyNode } from './plotly.js';

/** What takes plotly's pointer events over the axes of a plot. */
const dragger = '.nsewdrag';

export interface IPlotGestureOptions {
  /** The pointer takes hold of the axes, or lets go of them. */
  onHold: (isHeld: boolean) => void;
}

/**
 * Hands plotly what it would not take by itself: a wheel over what lies above a plot, and a drag with the middle button,
 * which moves the picture as one with Shift does.
 */
export class PlotGestures implements IDisposable {
  /** @param node of the widget. @param plot the node in it that plotly draws on. */
  constructor(
    node: HTMLElement,
    private _plot: IPlotlyNode,
    { onHold }: IPlotGestureOptions
  ) {
    this._owned.listen<WheelEvent>(node, 'wheel', event => this._wheel(event), { passive: false });
    this._owned.listen<MouseEvent>(node, 'mousedown', event => this._press(event), {
      capture: true
    });
    // plotly learns of the end with the mouse event that follows
    const release = this._owned.add(new Debounce(0, () => onHold(false)));
    this._owned.listen(_plot, 'pointerdown', () => onHold(true), { capture: true });
    for (const end of ['pointerup', 'pointercancel']) {
      this._owned.listen(window, end, () => release.schedule(), { capture: true });
    }
    this._owned.listen(window, 'blur', () => release.schedule());
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _wheel(event: WheelEvent): void {
    if (this._isOver(event)) {
      const copy = new WheelEvent('wheel', event);
      this._plot.querySelector(dragger)?.dispatchEvent(copy);
      if (copy.defaultPrevented) {
        event.preventDefault(); // plotly zoomed: the page does not scroll too
      }
    }
  }

  private _press(event: MouseEvent): void {
    const target = event.target;
    if (event.button !== 1 || !(target instanceof Element) || !this._plot.contains(target)) {
      return;
    }
    event.preventDefault(); // the browser would scroll by itself
    event.stopPropagation();
    const { clientX, clientY, screenX, screenY, view } = event;
    const at = { clientX, clientY, screenX, screenY, view, bubbles: true, cancelable: true };
    const shiftKey = this._plot._fullLayout?.dragmode !== 'pan'; // it makes the one mode the other
    target.dispatchEvent(new MouseEvent('mousedown', { ...at, shiftKey, buttons: 1 }));
  }

  /** Whether it is over the axes, but not at plotly's own node: a wheel that plotly had arrives here too. */
  private _isOver({ target, clientX, clientY }: MouseEvent): boolean {
    if (!(target instanceof Node) || this._plot.contains(target)) {
      return false; // and nothing is measured
    }
    const box = this._plot.querySelector(dragger)?.getBoundingClientRect();
    return (
      box !== undefined &&
      clientX >= box.left &&
      clientX <= box.right &&
      clientY >= box.top &&
      clientY <= box.bottom
    );
  }

  private _owned = new DisposableStore();
}
