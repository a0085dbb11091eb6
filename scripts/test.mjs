// `npm test`: set up, then every kind of test; all run even when one fails. `npm run test:quick` (--quick): lint,
// types and unit tests. At the end: how long suites and their slowest files took, what failed, and as last line counts.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { endChildrenWithThisProcess, root } from './process.mjs';
import { installPackages, setup } from './setup.mjs';
import { runStages } from './stages.mjs';
import * as suites from './suites.mjs';
import { summarise } from './summary.mjs';

const { lint, types, unit, python, wheel, peers, browser, soak, environment } = suites;

/**
 * Stages in turn, their lanes side by side: what waits (for a registry, for a program to end) beside what computes. The
 * browser suite uses two cores by itself.
 */
const everything = [
  [
    [soak, peers],
    [lint, types],
    [environment('h5web'), environment('oldest'), environment('notebook'), wheel]
  ],
  [[unit], [python]],
  [[browser]]
];

const quick = [[[lint], [types]], [[unit]]];

const isQuick = process.argv.includes('--quick');
const started = Date.now();
endChildrenWithThisProcess();
try {
  if (isQuick) {
    await installPackages();
  } else {
    await setup();
    await ensureBrowser();
  }
  const results = path.join(root, 'test-results');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
  const reports = await runStages(isQuick ? quick : everything);
  process.exitCode = summarise(reports, (Date.now() - started) / 1000);
} catch (error) {
  console.error(`tests could not run: ${error.message}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
