// What failed, told once more at the end: a log that is cut keeps its end.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** Most lines of a failure that are told again. */
const mostLines = 12;

/** The failures that Playwright's JSON report of this name lists, each with the start of its error. */
export function browserFailures(name) {
  const report = readReport(name);
  return report ? report.suites.flatMap(suite => failuresOf(suite, [])) : [];
}

/** Counts of Playwright's JSON report of this name; a test that passed at a second try failed. */
export function browserCounts(name) {
  const report = readReport(name);
  if (!report) {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** The failures in what jest printed: its summary repeats each under a bullet. */
export function jestFailures(output) {
  const blocks = output
    .split(/^(?= {2}● )/m)
    .slice(1)
    .filter(block => !/^ {2}● Console$/m.test(block));
  return [...new Set(blocks.map(start))];
}

/** The failures in the short summary that pytest prints. */
export function pytestFailures(output) {
  return output.match(/^(?:FAILED|ERROR) .*$/gm) ?? [];
}

/** The end of what a check printed, that has no list of failures of its own. */
export function tail(output) {
  return [output.trimEnd().split('\n').slice(-30).join('\n')];
}

function readReport(name) {
  const file = path.join(root, `test-results/${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function failuresOf(suite, above) {
  const titles = [...above, suite.title];
  const own = suite.specs
    .filter(spec => !spec.ok)
    .map(spec => {
      const errors = spec.tests.flatMap(({ results }) => results.flatMap(one => one.errors));
      const told = errors.map(({ message }) => start(plain(message ?? ''))).join('\n');
      return `${[...titles, spec.title].join(' › ')} (line ${spec.line})\n${told}`;
    });
  return [...own, ...(suite.suites ?? []).flatMap(inner => failuresOf(inner, titles))];
}

function start(text) {
  return text.split('\n').slice(0, mostLines).join('\n').trimEnd();
}

/** Without the codes that colour a terminal. */
function plain(text) {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
