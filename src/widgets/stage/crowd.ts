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

/** Many curves of a plot: a picture below it, and their names beside it; plotly has the active ones alone. */
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

  /** Whether it draws no more, since it could not. */
  get hasFailed(): boolean {
    return this._raster.hasFailed;
  }

  /** Those of some curves that are drawn here. */
  of(curves: readonly ICurve[]): readonly ICurve[] {
    return this.hasFailed ? [] : crowded(curves);
  }

  /** Show what plotly drew the axes of; null: nothing. */
  show(rendered: IRenderedCurves | null, layout: Layout): void {
    const curves = this.of(rendered?.measured ?? []);
    this._raster.show(curves, layout);
    this._names.show(
      rendered && curves.length > 0 ? crowdNames(rendered.measured, rendered.axes, rendered) : null,
      layout
    );
  }

  /** Draw curves as they are now, in the place of those that are shown. */
  replace(curves: readonly ICurve[], layout: Layout): void {
    this._raster.show(this.of(curves), layout);
  }

  /** Follow the axes. */
  move(layout: Layout): void {
    this._raster.move(layout);
    this._names.move(layout);
  }

  /** Hold nothing any more. */
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
