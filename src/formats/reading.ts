import type { Scan } from './scan.js';

/**
 * A scan being read: it stops where it needs arrays that it has announced to the tree, those of the paths that it
 * gives or all, so that the caller can wait for them without blocking.
 */
export type Reading = Generator<readonly string[] | void, Scan, void>;

/** Run a reading from a tree that has all at hand. @throws as the reading */
export function finished(reading: Reading): Scan {
  for (;;) {
    const step = reading.next();
    if (step.done) {
      return step.value;
    }
  }
}
