import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { crashTab, storedIn } from './support/crash.js';
import { breakSaving } from './support/inject.js';
import { cannotBeRefused, current, execute, openLab, remove, settled } from './support/lab.js';
import { diagnosticsIn, expectInOrder, linesIn, setSetting, type ILine } from './support/log.js';
import { reportIn, toast } from './support/reports.js';
import { useSession, type ISession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const scan = 'xes-demo-rxes.nxs';

async function openScan(page: Page, path = scan): Promise<void> {
  await execute(page, 'xes:open', { path });
  await settled(page);
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
}

/** Let a command fail: an error, whose lines must be on disk soon. */
async function fail(page: Page, message: string): Promise<void> {
  await breakSaving(page, message);
  await execute(page, 'xes:save-figure');
}

/** Remove what earlier tests left. */
async function fresh({ page, file }: ISession): Promise<void> {
  await setSetting(page, 'logLevels', {});
  for (const folder of ['', 'runs/']) {
    remove(file(`${folder}xes-diagnostics`));
  }
}

function rows(page: Page): Locator {
  return page.locator('.jp-XESLog-row');
}

/** Number of entries with a text that the browser stores for the server. */
async function waiting(page: Page, text: string): Promise<number> {
  const { outbox } = await storedIn(page);
  return outbox.filter(({ value }) => value?.message.includes(text)).length;
}

const texts = (lines: readonly ILine[]) => lines.map(({ message }) => message);

test.describe('with the server extension', () => {
  const session = useSession({ pages: 'fresh' });
  test.beforeEach(() => fresh(session));

  test('a file is created when something goes wrong, with the entries before it', async () => {
    const { page } = session;
    await openScan(page);
    await execute(page, 'xes:show-log');
    await expect(rows(page).filter({ hasText: 'Read in' })).toHaveCount(1);
    expect(session.writes('jupyterlab-xes/log')).toEqual([]);
    expect(diagnosticsIn(session)).toEqual([]);
    await fail(page, 'planted for the log');
    await expect
      .poll(() => texts(linesIn(session)))
      .toContainEqual(expect.stringMatching(/planted for the log/));
    const lines = linesIn(session);
    expectInOrder(lines);
    expect(texts(lines).slice(0, 2)).toEqual([
      'Opened (XES Viewer)',
      expect.stringMatching(/^Read in/)
    ]);
    const error = lines.find(({ level }) => level === 'error');
    expect(error).toMatchObject({ module: 'viewer', path: scan });
    expect(error?.where).toMatch(/\.js:\d+/);
    expect(linesIn(session, 'xes-errors.log')).toEqual([error]);
    await reportIn(session, '');
  });

  test('levels set at run time apply from then on', async () => {
    const { page } = session;
    await openScan(page);
    await setSetting(page, 'logLevels', { file: 'info' });
    await execute(page, 'xes:reload');
    // two reads of the same duration are one line, which counts them
    const reads = () =>
      linesIn(session)
        .filter(({ message }) => message.startsWith('Read in'))
        .reduce((sum, { repeats = 0 }) => sum + 1 + repeats, 0);
    await expect.poll(reads).toBe(2);
    await setSetting(page, 'logLevels', { file: 'off' });
    await execute(page, 'xes:reload');
    await settled(page);
    await fail(page, 'not to be written');
    await expect(toast(page, 'Saving the figure failed')).toBeVisible();
    await setSetting(page, 'logLevels', { file: 'error' });
    await fail(page, 'to be written');
    await expect.poll(() => texts(linesIn(session)).at(-1)).toMatch(/to be written/);
    expectInOrder(linesIn(session));
  });

  test('entries logged while the server is stopped are delivered in order once it is back', async () => {
    const { page, lab } = session;
    await openScan(page);
    await fail(page, 'before the stop');
    await expect.poll(() => linesIn(session).length).toBeGreaterThan(2);
    await lab.halt();
    await execute(page, 'xes:show-log');
    await fail(page, 'while it is stopped');
    await expect(rows(page).filter({ hasText: 'The log is kept in the browser' })).not.toHaveCount(
      0
    );
    await fail(page, 'still stopped');
    await expect(rows(page).filter({ hasText: 'still stopped' })).not.toHaveCount(0);
    const before = linesIn(session).length;
    await lab.resume();
    await expect
      .poll(() => texts(linesIn(session)), { timeout: 90_000 })
      .toContainEqual(expect.stringMatching(/still stopped/));
    const lines = linesIn(session);
    expectInOrder(lines);
    expect(lines.length).toBeGreaterThan(before);
    expect(texts(lines).findIndex(text => /while it is stopped/.test(text))).toBeGreaterThan(0);
    await expect
      .poll(() => texts(linesIn(session)))
      .toContainEqual(expect.stringMatching(/is written to its files again/));
  });

  test('a read-only folder is skipped silently', async () => {
    const why = cannotBeRefused();
    test.skip(why !== null, `folders can't be made read-only: ${why}`);
    const { page } = session;
    mkdirSync(session.file('runs'), { recursive: true });
    copyFileSync(session.file(scan), session.file(`runs/${scan}`));
    chmodSync(session.file('runs'), 0o555);
    try {
      await openScan(page, `runs/${scan}`);
      await fail(page, 'beside a read-only folder');
      await expect
        .poll(() => texts(linesIn(session)))
        .toContainEqual(expect.stringMatching(/beside a read-only/));
      expectInOrder(linesIn(session));
      expect(texts(linesIn(session)).filter(text => /kept in the browser/.test(text))).toEqual([]);
      expect(diagnosticsIn(session, 'runs')).toEqual([]);
      await expect(page.locator('.Toastify__toast')).toHaveCount(1);
    } finally {
      chmodSync(session.file('runs'), 0o777);
    }
  });

  test('the log is shown, filtered and followed', async () => {
    const { page } = session;
    await openScan(page);
    await execute(page, 'xes:show-log');
    await expect(rows(page).filter({ hasText: 'Read in' })).toHaveCount(1);
    await fail(page, 'to be seen');
    await expect(rows(page).filter({ hasText: 'to be seen' })).toHaveAttribute(
      'data-level',
      'error'
    );
    await inBothThemes(page, theme => session.picture(`log-${theme}`));
    const viewer = page.locator('.jp-XESLog');
    await viewer.getByRole('combobox', { name: 'From level' }).selectOption('error');
    await expect(rows(page)).toHaveCount(1);
    await viewer.getByRole('combobox', { name: 'From level' }).selectOption('info');
    await viewer.getByRole('combobox', { name: 'Module' }).selectOption('io');
    await expect(rows(page)).toHaveText([/Read in/]);
    await viewer.getByRole('searchbox').fill('no such text');
    await expect(rows(page)).toHaveCount(0);
    await viewer.getByRole('searchbox').fill('');
    // more than fit: the last is visible while it is followed
    const scans = [scan, 'xes-demo-aborted.nxs'];
    await execute(page, 'xes:open', { path: scans[1] });
    await settled(page);
    for (let i = 0; i < 12; i++) {
      // alternately: two of one scan with the same duration would be one row
      await execute(page, 'xes:open', { path: scans[i % 2] });
      await current(page, scans[i % 2]);
      await execute(page, 'xes:reload');
      await settled(page);
    }
    await expect(rows(page)).toHaveCount(14);
    await expect(rows(page).last()).toBeInViewport();
    await viewer.getByRole('checkbox', { name: 'Follow' }).uncheck();
    await viewer.getByRole('log').evaluate(node => node.scrollTo(0, 0));
    await execute(page, 'xes:open', { path: scan });
    await current(page, scan);
    await execute(page, 'xes:reload');
    await expect(rows(page)).toHaveCount(15);
    await expect(rows(page).first()).toBeInViewport();
    await expect(rows(page).last()).not.toBeInViewport();
  });
});

test.describe('at the next start', () => {
  const session = useSession({ pages: 'own' });

  for (const end of ['closed', 'crashed'] as const) {
    test(`entries waiting for a stopped server when the page is ${end} are delivered at the next start`, async () => {
      const { browser, lab } = session;
      const context = await browser.newContext();
      try {
        let page = await context.newPage();
        await openLab(page, lab.url);
        await openScan(page);
        await fail(page, 'before the stop');
        await expect.poll(() => linesIn(session).length).toBeGreaterThan(2);
        await lab.halt();
        await fail(page, 'while it is stopped');
        await expect.poll(() => waiting(page, 'while it is stopped')).toBe(1);
        await (end === 'closed' ? page.close() : crashTab(page));
        await lab.resume();
        page = await context.newPage();
        await openLab(page, lab.url);
        const planted = () => texts(linesIn(session)).filter(text => /planted|stop/.test(text));
        await expect
          .poll(planted)
          .toEqual([
            expect.stringMatching(/before the stop/),
            expect.stringMatching(/while it is stopped/)
          ]);
        const [{ session: first }] = linesIn(session);
        expectInOrder(linesIn(session).filter(line => line.session === first));
        await expect.poll(() => waiting(page, '')).toBe(0);
      } finally {
        await context.close();
      }
    });
  }
});

test.describe('without the server extension', () => {
  const session = useSession({
    pages: 'fresh',
    arguments: ['--ServerApp.jpserver_extensions=jupyterlab_xes=False']
  });
  test.beforeEach(() => fresh(session));

  test('the log is stored in segments through the contents API', async () => {
    const { page } = session;
    // the server has a copy next to a file while it writes it
    const segments = () => diagnosticsIn(session).filter(name => /^xes-.*\.log$/.test(name));
    let lines: ILine[] = [];
    const read = () => texts((lines = segments().flatMap(name => linesIn(session, name))));
    await openScan(page);
    await fail(page, 'planted for a segment');
    await expect.poll(read).toContainEqual(expect.stringMatching(/planted for a segment/));
    await fail(page, 'and one more');
    await expect.poll(read).toContainEqual(expect.stringMatching(/and one more/));
    expectInOrder(lines);
    expect(segments()).toEqual([`xes-${lines[0].session}-1.log`]);
    expect(session.writes('jupyterlab-xes/log')).toEqual([]);
  });
});
