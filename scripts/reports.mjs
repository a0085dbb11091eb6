// Reports of test runners: {passed, failed, skipped, files: [{name, seconds}], failures: [text]}.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** Most lines of a failure repeated in the summary. */
const mostLines = 12;

/** Path of the report written by the suite of this name. */
export function reportPath(name, extension) {
  return path.join(root, 'test-results', `${name}.${extension}`);
}

/** Report of a program that passes or fails as a whole. */
export function ofProgram(_, { code, output }) {
  return {
    ...nothing(),
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    failures: code === 0 ? [] : [tail(output)]
  };
}

/** jest's `--json`. */
export function ofJest(name, ended) {
  const text = read(reportPath(name, 'json'));
  if (text === null) {
    const report = missing(ended);
    return { ...report, failures: [...report.failures, withoutResult(ended)] };
  }
  const report = JSON.parse(text);
  const files = report.testResults.map(({ name: file, startTime, endTime }) => ({
    name: path.relative(root, file),
    seconds: (endTime - startTime) / 1000
  }));
  const failures = report.testResults.flatMap(({ name: file, message, assertionResults }) => {
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    const texts = tests.map(({ fullName, failureMessages }) =>
      beginning(`${fullName}\n${plain(failureMessages.join('\n'))}`)
    );
    const isBroken = texts.length === 0 && message !== '';
    return (isBroken ? [beginning(plain(message))] : texts).map(
      failure => `${path.relative(root, file)} › ${failure}`
    );
  });
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = report;
  return checked(
    {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
      files,
      failures
    },
    ended
  );
}

/** pytest's `--junit-xml`. */
export function ofPytest(name, ended) {
  const xml = read(reportPath(name, 'xml'));
  if (xml === null) {
    return missing(ended);
  }
  const [totals] = /<testsuite [^>]*>/.exec(xml) ?? [''];
  const count = what => Number(new RegExp(` ${what}="(\\d+)"`).exec(totals)?.[1] ?? 0);
  const seconds = new Map();
  for (const [, module, time] of xml.matchAll(
    /<testcase classname="([^"]*)"[^>]* time="([^"]*)"/g
  )) {
    const file = `${module.replaceAll('.', '/')}.py`;
    seconds.set(file, (seconds.get(file) ?? 0) + Number(time));
  }
  const failed = count('failures') + count('errors');
  return checked(
    {
      passed: count('tests') - failed - count('skipped'),
      failed,
      skipped: count('skipped'),
      files: [...seconds].map(([file, time]) => ({ name: file, seconds: time })),
      failures: ended.output.match(/^(?:FAILED|ERROR) .*$/gm) ?? []
    },
    ended
  );
}

/** Playwright's JSON; a test that passed on retry counts as failed. */
export function ofPlaywright(name, ended) {
  const text = read(reportPath(name, 'json'));
  if (text === null) {
    return missing(ended);
  }
  const { suites, stats } = JSON.parse(text);
  return checked(
    {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      files: suites.map(suite => ({ name: suite.file, seconds: secondsOf(suite) })),
      failures: suites.flatMap(suite => failuresOf(suite, []))
    },
    ended
  );
}

/** A runner that exited with an error without a failed test has failed all the same. */
function checked(report, { code, output }) {
  const isBad = code !== 0 && report.failed === 0;
  const isSilent = code !== 0 && report.failures.length === 0;
  return {
    ...report,
    failed: isBad ? 1 : report.failed,
    failures: isSilent ? [tail(output)] : report.failures
  };
}

function missing({ code, output }) {
  return { ...nothing(), failed: 1, failures: [`No report, exit code ${code}.\n${tail(output)}`] };
}

/** Unit test files without a result from jest. */
function withoutResult({ output }) {
  const done = new Set([...output.matchAll(/^(?:PASS|FAIL) (\S+)/gm)].map(([, file]) => file));
  const files = readdirSync(path.join(root, 'tests', 'unit'), { recursive: true })
    .filter(file => /\.spec\.tsx?$/.test(file))
    .map(file => `tests/unit/${file}`)
    .filter(file => !done.has(file));
  return `Without a result: ${files.slice(0, mostLines).join(', ') || 'none'}`;
}

function nothing() {
  return { passed: 0, failed: 0, skipped: 0, files: [], failures: [] };
}

function secondsOf({ specs, suites = [] }) {
  const results = specs.flatMap(spec => spec.tests.flatMap(test => test.results));
  const own = results.reduce((sum, { duration }) => sum + duration / 1000, 0);
  return suites.reduce((sum, suite) => sum + secondsOf(suite), own);
}

function failuresOf({ title, specs, suites = [] }, above) {
  const titles = [...above, title];
  const own = specs
    .filter(({ ok }) => !ok)
    .map(spec => {
      const errors = spec.tests.flatMap(({ results }) => results.flatMap(one => one.errors));
      const texts = errors.map(({ message }) => beginning(plain(message ?? ''))).join('\n');
      return `${[...titles, spec.title].join(' › ')} (line ${spec.line})\n${texts}`;
    });
  return [...own, ...suites.flatMap(suite => failuresOf(suite, titles))];
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The end of a program's output, if it has no list of failures. */
function tail(output) {
  return output.trimEnd().split('\n').slice(-30).join('\n');
}

function beginning(text) {
  return text.split('\n').slice(0, mostLines).join('\n').trimEnd();
}

/** A text without the escape codes for colours. */
function plain(text) {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
