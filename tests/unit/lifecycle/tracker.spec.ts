import {
  DisposableStore,
  LeakTracker,
  Lifetime,
  setDisposableTracker
} from '../../../src/lifecycle/index.js';

describe('LeakTracker', () => {
  it('tells where what is still alive was made', () => {
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

  it('counts by class and gives back the tracker before', () => {
    const tracker = new LeakTracker();
    const before = setDisposableTracker(tracker);
    expect(before).not.toBeNull(); // the one of tests/unit/setup/leaks.ts
    new Lifetime();
    new Lifetime();
    new DisposableStore();
    expect(setDisposableTracker(before)).toBe(tracker);
    expect(tracker.counts()).toEqual({ Lifetime: 2, DisposableStore: 1 });
  });
});
