import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { crashTab, forgetPages, storedIn } from './support/crash.js';
import { current, execute, isDirty, openLab, settled } from './support/lab.js';
import { reportsIn, toast } from './support/reports.js';
import { useSession } from './support/session.js';

/**
 * Autosave, restoring, reports and conflicts of everything in a document, edited in the list and
 * the inspector.
 */
const session = useSession({ pages: 'own' });
const analysis = 'whole.xes.json';
const offer = /was open when the browser stopped at \d\d:\d\d\./;
const smooth = { window: 5, order: 2 };

const before = {
  type: 'xes-analysis',
  version: 3,
  scans: [
    { id: 's1', path: 'xes-demo-kbeta.nxs', label: 'first', color: '#aa0000' },
    { id: 's2', path: 'xes-demo-kbeta-repeat.nxs' },
    { id: 's3', path: 'xes-demo-rxes.nxs' }
  ],
  steps: [
    { id: 'm1', step: 'smooth', from: ['s1'], parameters: smooth, label: 'smoothed' },
    { id: 'm2', step: 'smooth', from: ['s2'], parameters: smooth, off: true },
    { id: 'a1', step: 'average', from: ['s1', 's2'], parameters: {} }
  ],
  view: { shown: [{ id: 's1' }, { id: 'm1' }], active: { id: 's1' }, selected: [] }
};

let context: BrowserContext;

test.beforeEach(async () => {
  context = await session.browser.newContext({ viewport: { width: 1600, height: 900 } });
  writeFileSync(session.file(analysis), JSON.stringify(before));
});

test.afterEach(async () => {
  await Promise.all(context.pages().map(page => page.close()));
  await forgetPages(context, session.lab.url);
  await context.close();
});

async function newLab(): Promise<Page> {
  const page = await context.newPage();
  page.on('dialog', dialog => void dialog.accept()); // "leave the page?"
  await openLab(page, session.lab.url);
  return page;
}

async function opened(name = analysis): Promise<Page> {
  const page = await newLab();
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
  return page;
}

/**
 * The document of the current tab as it would be saved: parsed, for its text is updated shortly
 * after an edit.
 */
const documentIn = (page: Page) =>
  page.evaluate(() => {
    interface IWidget {
      model: { document: unknown };
    }
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { currentWidget: IWidget } };
    };
    return JSON.parse(JSON.stringify(jupyterapp.shell.currentWidget.model.document)) as IWhole;
  });

interface IEntry {
  id: string;
  label?: string;
  color?: string;
  off?: boolean;
}

interface IWhole {
  scans: IEntry[];
  steps: (IEntry & { parameters: object })[];
  view: { shown: IEntry[] };
}

const parsed = (text: string) => JSON.parse(text) as IWhole;

/** Edit each kind of item in a document, like a user. @returns the document. */
async function editAll(page: Page): Promise<IWhole> {
  const list = page.locator('.jp-XESList:visible');
  const inspector = page.locator('.jp-XESInspector:visible');
  const row = (id: string) => list.locator(`.jp-XESList-row[data-id="${id}"]`);
  await row('s2').locator('.jp-XESList-label').dblclick();
  await list.locator('.jp-XESList-field').fill('the second, Δ');
  await list.locator('.jp-XESList-field').press('Enter');
  await row('s2').getByRole('checkbox').click();
  await row('s1').locator('input[type=color]').fill('#0055aa');
  await row('s3').click({ position: { x: 120, y: 12 } });
  await row('s3').press('Alt+ArrowUp');
  await row('m1').click({ position: { x: 120, y: 12 } });
  await inspector.getByLabel('Window', { exact: false }).first().fill('7');
  await inspector.getByRole('switch').click();
  await row('a1').click({ position: { x: 120, y: 12 } });
  await inspector.getByRole('button', { name: 'Duplicate' }).click();
  await row('m2').click({ position: { x: 120, y: 12 } });
  await row('m2').press('Delete');
  await expect(row('m2')).toHaveCount(0);
  await settled(page);
  const document = await documentIn(page);
  expect(document.scans).toMatchObject([
    { id: 's1', color: '#0055aa' },
    { id: 's3' },
    { id: 's2', label: 'the second, Δ' }
  ]);
  expect(document.steps).toMatchObject([
    { id: 'm1', off: true, parameters: { window: 7, order: 2 } },
    { id: 'a1' },
    { step: 'average' }
  ]);
  expect(document.view.shown.map(({ id }) => id)).toEqual(expect.arrayContaining(['s2']));
  return document;
}

/** Wait until the browser has recorded a document: a crash then loses nothing of it. */
async function expectRecorded(page: Page, document: IWhole): Promise<void> {
  await expect
    .poll(async () => (await storedIn(page)).snapshots.map(snapshot => parsed(snapshot.document)))
    .toEqual([document]);
}

test('all edits are recorded, restored unsaved after a crash, and saved', async () => {
  let page = await opened();
  const lost = await editAll(page);
  await expectRecorded(page, lost);
  await crashTab(page);
  expect(parsed(readFileSync(session.file(analysis), 'utf8'))).toEqual(before);

  page = await newLab();
  await toast(page, offer).getByText('Restore', { exact: true }).click();
  await current(page, analysis);
  await expect.poll(() => documentIn(page)).toEqual(lost);
  expect(await isDirty(page)).toBe(true);
  expect(parsed(readFileSync(session.file(analysis), 'utf8'))).toEqual(before);
  await settled(page);
  await execute(page, 'docmanager:save');
  await expect
    .poll(() => parsed(readFileSync(session.file(analysis), 'utf8')))
    .toMatchObject({ ...lost });
  await expect.poll(async () => (await storedIn(page)).snapshots).toEqual([]);
});

test('the analysis next to a report restores all of it to the byte', async () => {
  const page = await opened();
  const lost = await editAll(page);
  await execute(page, 'xes:save-diagnostics');
  await expect.poll(() => reportsIn(session, '').map(({ doing }) => typeof doing)).toHaveLength(1);
  const beside = () =>
    readdirSync(session.file('xes-diagnostics')).filter(name => name.endsWith('.xes.json'));
  await expect.poll(beside).toHaveLength(1);
  const text = readFileSync(session.file(`xes-diagnostics/${beside()[0]}`), 'utf8');
  expect(parsed(text)).toEqual(lost);

  await openLab(page, session.lab.url); // the work is discarded
  const [{ file }] = reportsIn(session, '');
  await execute(page, 'xes:restore-analysis', { report: `xes-diagnostics/${file}` });
  await current(page, analysis);
  await expect.poll(() => documentIn(page)).toEqual(lost);
  await settled(page);
  await execute(page, 'docmanager:save');
  await expect.poll(() => readFileSync(session.file(analysis), 'utf8')).toBe(text);
});

test('a file changed by someone else meanwhile: the user is asked, and neither side is lost', async () => {
  const page = await opened();
  const mine = await editAll(page);
  const theirs = JSON.stringify({ ...before, steps: [] });
  await page.waitForTimeout(1_100); // the server's clock of files, as JupyterLab compares it
  writeFileSync(session.file(analysis), theirs);
  await execute(page, 'docmanager:save');
  const bar = page.locator('.jp-XESFileBar:visible');
  await expect(bar).toContainText('changed on disk');
  await execute(page, 'docmanager:save');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  expect(readFileSync(session.file(analysis), 'utf8')).toBe(theirs);
  expect(await documentIn(page)).toEqual(mine);
  await expectRecorded(page, mine);

  // theirs is taken: my work is one undo away; the view is not part of that
  await bar.getByRole('button', { name: 'Use the file’s version' }).click();
  await expect.poll(async () => (await documentIn(page)).steps).toEqual([]);
  await execute(page, 'xes:undo');
  const { scans, steps } = await documentIn(page);
  expect({ scans, steps }).toEqual({ scans: mine.scans, steps: mine.steps });
});
