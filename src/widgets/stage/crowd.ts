import type { IDisposable } from '@lumino/disposable';
import {
  crowded,
  crowdNames,
  CrowdNames,
  CurveRaster,
  type ICurve,
  type ICurveRasterOptions,
  type IPlotlyNode
} from '../../plots/index.js';
import type { IRenderedCurves } from './showncurves.js';

type Layout = NonNullable<IPlotlyNode['_fullLayout']>;

/**
 * Many curves of a plot: a picture below it, and their names at its side; plotly draws only the
 * active ones.
 */
export class Crowd implements IDisposable {
  /** @param node of the plot. */
  constructor(node: HTMLElement, options: ICurveRasterOptions) {
    this._raster = new CurveRaster(options);
    node.prepend(this._raster.node);
    node.append(this._names.node);
  }

  get isDisposed(): boolean {
    return this._raster.isDisposed;
  }

  /** Whether drawing has failed for good. */
  get hasFailed(): boolean {
    return this._raster.hasFailed;
  }

  /** Those of some curves that are drawn here. */
  of(curves: readonly ICurve[]): readonly ICurve[] {
    return this.hasFailed ? [] : crowded(curves);
  }

  /** Show the curves whose axes plotly drew; null for none. */
  show(rendered: IRenderedCurves | null, layout: Layout): void {
    const curves = this.of(rendered?.measured ?? []);
    this._raster.show(curves, layout);
    this._names.show(
      rendered && curves.length > 0 ? crowdNames(rendered.measured, rendered.axes, rendered) : null,
      layout
    );
  }

  /** Redraw the displayed curves with new data. */
  replace(curves: readonly ICurve[], layout: Layout): void {
    this._raster.show(this.of(curves), layout);
  }

  /** Follow the axes. */
  move(layout: Layout): void {
    this._raster.move(layout);
    this._names.move(layout);
  }

  /** Release all curves. */
  clear(): void {
    this._raster.clear();
    this._names.clear();
  }

  dispose(): void {
    this._raster.dispose();
    this._names.clear();
    this._names.node.remove();
  }

  private _raster: CurveRaster;
  private _names = new CrowdNames();
}
