import type { Scan } from './scan.js';

/**
 * A scan being read: it yields when it needs arrays announced to the tree (those of the paths it
 * yields, or all), so the caller can wait for them without blocking.
 */
export type Reading = Generator<readonly string[] | void, Scan, void>;

/** Run a reading from a tree with all arrays available. @throws as the reading */
export function finished(reading: Reading): Scan {
  for (;;) {
    const step = reading.next();
    if (step.done) {
      return step.value;
    }
  }
}
