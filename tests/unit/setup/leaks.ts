// Every unit test fails that leaves something undisposed. Clean up in the test or in an afterEach
// inside a describe: one at the top of a spec runs after the one here.
import { LeakTracker, setDisposableTracker } from '../../../src/lifecycle/tracker.js';

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
