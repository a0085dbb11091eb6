import type { IDisposable } from '@lumino/disposable';
import { DisposableStore } from '../lifecycle/index.js';
import { drawnSpan, movedSpan, rounded, type MarkPart, type Span } from './plotmark.js';

/** What is being dragged: a part of a mark, or a mark being drawn. */
export interface Dragged {
  /** Null while it is drawn. */
  key: string | null;
  part: MarkPart;
  /** Its position before the drag; if being drawn, where the pointer went down, eV. */
  span: Span;
}

/** Position of the pointer on the plot. */
export interface IGestureScale {
  /** Energy per pixel, eV. */
  pixel: number;
  energyAt(event: PointerEvent): number;
}

export interface IMarkGestureOptions {
  /** Called at most once per frame, and at the end. */
  onMove: (held: Dragged, span: Span) => void;
  onRest: () => void;
  onCancel: () => void;
}

/** A press that moves less than this moves nothing: it may be a double click (pixels). */
const stillness = 2;

/** A drag from press to release: one change per frame, the last one at the end. */
export class MarkGesture implements IDisposable {
  /** @param _node captures the pointer. */
  constructor(
    private _node: SVGSVGElement,
    private _options: IMarkGestureOptions
  ) {
    this._owned.listen<PointerEvent>(_node, 'pointermove', event => this._move(event));
    this._owned.listen<PointerEvent>(_node, 'pointerup', event => this._end(event));
    this._owned.listen<PointerEvent>(_node, 'pointercancel', event => this._end(event));
    this._owned.listen<PointerEvent>(_node, 'lostpointercapture', event => this._end(event));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Null if nothing is held. */
  get held(): Dragged | null {
    return this._running?.held ?? null;
  }

  begin(event: PointerEvent, held: Dragged, scale: IGestureScale): void {
    const { clientX, clientY, pointerId: pointer } = event;
    const from = scale.energyAt(event);
    this._running = { held, scale, pointer, from, at: [clientX, clientY], isMoving: false };
    this._node.setPointerCapture(pointer);
    if (held.key === null && held.part === 'middle') {
      this._running.isMoving = true; // a click is enough
      this._later(from);
    }
  }

  /** Abandon it: its changes have to be reverted. */
  cancel(): void {
    const wasHeld = this._running !== null;
    this.forget();
    if (wasHeld) {
      this._options.onCancel();
    }
  }

  /** Let go of something that no longer exists. */
  forget(): void {
    const running = this._running;
    this._running = null;
    this._unreported = null;
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    if (running && this._node.hasPointerCapture?.(running.pointer)) {
      this._node.releasePointerCapture(running.pointer);
    }
  }

  dispose(): void {
    this.forget();
    this._owned.dispose();
  }

  private _move(event: PointerEvent): void {
    const running = this._running;
    if (!running || running.pointer !== event.pointerId) {
      return;
    }
    const [x, y] = running.at;
    running.isMoving ||= Math.hypot(event.clientX - x, event.clientY - y) > stillness;
    if (running.isMoving) {
      this._later(running.scale.energyAt(event));
    }
  }

  private _later(energy: number): void {
    this._unreported = energy;
    if (this._frame === 0) {
      this._frame = requestAnimationFrame(() => {
        this._frame = 0;
        this._report();
      });
    }
  }

  /** Report the pointer's position, if not done yet. */
  private _report(): void {
    const { _running: running, _unreported: energy } = this;
    this._unreported = null;
    if (running && energy !== null) {
      this._options.onMove(running.held, spanAt(running, energy));
    }
  }

  private _end(event: PointerEvent): void {
    if (this._running?.pointer === event.pointerId) {
      this._report();
      this.forget();
      this._options.onRest();
    }
  }

  private _running: IRunning | null = null;
  /** Energy under the pointer, not reported yet, eV. */
  private _unreported: number | null = null;
  private _frame = 0;
  private _owned = new DisposableStore();
}

interface IRunning {
  held: Dragged;
  scale: IGestureScale;
  pointer: number;
  /** Energy where the pointer went down, eV. */
  from: number;
  /** The same, in pixels of the window. */
  at: readonly [number, number];
  isMoving: boolean;
}

function spanAt({ held, scale: { pixel }, from }: IRunning, energy: number): Span {
  const { key, part, span } = held;
  if (key !== null) {
    return movedSpan(span, part, energy - from, pixel);
  }
  const at = rounded(energy, pixel);
  return part === 'middle' ? [at, at] : drawnSpan(rounded(from, pixel), energy, pixel);
}
