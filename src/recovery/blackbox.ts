import type { IDisposable } from '@lumino/disposable';
import { EndBudget } from '../diagnostics/endbudget.js';
import { DisposableStore, pageLifecycle } from '../lifecycle/index.js';
import { Liveness } from './session/liveness.js';
import { BlackBoxStore } from './store/store.js';

const channel = 'jupyterlab-xes';

/** What the log and the flight recorder share: store, liveness and the budget of the page's end. */
export class BlackBox implements IDisposable {
  /** @param warn called when the browser stops storing records, and when it stores them again. */
  constructor(session: string, warn: (message: string) => void) {
    this.store = new BlackBoxStore({ warn });
    this.liveness = this._owned.add(
      new Liveness({
        session,
        locks: 'locks' in navigator ? navigator.locks : undefined,
        channel: typeof BroadcastChannel === 'function' ? new BroadcastChannel(channel) : undefined
      })
    );
    this._owned.add(
      pageLifecycle.subscribe('liveness', {
        // a page that holds a lock is not put into the back/forward cache
        ended: () => this.liveness.release(),
        restored: () => {
          this.budget.renew();
          this.liveness.hold();
        }
      })
    );
  }

  readonly store: BlackBoxStore;
  /** Shows other tabs that this session is alive, so that none takes over its records. */
  readonly liveness: Liveness;
  /** Shared by all requests at the end of the page. */
  readonly budget = new EndBudget();

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _owned = new DisposableStore();
}
