import {
  asMeasured,
  nearestPoint,
  steppedPoint,
  steppedUpwards,
  type ICurvePoint,
  type ISplitCurves,
  type Steps
} from '../../plots/index.js';
import { element } from '../dom.js';
import type { PlotLayout } from '../plotwidget.js';

export interface ICurveReadoutOptions {
  /** The axes as drawn; null before. */
  layout: () => PlotLayout | null;
  /** The drawn curves; null if there are none, or none should be read out now. */
  curves: () => ISplitCurves | null;
  /** Whether energies run upwards. */
  isUpwards?: () => boolean;
  /** Called with the point read out; null for none. */
  onRead: (point: ICurvePoint | null) => void;
}

/**
 * A mark on the point of a curve that is read out: under the pointer, or at the keyboard cursor.
 */
export class CurveReadout {
  constructor(
    private _node: HTMLElement,
    private _options: ICurveReadoutOptions
  ) {
    this.mark.hidden = true;
  }

  readonly mark = element('div', 'jp-XESSpectra-mark');

  /** Read out the point under the pointer. */
  hover({ clientX, clientY }: PointerEvent): void {
    const layout = this._options.layout();
    const curves = this._options.curves();
    if (layout && curves) {
      const box = this._node.getBoundingClientRect();
      const at = [clientX - box.left, clientY - box.top] as const;
      this._read(
        nearestPoint(curves.measured, layout, ...at) ??
          nearestPoint(curves.residuals, layout, ...at, 'yaxis2')
      );
    }
  }

  /**
   * Move by a number of points from the last readout. @returns whether there is a point to read
   * out.
   */
  step(by: Steps): boolean {
    const layout = this._options.layout();
    const curves = this._options.curves();
    const stepped = this._options.isUpwards?.() === true ? steppedUpwards : steppedPoint;
    const point = layout && curves && stepped(curves.measured, layout, this._last, by);
    if (point) {
      this._read(point);
    }
    return !!point;
  }

  leave(): void {
    this._read(null);
  }

  /** Release all curves. */
  forget(): void {
    this._last = null;
  }

  private _read(point: ICurvePoint | null): void {
    this.mark.hidden = point === null;
    if (point) {
      this._last = point;
      this.mark.style.translate = `${point.x}px ${point.y}px`;
      this.mark.style.borderColor = point.curve.color;
    }
    this._options.onRead(point && { ...point, curve: asMeasured(point.curve) });
  }

  private _last: ICurvePoint | null = null;
}
