import type { IDisposable } from '@lumino/disposable';
import { modelKeys, type AnalysisModel, type ModelChange } from '../model/index.js';
import { DisposableStore } from '../lifecycle/index.js';
import { element } from './dom.js';

/** Runs a handler so that its errors are logged. */
export type Guard = (doing: string, work: () => unknown) => void;

/**
 * A part of the viewer that shows the model. Its handlers get `this.model` each time and capture it
 * in no closure: older versions of JupyterLab keep closed viewers, and a closure would keep the
 * data.
 */
export abstract class ViewerPart implements IDisposable {
  constructor(
    model: AnalysisModel,
    className: string,
    protected readonly guard: Guard
  ) {
    this._model = model;
    this.node = element('div', className);
  }

  readonly node: HTMLDivElement;

  get isDisposed(): boolean {
    return this.owned.isDisposed;
  }

  /**
   * Whether a change concerns it: by default, a change of the view, the active row or its result.
   */
  concerns({ view, paths, keys }: ModelChange): boolean {
    const active = this._model?.activeRef?.id ?? '';
    return (
      !!(view || paths) ||
      keys.has(modelKeys.scans) ||
      keys.has(modelKeys.failure) ||
      keys.has(active)
    );
  }

  /** Update from the model. */
  abstract update(): unknown;

  dispose(): void {
    this._model = null;
    this.owned.dispose();
    this.node.replaceChildren();
  }

  /** Null once disposed. */
  protected get model(): AnalysisModel | null {
    return this._model;
  }

  /**
   * Listen to a control until disposed, through the guard. After a refusal the control shows the
   * model's value again.
   */
  protected on(node: HTMLElement, type: string, doing: string, work: () => unknown): void {
    const orShown = () => {
      try {
        return work();
      } catch (error) {
        this.guard(doing, () => (this.isDisposed ? undefined : this.update()));
        throw error;
      }
    };
    this.owned.listen(node, type, () => this.guard(doing, orShown));
  }

  protected readonly owned = new DisposableStore();
  private _model: AnalysisModel | null;
}
