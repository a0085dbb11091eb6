import { writeFileSync } from 'node:fs';
import { expect, test, type Page, type Route } from '@playwright/test';
import { storedIn } from './support/crash.js';
import { breakSaving } from './support/inject.js';
import { execute, settled } from './support/lab.js';
import { linesIn } from './support/log.js';
import { toast } from './support/reports.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession();
const scan = 'xes-demo-rxes.nxs';
const analysis = 'login.xes.json';
const notice = 'Your login has ended. Log in in another tab; your work is kept.';
const form = '<!DOCTYPE html><html><title>Jupyter Server</title><body>Log in</body></html>';
const ours = /\/(api\/contents|jupyterlab-xes|files)(\/|\?|$)/;

/** The server as seen without a login: refusals, or a form instead of data. */
function refuse(route: Route): Promise<void> {
  return /\/files\//.test(route.request().url())
    ? route.fulfill({ status: 200, contentType: 'text/html', body: form })
    : route.fulfill({ status: 403, json: { message: 'Forbidden' } });
}

function focus(page: Page): Promise<boolean> {
  return page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

/** What JupyterLab's autosave requests before it saves. */
function canSave(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { currentWidget: { context: { canSave: boolean } } } };
    };
    return jupyterapp.shell.currentWidget.context.canSave;
  });
}

test('an expired login is reported once; work pauses, and resumes by itself', async () => {
  const { page } = session;
  const cuts = [{ type: 'CIE', at: 9660, width: 0.3 }];
  const document = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts };
  writeFileSync(session.file(analysis), JSON.stringify(document));
  await execute(page, 'xes:open', { path: analysis });
  await settled(page);
  const digest = session.digest(analysis);
  await page.route(ours, refuse);
  await focus(page); // the watch checks, and is refused
  await expect(toast(page, notice)).toHaveCount(1);
  expect(await canSave(page)).toBe(false);

  // work continues, in the browser
  const before = (await settled(page)).cuts[0].at;
  await page.locator('.jp-XESViewer:visible .jp-XESCut').first().press('ArrowLeft');
  await expect.poll(async () => (await settled(page)).cuts[0].at).toBeLessThan(before);
  await expect.poll(async () => (await storedIn(page)).snapshots.length).toBe(1);
  await breakSaving(page, 'while logged out');
  await execute(page, 'xes:save-figure');
  await expect
    .poll(async () => (await storedIn(page)).outbox.filter(({ value }) => value).length)
    .toBeGreaterThan(0);
  expect(session.writes('jupyterlab-xes/log')).toEqual([]);
  expect(session.writes(analysis).filter(({ method }) => method === 'PUT')).toEqual([]);
  await inBothThemes(page, theme => session.picture(`login-${theme}`));
  await expect(toast(page, notice)).toHaveCount(1);
  expect(session.digest(analysis)).toBe(digest);

  await page.unroute(ours);
  await focus(page);
  await expect(toast(page, notice)).toHaveCount(0);
  expect(await canSave(page)).toBe(true);
  await expect
    .poll(() => linesIn(session).map(({ message }) => message))
    .toContainEqual(expect.stringMatching(/while logged out/));
  // its entries and its report are delivered
  await expect.poll(async () => (await storedIn(page)).outbox).toEqual([]);
});
