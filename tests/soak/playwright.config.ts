import { defineConfig } from '@playwright/test';

/** Started by `npm run soak`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.soak.ts',
  workers: 1,
  reporter: 'line',
  outputDir: '../../test-results/soak'
});
