import {
  DisposableStore,
  LeakTracker,
  Lifetime,
  MutableDisposable,
  setDisposableTracker
} from '../../../src/lifecycle/index.js';

describe('LeakTracker', () => {
  it('reports where what is still alive was created', () => {
    const tracker = new LeakTracker();
    const before = setDisposableTracker(tracker);
    const left = new Lifetime();
    new DisposableStore().dispose();
    setDisposableTracker(before);

    expect(tracker.counts()).toEqual({ Lifetime: 1 });
    expect(tracker.leaks()).toHaveLength(1);
    expect(tracker.leaks()[0]).toContain('tracker.spec.ts');

    setDisposableTracker(tracker);
    left.dispose();
    setDisposableTracker(before);
    expect(tracker.leaks()).toEqual([]);
    expect(tracker.counts()).toEqual({});
  });

  it('counts by class and restores the previous tracker', () => {
    const tracker = new LeakTracker();
    const before = setDisposableTracker(tracker);
    expect(before).not.toBeNull(); // the one of tests/unit/setup/leaks.ts
    new Lifetime();
    new Lifetime();
    new DisposableStore();
    expect(setDisposableTracker(before)).toBe(tracker);
    expect(tracker.counts()).toEqual({ Lifetime: 2, DisposableStore: 1 });
  });

  it('names owners alone: their property is disposed of with them', () => {
    const tracker = new LeakTracker();
    const before = setDisposableTracker(tracker);
    const inner = new DisposableStore();
    inner.defer(() => undefined);
    inner.add(new Lifetime());
    const outer = new MutableDisposable<DisposableStore>();
    outer.value = inner;
    new Lifetime(); // without an owner
    const leaks = tracker.leaks();
    expect(leaks.map(stack => /^Error: (\w+)/.exec(stack)?.[1])).toEqual([
      'MutableDisposable',
      'Lifetime'
    ]);
    expect(leaks.map(stack => /and \d+ that it owns/.exec(stack)?.[0] ?? null)).toEqual([
      'and 3 that it owns',
      null
    ]);
    outer.dispose();
    expect(tracker.leaks()).toHaveLength(1);
    setDisposableTracker(before);
  });

  it('names what outlives its owner', () => {
    const tracker = new LeakTracker();
    const before = setDisposableTracker(tracker);
    const store = new DisposableStore();
    const lifetime = new Lifetime();
    store.add({ isDisposed: false, dispose: () => undefined }); // not one of ours: not tracked
    store.add(lifetime);
    const forgetting = jest.spyOn(lifetime, 'dispose').mockImplementation(() => undefined);
    store.dispose();
    forgetting.mockRestore();
    expect(tracker.leaks()).toEqual([expect.stringContaining('Error: Lifetime')]);
    lifetime.dispose();
    setDisposableTracker(before);
    expect(tracker.leaks()).toEqual([]);
  });
});
