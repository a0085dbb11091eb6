// Runs suites in stages, one after another; the lanes of a stage run in parallel, the suites of a
// lane in sequence.
import path from 'node:path';
import { capture, root } from './process.mjs';

/**
 * Folder for Python's bytecode: none is written among the sources, and packages are installed
 * without.
 */
const compiled = path.join(root, '.cache', 'python');

/** Time after which a suite without a limit of its own is considered to hang, milliseconds. */
const mostTime = 20 * 60_000;

/**
 * Run all suites, even if one fails. A suite is {name, command, args, report} and, if it may take
 * long, {most} (ms); for a suite with `prepare` these come from that function, or a reason in
 * `skipped` why it can't be run.
 * @returns {Promise<object[]>} a report for each suite, with its name and duration in seconds.
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
