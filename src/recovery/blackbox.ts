import { EndBudget } from '../diagnostics/endbudget.js';
import { Liveness } from './session/liveness.js';
import { BlackBoxStore } from './store/store.js';

/** What the log and the flight recorder have in common; for the life of the page. */
export interface IBlackBox {
  store: BlackBoxStore;
  /** Says that this session lives, so that no other tab takes what it keeps. */
  liveness: Liveness;
  /** Of all requests at the end of the page. */
  budget: EndBudget;
}

/** @param warn told when the browser begins to keep nothing, and when it keeps again. */
export function openBlackBox(session: string, warn: (message: string) => void): IBlackBox {
  const liveness = new Liveness({
    session,
    locks: 'locks' in navigator ? navigator.locks : undefined,
    channel: typeof BroadcastChannel === 'function' ? new BroadcastChannel(channel) : undefined
  });
  const budget = new EndBudget();
  // a page that holds a lock is not kept in the back/forward cache
  window.addEventListener('pagehide', () => liveness.release());
  window.addEventListener('pageshow', ({ persisted }) => {
    budget.renew();
    if (persisted) {
      liveness.hold();
    }
  });
  return { store: new BlackBoxStore({ warn }), liveness, budget };
}

const channel = 'jupyterlab-xes';
