import { defineConfig } from '@playwright/test';

/**
 * Files that measure or flood the machine, or may build: one at a time, last. A project
 * of its own without `dependencies`, so that a failure elsewhere does not skip them and any file can
 * be run alone.
 */
const serial = /\/tests\/(browser|faults)\/(slow|floods|demo)\.spec\.ts$/;
const all = /\/tests\/(browser|faults)\/[^/]+\.spec\.ts$/;

/** The browser tests (`npm run test:browser`) and faults injected from outside (`npm run test:faults`). */
export default defineConfig({
  testDir: 'tests',
  // what is slow on a busy machine is not wrong: these end what would never end
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  outputDir: 'test-results/browser',
  projects: [
    { name: 'parallel', testMatch: all, testIgnore: serial },
    { name: 'serial', testMatch: serial, workers: 1 }
  ]
});
