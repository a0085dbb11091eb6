import type { IDisposable } from '@lumino/disposable';
import { EndBudget } from '../diagnostics/endbudget.js';
import { DisposableStore, pageLifecycle } from '../lifecycle/index.js';
import { Liveness } from './session/liveness.js';
import { BlackBoxStore } from './store/store.js';

const channel = 'jupyterlab-xes';

/** What the log and the flight recorder have in common. */
export class BlackBox implements IDisposable {
  /** @param warn called when the browser begins to keep nothing, and when it keeps again. */
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
        // a page that holds a lock is not kept in the back/forward cache
        ended: () => this.liveness.release(),
        restored: () => {
          this.budget.renew();
          this.liveness.hold();
        }
      })
    );
  }

  readonly store: BlackBoxStore;
  /** Says that this session lives, so that no other tab takes what it keeps. */
  readonly liveness: Liveness;
  /** Of all requests at the end of the page. */
  readonly budget = new EndBudget();

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  dispose(): void {
    this._owned.dispose();
  }

  private _owned = new DisposableStore();
}
