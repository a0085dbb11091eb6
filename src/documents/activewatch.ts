import type { IDisposable } from '@lumino/disposable';
import { isBeingWritten } from '../base/beingwritten.js';
import { DisposableStore } from '../lifecycle/index.js';
import { modelKeys, type AnalysisModel, type ModelChange, type ModelScan } from '../model/index.js';
import type { IWatch, ScanWatch } from './scanwatch.js';

/** Reads the displayed scan of a model again when its file changes. */
export class ActiveScanWatch implements IDisposable {
  constructor(
    watch: ScanWatch,
    private _model: AnalysisModel,
    isVisible: () => boolean
  ) {
    this._watch = this._owned.add(
      watch.watch({
        path: () => _model.active?.path ?? null,
        others: () => _model.scans.filter(wasRead).map(({ path }) => path),
        linked: () => _model.active?.linked ?? [],
        absent: () => _model.active?.absent ?? [],
        isVisible,
        isRunning: () => isBeingWritten(_model.active?.facts?.warnings ?? []),
        isBusy: () => _model.active?.state === 'loading',
        changed: () => {
          const { active } = _model;
          if (active) {
            _model.reload(active.id);
          }
        }
      })
    );
    _model.changed.connect(this._onChanged, this);
    this._owned.defer(() => _model.changed.disconnect(this._onChanged, this));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _onChanged(_: AnalysisModel, { view, paths, keys }: ModelChange): void {
    const isOther = !!view || !!paths || keys.has(modelKeys.scans);
    if (isOther || this._model.scans.some(({ id }) => keys.has(id))) {
      this._watch.begin();
    }
  }

  private _owned = new DisposableStore();
  private _watch: IWatch;
}

/** Whether changes of a file matter: it was read, or is going to be. */
function wasRead({ state }: ModelScan): boolean {
  return state === 'ready' || state === 'failed' || state === 'released';
}
