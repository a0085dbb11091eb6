import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import Ajv from 'ajv';
import { closeTab, menuItem, row } from './support/actions.js';
import { launch, launchWithProfile } from './support/browser.js';
import {
  crashTab,
  forgetPages,
  holdDatabase,
  storedIn,
  storedCuts,
  killBrowser,
  releaseDatabase
} from './support/crash.js';
import { breakSaving } from './support/inject.js';
import { current, execute, isDirty, openLab, root, settled } from './support/lab.js';
import { reportsIn, toast } from './support/reports.js';
import { cutsIn } from './support/documents.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ pages: 'own' });
const scan = 'xes-demo-rxes.nxs';
const analysis = 'work.xes.json';
const cuts = [
  { type: 'CIE', at: 9660, width: 0.3 },
  { type: 'CEE', at: 8638, width: 0.3 }
];
const offer = /(?:was|were) open when the browser stopped at \d\d:\d\d\./;

/** One for all tests, for its pages load faster; each starts without stored data. */
let context: BrowserContext;

/** No more than this is lost, ms. */
const promised = 2_000;

test.beforeAll(async () => {
  context = await session.browser.newContext({ viewport: { width: 1400, height: 900 } });
});

test.beforeEach(async () => {
  const document = { type: 'xes-analysis', version: 1, scans: [{ path: scan }], cuts };
  writeFileSync(session.file(analysis), JSON.stringify(document));
});

test.afterEach(async () => {
  await Promise.all(context.pages().map(page => page.close()));
  await forgetPages(context, session.lab.url);
});

test.afterAll(() => context.close());

async function newLab(from: BrowserContext = context): Promise<Page> {
  const page = await from.newPage();
  page.on('dialog', dialog => void dialog.accept()); // "leave the page?"
  await openLab(page, session.lab.url);
  return page;
}

async function opened(page: Page, name: string): Promise<void> {
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
  await expect(page.locator('.jp-XESViewer:visible .jp-XESCut')).toHaveCount(2);
}

/** Move the first cut by keys, as many times. @returns the positions of both cuts. */
async function moveCut(page: Page, times: number) {
  const before = (await settled(page)).cuts[0].at;
  const cut = page.locator('.jp-XESViewer:visible .jp-XESCut').first();
  for (let i = 0; i < times; i++) {
    await cut.press('ArrowLeft');
  }
  await expect.poll(async () => (await settled(page)).cuts[0].at).toBeLessThan(before - 0.01);
  return (await settled(page)).cuts;
}

/**
 * Wait until the browser has recorded the current cuts of a document; a crash then loses nothing of
 * them.
 */
async function expectRecorded(page: Page, name: string, lost: { at: number }[]): Promise<void> {
  const energies = lost.map(({ at }) => at);
  await expect.poll(async () => (await storedCuts(page))[name]).toEqual(energies);
}

/** The cuts of the current tab, which has unsaved changes. */
async function expectRestored(page: Page, name: string, lost: unknown): Promise<void> {
  await current(page, name);
  await expect.poll(async () => (await settled(page)).cuts).toEqual(lost);
}

function cutsOnDisk(name: string) {
  return cutsIn(readFileSync(session.file(name), 'utf8'));
}

test('a crashed tab: its report is written, its unsaved cut is offered and restored', async () => {
  let page = await newLab();
  await opened(page, analysis);
  const lost = await moveCut(page, 5);
  await page.waitForTimeout(promised); // what is older than this must not be lost, whoever checks
  await crashTab(page);

  page = await newLab();
  const notification = toast(page, offer);
  await expect(notification).toContainText(`${analysis} was open`);
  const [report] = reportsIn(session, '');
  expect(report).toMatchObject({
    reason: 'unclean-end',
    path: analysis,
    snapshot: { open: expect.arrayContaining([analysis]) as unknown },
    analyses: [{ path: analysis, kind: 'analysis' }]
  });
  const schema = readFileSync(path.join(root, 'schemas/crash-3.schema.json'), 'utf8');
  const ajv = new Ajv({ allowUnionTypes: true, validateFormats: false });
  ajv.validate(JSON.parse(schema) as object, JSON.parse(report.text));
  expect(ajv.errors ?? []).toEqual([]);
  const twin = readFileSync(session.file(`xes-diagnostics/${report.file.replace(/json$/, 'md')}`));
  expect(twin.toString()).toContain('## What happened');

  await inBothThemes(page, theme => session.picture(`restore-${theme}`, page));
  await notification.getByText('Restore', { exact: true }).click();
  await expectRestored(page, analysis, lost);
  expect(await isDirty(page)).toBe(true);
  expect(cutsOnDisk(analysis)).toEqual(cuts); // the file is unchanged
  // the work now belongs to this session
  await expect
    .poll(async () => {
      const { sessions, snapshots } = await storedIn(page);
      return [sessions.length, snapshots.map(snapshot => snapshot.session === sessions[0].id)];
    })
    .toEqual([1, [true]]);
});

test('a single scan: its cuts are restored', async () => {
  let page = await newLab();
  await opened(page, scan);
  const lost = await moveCut(page, 1);
  await expectRecorded(page, scan, lost);
  const digest = session.digest(scan);
  await crashTab(page);
  page = await newLab();
  const notification = toast(page, offer);
  await expect(notification).toContainText(`${scan} was open`);
  await notification.getByText('Restore', { exact: true }).click();
  await expectRestored(page, scan, lost);
  expect(session.digest(scan)).toBe(digest);
});

test('a killed browser: the same, from its profile', async () => {
  test.setTimeout(180_000);
  const profile = mkdtempSync(path.join(tmpdir(), 'xes-profile-'));
  try {
    let own = await launchWithProfile(profile);
    let page = await newLab(own);
    await opened(page, analysis);
    const lost = await moveCut(page, 1);
    await expectRecorded(page, analysis, lost);
    await killBrowser(own, profile);

    own = await launchWithProfile(profile);
    page = await newLab(own);
    const notification = toast(page, offer);
    await expect(notification).toContainText(`${analysis} was open`);
    expect(reportsIn(session, '')).toHaveLength(1);
    await notification.getByText('Restore', { exact: true }).click();
    await expectRestored(page, analysis, lost);
    expect(cutsOnDisk(analysis)).toEqual(cuts);
    await own.close();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('an orderly end leaves nothing to offer, also with discarded work', async () => {
  let page = await newLab();
  await opened(page, analysis);
  await moveCut(page, 1);
  await expect.poll(async () => (await storedIn(page)).snapshots.length).toBe(1);
  const { id } = (await storedIn(page)).sessions[0];
  await page.goto('about:blank');
  await page.close();
  page = await newLab();
  await opened(page, scan);
  // the session before was inspected, and forgotten
  await expect
    .poll(async () => (await storedIn(page)).sessions.map(entry => entry.id === id))
    .toEqual([false]);
  expect((await storedIn(page)).snapshots.filter(snapshot => snapshot.session === id)).toEqual([]);
  await expect(toast(page, 'was open when')).toHaveCount(0);
  expect(existsSync(session.file('xes-diagnostics'))).toBe(false);
});

test('saved work is neither recorded nor offered', async () => {
  let page = await newLab();
  await opened(page, analysis);
  const saved = await moveCut(page, 1);
  await expect.poll(async () => (await storedIn(page)).snapshots.length).toBe(1);
  await execute(page, 'docmanager:save');
  await expect.poll(async () => (await storedIn(page)).snapshots).toEqual([]);
  expect(cutsOnDisk(analysis)).toMatchObject(saved.map(({ type, at }) => ({ type, at })));
  await crashTab(page);
  page = await newLab();
  const notification = toast(page, offer);
  await expect(notification).toBeVisible();
  await expect(notification.getByText('Restore', { exact: true })).toHaveCount(0);
  await notification.getByText('Dismiss').click();
  await expect.poll(async () => (await storedIn(page)).sessions.length).toBe(1);
});

test('into the back/forward cache and out: the session continues', async () => {
  const browser = await launch({ backForwardCache: true });
  try {
    const own = await browser.newContext();
    let page = await newLab(own);
    await opened(page, analysis);
    await moveCut(page, 1);
    await page.evaluate(() => Object.assign(window, { isTheSame: true }));
    const before = (await storedIn(page)).sessions;
    await page.goto(new URL('/static/favicons/favicon.ico', session.lab.url).href);
    await page.goBack({ waitUntil: 'commit' });
    expect(await page.evaluate(() => 'isTheSame' in window)).toBe(true);
    await expect
      .poll(async () => (await storedIn(page)).sessions.map(({ id, clean }) => ({ id, clean })))
      .toEqual([{ id: before[0].id, clean: false }]);
    const lost = await moveCut(page, 1);
    await expectRecorded(page, analysis, lost);
    await crashTab(page);
    page = await newLab(own);
    await toast(page, offer).getByText('Restore', { exact: true }).click();
    await expectRestored(page, analysis, lost);
  } finally {
    await browser.close();
  }
});

test('two tabs on one analysis: each retains its work, neither silently overwrites the other', async () => {
  const [one, two] = [await newLab(), await newLab()];
  await opened(one, analysis);
  await opened(two, analysis);
  await expect(toast(two, 'was open when')).toHaveCount(0); // the first one is alive
  const first = await moveCut(one, 1);
  const second = await moveCut(two, 2);
  await expect
    .poll(async () => {
      const { snapshots } = await storedIn(two);
      return [snapshots.length, new Set(snapshots.map(({ document }) => document)).size];
    })
    .toEqual([2, 2]);

  await one.bringToFront();
  await execute(one, 'docmanager:save');
  await expect.poll(() => cutsOnDisk(analysis)).toMatchObject([{ at: first[0].at }, {}]);
  await two.bringToFront();
  await execute(two, 'docmanager:save');
  await expect(two.locator('.jp-XESFileBar:visible')).toContainText('changed on disk');
  expect(cutsOnDisk(analysis)).toMatchObject([{ at: first[0].at }, {}]);
  // the second one's work is still recorded, and restored next to the file that changed without it
  await expect.poll(async () => (await storedIn(two)).snapshots.length).toBe(1);
  await expectRecorded(two, analysis, second);
  await crashTab(two);
  const three = await newLab();
  await toast(three, offer).getByText('Restore', { exact: true }).click();
  await expectRestored(three, 'work-restored.xes.json', second);
  expect(cutsOnDisk(analysis)).toMatchObject([{ at: first[0].at }, {}]);
});

test('two views of one analysis: unsaved work stays recorded when one of them is closed', async () => {
  let page = await newLab();
  await opened(page, analysis);
  const lost = await moveCut(page, 1);
  await execute(page, 'docmanager:clone');
  const tabs = page.locator('#jp-main-dock-panel .lm-TabBar-tab', { hasText: analysis });
  await expect(tabs).toHaveCount(2);
  await expect(page.locator('.jp-XESViewer:visible .jp-XESCut').first()).toBeVisible();
  await tabs.last().locator('.lm-TabBar-tabCloseIcon').click();
  await expect(tabs).toHaveCount(1);
  await expectRecorded(page, analysis, lost);
  expect((await storedIn(page)).snapshots).toMatchObject([{ path: analysis, closed: false }]);
  await crashTab(page);
  page = await newLab();
  await toast(page, offer).getByText('Restore', { exact: true }).click();
  await expectRestored(page, analysis, lost);
});

test('a database that opens late: unsaved work is recorded from then on', async () => {
  const holder = await context.newPage();
  await holder.goto(new URL('/static/favicons/favicon.ico', session.lab.url).href);
  await holdDatabase(holder);
  let page = await newLab();
  await opened(page, analysis);
  const lost = await moveCut(page, 1);
  await execute(page, 'xes:show-log');
  const lines = page.locator('.jp-XESLog', {
    hasText: 'The browser stores nothing for crash recovery'
  });
  await expect(lines).toBeVisible({ timeout: 20_000 });
  await releaseDatabase(holder);
  await expect(
    page.locator('.jp-XESLog', { hasText: 'stores unsaved work for crash recovery again' })
  ).toBeVisible();
  expect((await storedIn(page)).snapshots).toMatchObject([{ path: analysis, closed: false }]);
  await crashTab(page);
  page = await newLab();
  await toast(page, offer).getByText('Restore', { exact: true }).click();
  await expectRestored(page, analysis, lost);
});

test('a tab closed during restoring: the others are restored, and it is named', async () => {
  let page = await newLab();
  await opened(page, scan);
  const lost = await moveCut(page, 1);
  await expectRecorded(page, scan, lost);
  await opened(page, analysis);
  await expectRecorded(page, analysis, await moveCut(page, 1));
  await crashTab(page);
  page = await newLab();
  let reads = 0;
  await page.route(/api\/contents\/work\.xes\.json\?.*content=1/, async route => {
    if (++reads === 1) {
      await route.fallback(); // for comparison; the tab's own never arrives
    }
  });
  await toast(page, offer).getByText('Restore', { exact: true }).click();
  await expect.poll(() => reads).toBe(2);
  await closeTab(page, analysis);
  await expect(toast(page, `Not restored: ${analysis}`)).toBeVisible();
  await expectRestored(page, scan, lost);
  // it is offered again at the next start
  expect((await storedIn(page)).snapshots.map(snapshot => snapshot.path)).toContain(analysis);
});

for (const [how, close] of [
  ['changed since', () => Promise.resolve()],
  ['changed since in a tab that was closed', (page: Page) => closeTab(page, scan)]
] as const) {
  test(`a scan whose cuts were ${how}: both are there`, async () => {
    let page = await newLab();
    await opened(page, scan);
    const lost = await moveCut(page, 1);
    await expectRecorded(page, scan, lost);
    await crashTab(page);
    page = await newLab();
    await expect(toast(page, offer)).toBeVisible();
    await opened(page, scan);
    const since = await moveCut(page, 2);
    await close(page);
    await toast(page, offer).getByText('Restore', { exact: true }).click();
    await expect(toast(page, 'stays as it is')).toContainText('xes-demo-rxes-restored.xes.json');
    await expectRestored(page, 'xes-demo-rxes-restored.xes.json', lost);
    await execute(page, 'xes:open', { path: scan });
    await expectRestored(page, scan, since);
  });
}

test('a report on demand, copied and saved, contains the analysis', async () => {
  const page = await newLab();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page, analysis);
  const work = await moveCut(page, 1);
  const copied = (await execute(page, 'xes:copy-report')) as { text: string };
  expect(copied.text).toContain('# Report on demand');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(copied.text);
  const { path: report } = (await execute(page, 'xes:save-diagnostics')) as { path: string };
  expect(reportsIn(session, '')).toMatchObject([{ reason: 'on-demand' }]);

  // the work is discarded, and the report is opened
  await openLab(page, session.lab.url);
  await execute(page, 'filebrowser:open-path', { path: 'xes-diagnostics' });
  const file = row(page, report.split('/').pop() ?? '');
  await file.click({ button: 'right' });
  await expect(menuItem(page, 'Restore This Analysis')).toBeVisible();
  await page.keyboard.press('Escape');
  await file.dblclick();
  await expect(toast(page, 'This report holds')).toBeVisible();
  await inBothThemes(page, theme => session.picture(`report-${theme}`, page));
  await toast(page, 'This report holds').getByText('Restore this analysis').click();
  await expectRestored(page, analysis, work);
  expect(await isDirty(page)).toBe(true);
  expect(cutsOnDisk(analysis)).toEqual(cuts);
});

test('a report that no folder accepted survives with the page, and is written at the next start', async () => {
  let page = await newLab();
  await opened(page, analysis);
  await page.route(/api\/contents\/xes-diagnostics/, route =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 503 }) : route.fallback()
  );
  // nor may the server's own log create the folder
  await page.route(/jupyterlab-xes\/log/, route => route.fulfill({ status: 503 }));
  await breakSaving(page);
  await execute(page, 'xes:save-figure');
  await expect(toast(page, 'Saving the figure failed')).toBeVisible();
  expect(existsSync(session.file('xes-diagnostics'))).toBe(false);
  await page.goto('about:blank');
  const flat = () => readdirSync(session.lab.folder).filter(name => /^xes-crash-/.test(name));
  await expect.poll(flat).toHaveLength(1);
  await expect
    .poll(() => readFileSync(session.file(flat()[0]), 'utf8'))
    .toContain('planted in a command');
  await page.close();
  const left = flat();
  const foreign = 'xes-crash-20200101T000000Z-0123abcd.json';
  writeFileSync(session.file(foreign), '{"type":"xes-crash","id":"0123abcd"}\n');

  page = await newLab();
  await expect.poll(() => reportsIn(session, '').map(({ file }) => `xes-${file}`)).toEqual(left);
  await expect.poll(flat).toEqual([foreign]); // its own copy is removed, nothing else
  await expect
    .poll(async () => (await storedIn(page)).outbox.filter(({ value }) => !value))
    .toEqual([]);
  await expect(toast(page, 'was open when')).toHaveCount(0);
});
