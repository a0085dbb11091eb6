/** @jest-environment jsdom */
import { PageLifecycle, type PagePart } from '../../../src/lifecycle';

const parts: PagePart[] = ['liveness', 'views', 'session', 'reports', 'log', 'autosave'];

describe('PageLifecycle', () => {
  let page: PageLifecycle;
  let notified: string[];
  let ends: (() => void)[];
  beforeEach(() => {
    page = new PageLifecycle();
    notified = [];
    ends = [];
  });
  afterEach(() => {
    ends.forEach(end => end());
    setVisibility('visible');
  });

  const subscribe = (part: PagePart) => {
    const note = (turn: string) => () => void notified.push(`${turn} ${part}`);
    const subscription = page.subscribe(part, {
      hidden: note('hidden'),
      shown: note('shown'),
      frozen: note('frozen'),
      resumed: note('resumed'),
      ended: note('ended'),
      restored: note('restored')
    });
    ends.push(() => subscription.dispose());
    return subscription;
  };
  const setVisibility = (value: 'hidden' | 'visible') =>
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
  const turn = (name: string) => {
    switch (name) {
      case 'hidden':
      case 'shown':
        setVisibility(name === 'hidden' ? 'hidden' : 'visible');
        return document.dispatchEvent(new Event('visibilitychange'));
      case 'frozen':
        return document.dispatchEvent(new Event('freeze'));
      case 'resumed':
        return document.dispatchEvent(new Event('resume'));
      case 'ended':
        return window.dispatchEvent(new Event('pagehide'));
      default:
        return window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    }
  };

  const order = ['reports', 'autosave', 'session', 'log', 'liveness', 'views'];

  it.each(['hidden', 'frozen', 'ended'])(
    'notifies all in one order, whatever the order of subscription, when it is %s',
    name => {
      parts.forEach(subscribe);
      turn(name);
      expect(notified).toEqual(order.map(part => `${name} ${part}`));
    }
  );

  it.each(['shown', 'resumed', 'restored'])('notifies all in the opposite order: %s', name => {
    parts.forEach(subscribe);
    turn(name);
    expect(notified).toEqual([...order].reverse().map(part => `${name} ${part}`));
  });

  it('notifies subscribers of one part in the order of subscription', () => {
    for (const name of ['first', 'second']) {
      const subscription = page.subscribe('log', { ended: () => void notified.push(name) });
      ends.push(() => subscription.dispose());
    }
    turn('ended');
    expect(notified).toEqual(['first', 'second']);
  });

  it('does not take the first showing of a page for a return', () => {
    subscribe('session');
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(notified).toEqual([]);
  });

  it('notifies the others if one fails, and the page of the failure', () => {
    const failures: unknown[] = [];
    const page_ = globalThis as { reportError?: (error: unknown) => void };
    const before = page_.reportError;
    page_.reportError = error => void failures.push(error);
    const failure = new Error('planted');
    const failing = page.subscribe('reports', {
      ended: () => {
        throw failure;
      }
    });
    subscribe('session');
    turn('ended');
    page_.reportError = before;
    failing.dispose();
    expect([notified, failures]).toEqual([['ended session'], [failure]]);
  });

  it('listens while there are subscribers, and notifies nobody who has unsubscribed', () => {
    const listening = new Set<string>();
    for (const target of [window, document] as EventTarget[]) {
      jest.spyOn(target, 'addEventListener').mockImplementation(type => void listening.add(type));
      jest
        .spyOn(target, 'removeEventListener')
        .mockImplementation(type => void listening.delete(type));
    }
    const first = page.subscribe('log', {});
    const second = page.subscribe('session', {});
    expect([...listening].sort()).toEqual(
      ['freeze', 'pagehide', 'pageshow', 'resume', 'visibilitychange'].sort()
    );
    first.dispose();
    first.dispose();
    expect(listening.size).toBe(5);
    second.dispose();
    expect(listening.size).toBe(0);
    jest.restoreAllMocks();
  });

  it('lets a part unsubscribe while it is notified', () => {
    const leaving = page.subscribe('reports', { ended: () => leaving.dispose() });
    subscribe('log');
    turn('ended');
    turn('ended');
    expect(notified).toEqual(['ended log', 'ended log']);
  });

  it('knows whether it is visible, and whether it was discarded', () => {
    expect([page.isHidden, page.wasDiscarded]).toEqual([false, false]);
    setVisibility('hidden');
    Object.defineProperty(document, 'wasDiscarded', { configurable: true, value: true });
    expect([page.isHidden, page.wasDiscarded]).toEqual([true, true]);
    Object.defineProperty(document, 'wasDiscarded', { configurable: true, value: undefined });
  });
});
