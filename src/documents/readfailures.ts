import type { IDisposable } from '@lumino/disposable';
import type { AnalysisModel } from '../model/index.js';
import type { LoginState } from '../server/login.js';
import { isRefusal } from '../diagnostics/index.js';
import type { IDiagnostics } from '../diagnostics/types.js';
import { DisposableStore } from '../lifecycle/index.js';

/**
 * Logs scans that could not be read or shown, once each. A bad file is a state shown by the viewer,
 * and so only logged; anything else, such as a reader that died, is reported. Crashes of the
 * compute worker are reported elsewhere.
 */
export class ReadFailures implements IDisposable {
  /**
   * @param _path path of the document.
   * @param _login notified too: a scan may be refused because the login has expired.
   */
  constructor(
    private _model: AnalysisModel,
    private _diagnostics: IDiagnostics,
    private _path: () => string,
    private _login?: Pick<LoginState, 'onFailure'>
  ) {
    const changed = () => this._look();
    _model.changed.connect(changed);
    this._owned.defer(() => _model.changed.disconnect(changed));
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _look(): void {
    for (const { error, path } of this._model.scans) {
      if (!error || this._reported.has(error)) {
        continue;
      }
      this._reported.add(error);
      this._login?.onFailure(error);
      const where = { doing: 'Reading the scan', path: this._path(), module: 'io' };
      if (isRefusal(error) || error.code.startsWith('compute/')) {
        this._diagnostics.log('warning', `${path}: ${error.message} [${error.code}]`, where);
      } else {
        void this._diagnostics.report(error, where);
      }
    }
  }

  private _reported = new WeakSet<Error>();
  private _owned = new DisposableStore();
}
