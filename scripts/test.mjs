// `npm test`: set up, then run all tests but the long ones, in a quarter of an hour; `npm run
// test:all` (--all): all of them, as required before a merge; `npm run test:quick` (--quick): lint,
// types and short unit tests. All suites run even if one fails. Ends with the times of suites and
// their slowest files, the failures, and a last line with totals.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { endChildrenWithThisProcess, root } from './process.mjs';
import { installPackages, setup } from './setup.mjs';
import { runStages } from './stages.mjs';
import * as suites from './suites.mjs';
import { summarise } from './summary.mjs';

const { lint, types, unit, python, wheel, peers, browser, soak, environment } = suites;

const isAll = process.argv.includes('--all');
const isQuick = process.argv.includes('--quick');

/**
 * Stages in sequence, their lanes in parallel: suites that wait (for a registry, for a program to
 * end) along with those that compute. The browser suite alone uses two cores.
 */
function stages() {
  if (isQuick) {
    return [[[lint], [types]], [[unit(false)]]];
  }
  const environments = ['h5web', 'oldest', 'notebook'].map(environment);
  const first = isAll
    ? [
        [soak, peers],
        [lint, types],
        [...environments, wheel]
      ]
    : [[lint], [types]];
  return [first, [[unit(isAll)], [python(isAll)]], [[browser(isAll)]]];
}

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
  const reports = await runStages(stages());
  if (!isAll) {
    console.log('\nThe long tests were left out: npm run test:all runs them too.');
  }
  process.exitCode = summarise(reports, (Date.now() - started) / 1000);
} catch (error) {
  console.error(`tests could not run: ${error.message}`);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
