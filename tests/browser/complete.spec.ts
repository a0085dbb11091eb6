import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import Ajv from 'ajv';
import type { ICrashReport } from '../../src/diagnostics/report.js';
import { breakSaving } from './support/inject.js';
import { execute, remove, root, settled } from './support/lab.js';
import { reportIn, toast } from './support/reports.js';
import { useSession } from './support/session.js';

const scan = 'xes-demo-rxes.nxs';
// requests that hang in the second test are never answered
const session = useSession({ pages: 'fresh' });
const schema = readFileSync(path.join(root, 'schemas/crash-3.schema.json'), 'utf8');

test.beforeEach(async () => {
  remove(session.file('xes-diagnostics'));
  await execute(session.page, 'xes:open', { path: scan });
  await settled(session.page);
  await expect(session.page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
});

/** The result of a failing command; the user was notified. */
async function failed(message: string): Promise<ICrashReport> {
  const { page } = session;
  await breakSaving(page, message);
  await execute(page, 'xes:save-figure');
  await expect(toast(page, 'Saving the figure failed')).toBeVisible();
  const report = JSON.parse((await reportIn(session, '')).text) as ICrashReport;
  const ajv = new Ajv({ allowUnionTypes: true, validateFormats: false });
  ajv.validate(JSON.parse(schema) as object, report);
  expect(ajv.errors ?? []).toEqual([]);
  return report;
}

test('a report shows the location in the sources, and the state of server and viewer', async () => {
  const report = await failed('planted and complete');
  const { stack, mappedStack } = report.error;
  expect(stack).toMatch(/jupyterlab-xes\/static\/.*\.js/);
  expect(mappedStack).toContain('planted and complete');
  expect(mappedStack).toMatch(
    /\bsrc\/plots\/export\.ts:\d+:\d+[\s\S]*\bsrc\/widgets\/viewer\.ts:\d+:\d+/
  );
  expect(mappedStack).not.toMatch(/jupyterlab-xes\/static\/.*\.js/);
  const { server, viewer } = report.health ?? {};
  expect(server?.rss).toBeGreaterThan(0);
  expect(server?.pid).toBeGreaterThan(0);
  expect(server?.disk.total).toBeGreaterThan(0);
  expect(server?.memory.total).toBeGreaterThan(0);
  expect(viewer?.held).toBeGreaterThan(0);
  expect(viewer?.peak).toBeGreaterThanOrEqual(viewer?.held ?? Infinity);
  expect(viewer?.accounts.map(({ name }) => name)).toContain(scan);
  expect(viewer?.reader).toMatchObject({ scans: 1, crashes: 0 });
  // for viewing, too
  const file = (await reportIn(session, '')).file.replace(/json$/, 'md');
  await expect
    .poll(() => readFileSync(session.file(path.join('xes-diagnostics', file)), 'utf8'))
    .toMatch(/## Server[\s\S]*src\/widgets\/viewer\.ts/);
  // no event collector is present
  expect(session.requests.filter(({ url }) => url.includes('jupyterlab-xes/events'))).toEqual([]);
});

test('an unresponsive server and missing source maps do not delay a report', async () => {
  const { page } = session;
  await page.route(/jupyterlab-xes\/(health|static\/.*\.map)/, () => {});
  const report = await failed('planted while the server hangs');
  expect(report.health?.server).toBeNull();
  expect(report.health?.viewer?.held).toBeGreaterThan(0);
  expect(report.error.stack).toMatch(/jupyterlab-xes\/static\/.*\.js/);
  expect(report.error).not.toHaveProperty('mappedStack');
});
