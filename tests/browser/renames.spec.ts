import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { closeTab, row } from './support/actions.js';
import { current, execute, isDirty, settled } from './support/lab.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const demo = 'xes-demo-kbeta.nxs';
const docManager = '@jupyterlab/docmanager-extension:plugin';

const session = useSession({
  // JupyterLab autosaves once a second
  prepare: async page => {
    const { lab } = session;
    const answer = await page.request.put(
      new URL(`/lab/api/settings/${docManager}`, lab.url).href,
      {
        headers: { Authorization: `token ${new URL(lab.url).searchParams.get('token')}` },
        data: { raw: '{ "autosaveInterval": 1 }' }
      }
    );
    expect(answer.ok()).toBe(true);
  }
});

/** An analysis next to its scan, written by hand, in a separate folder. */
function written(folder: string): string {
  mkdirSync(session.file(folder), { recursive: true });
  copyFileSync(session.file(demo), session.file(`${folder}/kb.nxs`));
  const text = JSON.stringify({ type: 'xes-analysis', version: 1, scans: [{ path: './kb.nxs' }] });
  writeFileSync(session.file(`${folder}/a.xes.json`), text);
  return text;
}

async function opened(page: Page, file: string): Promise<void> {
  await execute(page, 'xes:open', { path: file });
  await current(page, path.posix.basename(file));
  expect(await settled(page)).toMatchObject({ scans: [{ error: null }] });
}

async function goTo(page: Page, folder: string): Promise<void> {
  await execute(page, 'filebrowser:go-to-path', { path: folder, dontShowBrowser: true });
  await expect(page.locator('.jp-FileBrowser .jp-BreadCrumbs-item').last()).toHaveAttribute(
    'title',
    folder
  );
}

/** Rename a row of the file browser by keyboard. */
async function rename(page: Page, name: string, to: string): Promise<void> {
  await row(page, name).click();
  await page.keyboard.press('F2');
  const editor = page.locator('.jp-DirListing-editor');
  await editor.fill(to);
  await editor.press('Enter');
  await expect(row(page, to)).toBeVisible();
}

async function middle(of: Locator): Promise<[number, number]> {
  const box = await of.boundingBox();
  return box ? [box.x + box.width / 2, box.y + box.height / 2] : [0, 0];
}

/** Drag a row of the file browser onto a folder. */
async function dragInto(page: Page, name: string, folder: string): Promise<void> {
  await page.mouse.move(...(await middle(row(page, name))));
  await page.mouse.down();
  const [x, y] = await middle(row(page, folder));
  await page.mouse.move(x, y - 3, { steps: 5 });
  await page.mouse.move(x, y);
  await page.mouse.up();
  await expect(row(page, name)).toHaveCount(0);
}

interface IWorkedOn {
  revealed: Promise<void>;
  model: { loaded: Promise<unknown>; setLines(lines: object[]): void };
}

/** Edit the current analysis, once it is loaded: a reference line gets that energy, eV. */
function edit(page: Page, at: number): Promise<void> {
  return page.evaluate(async energy => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { currentWidget: IWorkedOn } };
    };
    const { currentWidget } = jupyterapp.shell;
    await currentWidget.revealed;
    await currentWidget.model.loaded;
    currentWidget.model.setLines([{ name: 'line', energy, source: 'test' }]);
  }, at);
}

/**
 * Wait until JupyterLab has autosaved another analysis twice: everything pending is saved by then.
 */
async function autosaved(page: Page): Promise<void> {
  const control = 'control.xes.json';
  writeFileSync(session.file(control), '');
  await execute(page, 'xes:open', { path: control });
  await current(page, control);
  for (const energy of [10, 20]) {
    await edit(page, energy);
    await expect
      .poll(() => readFileSync(session.file(control), 'utf8'))
      .toContain(`"energy": ${energy}`);
    await expect.poll(() => isDirty(page)).toBe(false);
  }
}

/**
 * The analysis shows its scan at the current path, has no unsaved changes, and was never written.
 */
async function expectUntouched(page: Page, file: string, text: string): Promise<void> {
  const scan = path.posix.join(path.posix.dirname(file), 'kb.nxs');
  expect(await settled(page)).toMatchObject({
    scans: [{ path: scan, state: 'ready', error: null }]
  });
  expect(await isDirty(page)).toBe(false);
  await autosaved(page);
  expect(session.writes('a.xes.json').filter(({ method }) => method === 'PUT')).toEqual([]);
  expect(readFileSync(session.file(file), 'utf8')).toBe(text);
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
  expect(session.pageErrors).toEqual([]);
}

const moved = (page: Page) => page.locator('.Toastify__toast', { hasText: 'old paths' });

test('an analysis follows its renamed folder, and is not written', async () => {
  const { page } = session;
  const text = written('ren');
  await opened(page, 'ren/a.xes.json');
  await rename(page, 'ren', 'run (2)');
  expect(await isDirty(page)).toBe(false);
  await rename(page, 'run (2)', 'ren2');
  await expectUntouched(page, 'ren2/a.xes.json', text);
});

test('an analysis and its scan dragged away one after the other are unchanged', async () => {
  const { page } = session;
  const text = written('drag');
  mkdirSync(session.file('drag/to'));
  await goTo(page, 'drag');
  await opened(page, 'drag/a.xes.json');
  await dragInto(page, 'a.xes.json', 'to');
  await dragInto(page, 'kb.nxs', 'to');
  await expect(moved(page)).toHaveCount(0);
  await expectUntouched(page, 'drag/to/a.xes.json', text);
});

test('an analysis whose scan alone was renamed offers to be saved, and is saved on request', async () => {
  const { page } = session;
  const text = written('alone');
  await goTo(page, 'alone');
  await opened(page, 'alone/a.xes.json');
  await rename(page, 'kb.nxs', 'kbeta.nxs');
  await expect(moved(page)).toBeVisible();
  expect(await settled(page)).toMatchObject({ scans: [{ path: 'alone/kbeta.nxs', error: null }] });
  expect(await isDirty(page)).toBe(false);
  await inBothThemes(page, theme => session.picture(`renames-${theme}`));
  expect(readFileSync(session.file('alone/a.xes.json'), 'utf8')).toBe(text);
  await moved(page).getByRole('button', { name: 'Save' }).click();
  await expect(moved(page)).toHaveCount(0);
  await expect
    .poll(() => readFileSync(session.file('alone/a.xes.json'), 'utf8'))
    .toContain('"path": "kbeta.nxs"');
  await closeTab(page, 'a.xes.json');
  await opened(page, 'alone/a.xes.json');
});

test('unsaved work on an analysis that alone was moved is saved at its new path, with the scan’s path updated', async () => {
  const { page } = session;
  written('work');
  mkdirSync(session.file('work/sub'));
  await goTo(page, 'work');
  await opened(page, 'work/a.xes.json');
  await dragInto(page, 'a.xes.json', 'sub');
  await expect(moved(page)).toBeVisible();
  await edit(page, 30);
  await expect
    .poll(() =>
      existsSync(session.file('work/sub/a.xes.json'))
        ? readFileSync(session.file('work/sub/a.xes.json'), 'utf8')
        : ''
    )
    .toContain('"path": "../kb.nxs"');
  expect(existsSync(session.file('work/a.xes.json'))).toBe(false);
  await expect(moved(page)).toHaveCount(0);
});
