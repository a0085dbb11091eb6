import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  readdirSync
} from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { breakSaving } from '../browser/support/inject.js';
import { cannotBeRefused, execute } from '../browser/support/lab.js';
import { map, spectrum, useFaults } from './support/faults.js';
import { dismissDialogs, open, toast, reload, type IScope } from './support/scope.js';

const f = useFaults({ recovery: 'once' });
const name = 'fault.nxs';

test.beforeEach(async () => {
  rmSync(f.file(name), { force: true });
  copyFileSync(f.file(map), f.file(name));
  await open(f.page, name);
});

async function expectCode(code: RegExp): Promise<void> {
  const pane = f.page.locator('.jp-XESError:visible');
  await expect(pane.locator('code')).toHaveText(code);
  await expect(pane.locator('p')).toHaveText(/^.{15,}[.?!]$/);
  expect(f.reports()).toEqual([]);
}

test('the file is deleted while it is open', async () => {
  rmSync(f.file(name));
  expect(await reload(f.page)).toBe('file/not-found');
  await expectCode(/file\/not-found/);
});

test('the file is truncated while it is open', async () => {
  truncateSync(f.file(name), 5000);
  expect(await reload(f.page)).toBe('file/truncated');
  await expectCode(/file\/truncated/);
});

test('the file is emptied while it is open', async () => {
  truncateSync(f.file(name), 0);
  expect(await reload(f.page)).toBe('file/empty');
  await expectCode(/file\/empty/);
});

test('the file is replaced by a scan of another kind', async () => {
  copyFileSync(f.file(spectrum), f.file(name));
  await f.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(f.page.locator('.jp-XESSpectra:visible')).toHaveCount(1);
});

test('the file is replaced by a file that is not a scan', async () => {
  writeFileSync(f.file(name), 'no scan at all\n'.repeat(100));
  await f.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expectCode(/file\/not-hdf5/);
});

test('the file is replaced by a folder', async () => {
  rmSync(f.file(name));
  mkdirSync(f.file(name));
  f.undo(() => rmSync(f.file(name), { recursive: true }));
  expect(await reload(f.page)).toMatch(/^file\//);
  await expectCode(/file\//);
});

test('the file grows while it is read, repeatedly', async () => {
  const whole = readFileSync(f.file(map));
  let grows = true;
  const growing = (async () => {
    while (grows) {
      appendFileSync(f.file(name), Buffer.alloc(100));
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  })();
  for (let i = 0; i < 5; i++) {
    expect([null, 'file/changed']).toContain(await reload(f.page));
  }
  grows = false;
  await growing;
  writeFileSync(f.file(name), whole);
  expect(await reload(f.page)).toBeNull();
});

test('the file becomes unreadable', async () => {
  test.skip(cannotBeRefused() !== null, cannotBeRefused() ?? '');
  chmodSync(f.file(name), 0);
  expect(await reload(f.page)).toBe('file/forbidden');
  await expectCode(/file\/forbidden/);
});

test('the folder is read-only: a report is offered for download', async () => {
  test.skip(cannotBeRefused() !== null, cannotBeRefused() ?? '');
  const { page } = f;
  mkdirSync(f.file('closed'));
  copyFileSync(f.file(map), f.file('closed/scan.nxs'));
  await open(page, 'closed/scan.nxs');
  f.undo(() => chmodSync(f.file('closed'), 0o777));
  chmodSync(f.file('closed'), 0o555);
  await breakSaving(page, 'planted in a read-only folder');
  await execute(page, 'xes:save-figure');
  await expect(toast(page, /Saving the figure failed/).getByText('Download report')).toBeVisible();
});

test('the disk is full: the saved version stays, a report is offered for download', async () => {
  const { page } = f;
  mkdirSync(f.file('full'), { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', f.file('full')]);
  } catch {
    test.skip(true, 'no small disk can be mounted here');
  }
  f.undo(() => execFileSync('umount', ['-l', f.file('full')]));
  const text = JSON.stringify({ type: 'xes-analysis', version: 1, scans: [{ path: `../${map}` }] });
  writeFileSync(f.file('full/work.xes.json'), text);
  // JupyterLab itself refuses to open a writable document on a disk that is full already
  await open(page, 'full/work.xes.json');
  // JupyterLab writes a checkpoint behind the opening, and closes the document where it can't
  const copies = () =>
    readdirSync(f.file('full'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.includes('checkpoint'))
      .map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
  await expect.poll(copies).toEqual([text]);
  try {
    writeFileSync(f.file('full/filler'), Buffer.alloc(60_000, 1));
    appendFileSync(f.file('full/filler'), Buffer.alloc(60_000, 1));
  } catch {
    // full
  }
  await page.getByRole('combobox', { name: 'Scale' }).selectOption('log');
  await page.evaluate(() => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    void commands.execute('docmanager:save').catch(() => undefined);
  });
  await expect(page.locator('.jp-Dialog')).toContainText('No space left on device');
  expect(readFileSync(f.file('full/work.xes.json'), 'utf8')).toBe(text);
  await dismissDialogs(page);
  await breakSaving(page, 'planted on a full disk');
  await execute(page, 'xes:save-figure');
  await expect(toast(page, /Saving the figure failed/).getByText('Download report')).toBeVisible();
});

test('a name of #?%&é\'"<> and a report of it', async () => {
  const { page } = f;
  const odd = `#?%25&é'"<> +.nxs`;
  copyFileSync(f.file(map), f.file(odd));
  f.undo(() => rmSync(f.file(odd)));
  expect((await open(page, odd)).scans).toMatchObject([{ path: odd, error: null }]);
  await page.evaluate(() => {
    const { currentWidget } = (window as unknown as IScope).jupyterapp.shell;
    const { viewer } = currentWidget as unknown as { viewer: object };
    Object.assign(viewer, {
      saveFigure: () => {
        throw new Error('planted under an odd name');
      }
    });
  });
  await execute(page, 'xes:save-figure');
  await f.expectReported('planted under an odd name', /Saving the figure failed/);
  expect(f.reports()[0].path).toBe(odd);
});
