// Every unit test fails that leaves something undisposed.
import { LeakTracker, setDisposableTracker } from '../../../src/lifecycle/tracker';

let tracker: LeakTracker;

beforeEach(() => {
  tracker = new LeakTracker();
  setDisposableTracker(tracker);
});

afterEach(() => {
  setDisposableTracker(null);
  const leaks = tracker.leaks();
  if (leaks.length > 0) {
    throw new Error(`${leaks.length} disposables were left:\n${leaks.join('\n')}`);
  }
});
