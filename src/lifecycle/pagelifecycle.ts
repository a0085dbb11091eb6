import type { IDisposable } from '@lumino/disposable';
import { toDisposable } from './todisposable.js';

/**
 * Parts of the page that subscribe. When the page is left (hidden, freeze, pagehide) they are
 * called in this order, when it is back (visible, resume, pageshow) in reverse.
 */
const order = [
  // the single request at the end of the page sends the most important pending report
  'reports',
  // work is being written before the record says that the page ended cleanly
  'autosave',
  'session',
  // includes the messages of the parts before
  'log',
  // after everything is written: then another page may take over this page's records
  'liveness',
  // parts that only poll less often while hidden
  'views'
] as const;

export type PagePart = (typeof order)[number];

/** Handlers of the page's lifecycle events. */
export interface IPageHandlers {
  /** The page is hidden, and may end without further notice. */
  hidden?(): void;
  /** The page is visible again. */
  shown?(): void;
  /** The page is frozen, and may be discarded. */
  frozen?(): void;
  resumed?(): void;
  /** The page ends or goes into the back/forward cache; which of both is unknown. */
  ended?(): void;
  /** The page is back from the back/forward cache. */
  restored?(): void;
}

type PageEvent = keyof IPageHandlers;

const leaving: readonly PageEvent[] = ['hidden', 'frozen', 'ended'];

interface ISubscriber {
  part: PagePart;
  on: IPageHandlers;
}

/**
 * The lifecycle events of this page. Not `unload` and `beforeunload`: they keep a page out of the
 * back/forward cache. Listens only while there are subscribers.
 */
export class PageLifecycle {
  get isHidden(): boolean {
    return document.visibilityState === 'hidden';
  }

  /** Whether the browser had discarded the page, to save memory, before it was loaded again. */
  get wasDiscarded(): boolean {
    return (document as { wasDiscarded?: boolean }).wasDiscarded === true;
  }

  /** Subscribe to the events until the result is disposed of. */
  subscribe(part: PagePart, on: IPageHandlers): IDisposable {
    const subscriber: ISubscriber = { part, on };
    this._subscribers.push(subscriber);
    if (this._subscribers.length === 1) {
      this._listen(true);
    }
    return toDisposable(() => {
      this._subscribers = this._subscribers.filter(other => other !== subscriber);
      if (this._subscribers.length === 0) {
        this._listen(false);
      }
    });
  }

  private _listen(isOn: boolean): void {
    const set = (target: EventTarget, type: string, handler: (event: Event) => void) =>
      isOn ? target.addEventListener(type, handler) : target.removeEventListener(type, handler);
    set(document, 'visibilitychange', this._onVisibility);
    set(document, 'freeze', this._onFreeze);
    set(document, 'resume', this._onResume);
    set(window, 'pagehide', this._onHide);
    set(window, 'pageshow', this._onShow);
  }

  private _emit(event: PageEvent): void {
    const sign = leaving.includes(event) ? 1 : -1;
    const rank = ({ part }: ISubscriber) => sign * order.indexOf(part);
    for (const { on } of [...this._subscribers].sort((a, b) => rank(a) - rank(b))) {
      try {
        on[event]?.();
      } catch (error) {
        reportError(error); // the other subscribers are still called
      }
    }
  }

  private _onVisibility = (): void => this._emit(this.isHidden ? 'hidden' : 'shown');
  private _onFreeze = (): void => this._emit('frozen');
  private _onResume = (): void => this._emit('resumed');
  private _onHide = (): void => this._emit('ended');
  private _onShow = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) {
      this._emit('restored');
    }
  };

  private _subscribers: ISubscriber[] = [];
}

/** The lifecycle of this page. */
export const pageLifecycle = new PageLifecycle();
