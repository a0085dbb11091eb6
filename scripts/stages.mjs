// Runs suites in stages, one after the other; the lanes of a stage run side by side, a lane's suites in turn.
import path from 'node:path';
import { capture, root } from './process.mjs';

/** Where Python keeps what it compiled: none of it lies among the sources, and packages are installed without. */
const compiled = path.join(root, '.cache', 'python');

/** Milliseconds after which a suite that says nothing else is taken to hang. */
const mostTime = 20 * 60_000;

/**
 * Run all suites, also after one failed. A suite is {name, command, args, report} and, where it
 * may take long, {most} (ms); one with `prepare` gets these from it where there is something to run, or in `skipped` a
 * reason why it can't.
 * @returns {Promise<object[]>} a report for each suite, with its name and the seconds that it took.
 */
export async function runStages(stages) {
  const reports = [];
  for (const lanes of stages) {
    const isAlone = lanes.length === 1;
    const results = await Promise.all(
      lanes.map(async suites => {
        const found = [];
        for (const suite of suites) {
          found.push(await runSuite(suite, isAlone));
        }
        return found;
      })
    );
    reports.push(...results.flat());
  }
  return reports;
}

async function runSuite(suite, isAlone) {
  const { name } = suite;
  const started = Date.now();
  if (isAlone) {
    console.log(`\n== ${name}`);
  }
  const { output, ...report } = await reportOf(suite, isAlone);
  const seconds = (Date.now() - started) / 1000;
  if (!isAlone && output) {
    console.log(`\n== ${name} (${seconds.toFixed(0)} s)\n${output.trimEnd()}`);
  }
  return { name, seconds, ...report };
}

async function reportOf(suite, isLive) {
  const empty = { passed: 0, failed: 0, skipped: 0, files: [], failures: [], output: '' };
  try {
    const { command, args, report, skipped, most } = {
      most: mostTime,
      ...suite,
      ...(await suite.prepare?.())
    };
    if (skipped) {
      return { ...empty, skipped: 1, output: `skipped: ${skipped}` };
    }
    if (!command) {
      return empty;
    }
    const env = { ...process.env, PYTHONPYCACHEPREFIX: compiled };
    const ended = await capture(command, args, { isLive, env, most });
    const found = report(suite.name, ended);
    const failures = ended.late ? [ended.late, ...found.failures] : found.failures;
    return { ...found, failures, output: ended.output };
  } catch (error) {
    return { ...empty, failed: 1, failures: [error.message], output: error.message };
  }
}
