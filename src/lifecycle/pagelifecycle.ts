import type { IDisposable } from '@lumino/disposable';
import { toDisposable } from './todisposable.js';

/**
 * Subscribers by part of the page. When the page is left (hidden, freeze, pagehide) they are called in this order, when it is
 * back (visible, resume, pageshow) in reverse.
 */
const order = [
  // the one request of a page that ends has the most important of what is pending
  'reports',
  // work on its way to disk, before the record says that the page ended in order
  'autosave',
  'session',
  // what the others had to say is in it
  'log',
  // another page may take over what this one kept: after all is written
  'liveness',
  // what only looks less often while it is not seen
  'views'
] as const;

export type PagePart = (typeof order)[number];

/** What a part of the page does at each of the page's turns. */
export interface IPageTurns {
  /** It is not seen any more, and may be ended without another word. */
  hidden?(): void;
  /** It is seen again. */
  shown?(): void;
  /** It is put to sleep, and may be discarded. */
  frozen?(): void;
  resumed?(): void;
  /** It ends, or goes into the back/forward cache: which of both is not known. */
  ended?(): void;
  /** It is back from the back/forward cache. */
  restored?(): void;
}

type Turn = keyof IPageTurns;

const leaving: readonly Turn[] = ['hidden', 'frozen', 'ended'];

interface ISubscriber {
  part: PagePart;
  turns: IPageTurns;
}

/**
 * The turns of this page's life. Not `unload` and `beforeunload`: they keep a page out of the back/forward cache. It listens
 * while there are subscribers.
 */
export class PageLifecycle {
  get isHidden(): boolean {
    return document.visibilityState === 'hidden';
  }

  /** Whether the browser had discarded the page before it was loaded again, to save memory. */
  get wasDiscarded(): boolean {
    return (document as { wasDiscarded?: boolean }).wasDiscarded === true;
  }

  /** Subscribe to the page's turns until the result is disposed of. */
  subscribe(part: PagePart, turns: IPageTurns): IDisposable {
    const subscriber: ISubscriber = { part, turns };
    this._subscribers.push(subscriber);
    if (this._subscribers.length === 1) {
      this._listen(true);
    }
    return toDisposable(() => {
      this._subscribers = this._subscribers.filter(one => one !== subscriber);
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

  private _tell(turn: Turn): void {
    const way = leaving.includes(turn) ? 1 : -1;
    const rank = ({ part }: ISubscriber) => way * order.indexOf(part);
    for (const { turns } of [...this._subscribers].sort((a, b) => rank(a) - rank(b))) {
      try {
        turns[turn]?.();
      } catch (error) {
        reportError(error); // the other subscribers are called all the same
      }
    }
  }

  private _onVisibility = (): void => this._tell(this.isHidden ? 'hidden' : 'shown');
  private _onFreeze = (): void => this._tell('frozen');
  private _onResume = (): void => this._tell('resumed');
  private _onHide = (): void => this._tell('ended');
  private _onShow = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) {
      this._tell('restored');
    }
  };

  private _subscribers: ISubscriber[] = [];
}

/** The one of this page. */
export const pageLifecycle = new PageLifecycle();
