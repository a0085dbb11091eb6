import { defineConfig } from '@playwright/test';

/** Benchmarks print figures and assert nothing about speed: `npm run bench:browser`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  timeout: 300_000,
  workers: 1,
  reporter: 'line',
  outputDir: '../test-results/bench'
});
