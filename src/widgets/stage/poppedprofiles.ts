import type { IDisposable } from '@lumino/disposable';
import type { Widget } from '@lumino/widgets';
import type { ProfilePlot } from '../profileplot.js';

/** Shows a widget in a place of its own, with a title. That place then owns and disposes of it. */
export type PopOut = (widget: Widget, title: string) => void;

/** Plots of profiles in places of their own, until these or their map are closed. */
export class PoppedProfiles implements IDisposable {
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  add(plot: ProfilePlot): void {
    this._plots.add(plot);
    plot.disposed.connect(this._onDisposed, this);
  }

  forEach(work: (plot: ProfilePlot) => void): void {
    this._plots.forEach(work);
  }

  /** Draw everything again when it is next shown. */
  forget(): void {
    this._plots.forEach(plot => plot.forget());
  }

  /** Close all of them. */
  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      [...this._plots].forEach(plot => plot.dispose());
      this._plots.clear();
    }
  }

  private _onDisposed(plot: Widget): void {
    this._plots.delete(plot as ProfilePlot);
  }

  private _plots = new Set<ProfilePlot>();
  private _isDisposed = false;
}
