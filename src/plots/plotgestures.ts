import type { IDisposable } from '@lumino/disposable';
import { Debounce, DisposableStore } from '../lifecycle/index.js';
import type { IPlotlyNode } from './plotly.js';

/** Plotly's element that receives pointer events over the axes of a plot. */
const dragger = '.nsewdrag';

export interface IPlotGestureOptions {
  /** Called when the pointer grabs or releases the axes. */
  onHold: (isHeld: boolean) => void;
}

/**
 * Passes on gestures that plotly would miss: the wheel over elements above a plot, and a drag with
 * the middle button, which pans like a drag with Shift.
 */
export class PlotGestures implements IDisposable {
  /** @param node of the widget. @param plot the node within it that plotly draws on. */
  constructor(
    node: HTMLElement,
    private _plot: IPlotlyNode,
    { onHold }: IPlotGestureOptions
  ) {
    this._owned.listen<WheelEvent>(node, 'wheel', event => this._wheel(event), { passive: false });
    this._owned.listen<MouseEvent>(node, 'mousedown', event => this._press(event), {
      capture: true
    });
    // plotly learns of the end from the mouse event that follows
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
        event.preventDefault(); // plotly zoomed: keep the page from scrolling too
      }
    }
  }

  private _press(event: MouseEvent): void {
    const target = event.target;
    if (event.button !== 1 || !(target instanceof Element) || !this._plot.contains(target)) {
      return;
    }
    event.preventDefault(); // keep the browser from scrolling
    event.stopPropagation();
    const { clientX, clientY, screenX, screenY, view } = event;
    const at = { clientX, clientY, screenX, screenY, view, bubbles: true, cancelable: true };
    const shiftKey = this._plot._fullLayout?.dragmode !== 'pan'; // turns zooming into panning
    target.dispatchEvent(new MouseEvent('mousedown', { ...at, shiftKey, buttons: 1 }));
  }

  /**
   * Whether it is over the axes, but not at plotly's own node: a wheel event handled by plotly
   * arrives here too.
   */
  private _isOver({ target, clientX, clientY }: MouseEvent): boolean {
    if (!(target instanceof Node) || this._plot.contains(target)) {
      return false; // nothing is measured
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
