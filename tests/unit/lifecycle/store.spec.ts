import { DisposableStore, disposeAll, MutableDisposable } from '../../../src/lifecycle/index.js';

/** A disposable that records its end. */
function noting(log: string[], name: string, fails = false) {
  return {
    isDisposed: false,
    dispose(): void {
      this.isDisposed = true;
      log.push(name);
      if (fails) {
        throw new Error(name);
      }
    }
  };
}

/** What a function throws. */
function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('DisposableStore', () => {
  it('disposes of all, last first, and once', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.add(noting(log, 'a'));
    store.defer(() => log.push('b'));
    store.add(noting(log, 'c'));
    store.dispose();
    store.dispose();
    expect(log).toEqual(['c', 'b', 'a']);
    expect(store.isDisposed).toBe(true);
  });

  it('runs everything when one throws, then throws that error', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.add(noting(log, 'a'));
    store.add(noting(log, 'b', true));
    store.add(noting(log, 'c'));
    expect(() => store.dispose()).toThrow(new Error('b'));
    expect(log).toEqual(['c', 'b', 'a']);
    expect(store.isDisposed).toBe(true);
  });

  it('collects several errors', () => {
    const log: string[] = [];
    const all = [noting(log, 'a', true), noting(log, 'b'), noting(log, 'c', true)];
    const error = thrownBy(() => disposeAll(all));
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).errors.map(String)).toEqual(['Error: c', 'Error: a']);
    expect(log).toEqual(['c', 'b', 'a']);
  });

  it('disposes at once of what is added after the end, and reports it', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const late = noting(log, 'late');
    expect(store.add(late)).toBe(late);
    store.defer(() => log.push('deferred'));
    expect(log).toEqual(['late', 'deferred']);
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn.mock.calls[0][0]).toMatch(/added to a disposed store[\s\S]*store\.spec\.ts/);
    warn.mockRestore();
  });

  it('stays usable after clear', () => {
    const log: string[] = [];
    const store = new DisposableStore();
    store.add(noting(log, 'a'));
    store.clear();
    store.add(noting(log, 'b'));
    store.dispose();
    expect(log).toEqual(['a', 'b']);
  });

  it('runs a deferred release once, whoever requests it first', () => {
    const release = jest.fn();
    const store = new DisposableStore();
    store.defer(release).dispose();
    store.dispose();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('listens until the end, also with capture', () => {
    const target = new EventTarget();
    const listener = jest.fn();
    const store = new DisposableStore();
    store.listen(target, 'x', listener, { capture: true });
    target.dispatchEvent(new Event('x'));
    store.dispose();
    target.dispatchEvent(new Event('x'));
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('MutableDisposable', () => {
  it('disposes of the previous value, but not of the same value', () => {
    const log: string[] = [];
    const holder = new MutableDisposable();
    const first = noting(log, 'a');
    holder.value = first;
    holder.value = first;
    expect(log).toEqual([]);
    holder.value = noting(log, 'b');
    expect(log).toEqual(['a']);
    holder.dispose();
    expect(log).toEqual(['a', 'b']);
    expect(holder.value).toBeNull();
  });

  it('disposes at once of what is set after the end', () => {
    const log: string[] = [];
    const holder = new MutableDisposable();
    holder.dispose();
    holder.value = noting(log, 'late');
    expect(log).toEqual(['late']);
    expect(holder.value).toBeNull();
  });
});
