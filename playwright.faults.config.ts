import { defineConfig } from '@playwright/test';

/** Faults, injected from outside of the code under test: `npm run test:faults`. */
export default defineConfig({
  testDir: 'tests/faults',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/faults.json' }]],
  outputDir: 'test-results/faults'
});
