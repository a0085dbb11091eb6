import { defineConfig } from '@playwright/test';

/** Started by `npm run soak`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.soak.ts',
  workers: 1,
  reporter: 'list',
  outputDir: '../../test-results/soak'
});
