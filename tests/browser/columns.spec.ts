import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { laidOut, reloaded } from './support/actions.js';
import { downloadData } from './support/exporting.js';
import { current, execute, root, settled } from './support/lab.js';
import { openAnalysis } from './support/list.js';
import { csv } from './support/mapview.js';
import { expectPane } from './support/pane.js';
import { python } from './support/python.js';
import { plotsAreDrawn } from './support/scenes.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({
  isQuiet: true,
  pages: 'fresh',
  viewport: { width: 1500, height: 900 }
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Columns' });
const use = (page: Page) => dialog(page).getByRole('button', { name: 'Use' });
const roleOf = (page: Page, name: string) => dialog(page).getByLabel(`Role of "${name}"`);

/** Numbers that the command line computes from a file of the session. */
function byCommandLine(file: string, ...options: string[]): number[][] {
  const program = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
  const out = session.file('by-command-line.csv');
  const values = [program, 'spectrum', session.file(file), ...options, '--out', out];
  rmSync(out, { force: true });
  execFileSync(process.execPath, values, { timeout: 60_000 });
  return readFileSync(out, 'utf8')
    .trimEnd()
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .slice(1)
    .map(line => line.split(',').map(Number));
}

const exported = async (page: Page, file = /spectrum/) =>
  (await csv(await downloadData(page, file))).rows;

/** The state that the server stores for a scan opened on its own, as text. */
const kept = (page: Page, name: string) =>
  page.evaluate(async path => {
    const { token } = JSON.parse(
      document.getElementById('jupyter-config-data')?.textContent ?? '{}'
    ) as { token: string };
    const headers = { Authorization: `token ${token}` };
    const answer = await fetch('/lab/api/workspaces/default', { headers });
    const { data } = (await answer.json()) as { data: Record<string, unknown> };
    return JSON.stringify(data[`jupyterlab-xes:view:${path}`] ?? null);
  }, name);

/** Three columns without names: ω (eV), monitor, counts. */
function writeTable(name: string): void {
  const lines = Array.from({ length: 80 }, (_, i) => {
    const energy = 7040 + i / 2;
    const counts = Math.round(50 + 1000 * Math.exp(-(((energy - 7058) / 4) ** 2)));
    return `${energy} ${100000 + 40 * i} ${counts}`;
  });
  writeFileSync(session.file(name), `${lines.join('\n')}\n`);
}

/** Two scans as BLISS writes them, without plot hints. */
function writeBliss(name: string): void {
  const code = `
import h5py, numpy as np, sys
E = np.linspace(7.04, 7.08, 81)
with h5py.File(sys.argv[1], 'w') as file:
    for k in (1, 2):
        entry = file.create_group(f'{k}.1'); entry.attrs['NX_class'] = 'NXentry'
        entry['title'] = f'ascan xes_en 7.04 7.08 80 {k}'
        m = entry.create_group('measurement'); m.attrs['NX_class'] = 'NXcollection'
        m['xes_en'] = E; m['I02'] = np.full(81, 1e5)
        for n in (1, 2): m[f'mca{n}'] = np.round(k * n * 900 * np.exp(-((E - 7.058) / .004) ** 2)) + 20
        m['<img src=x onerror=alert(1)>'] = E * 0 + k`;
  python(code, session.file(name));
}

test('a table without column names is described by keyboard alone, and the answer is remembered', async () => {
  const { page } = session;
  const name = 'nameless.dat';
  writeTable(name);
  await execute(page, 'xes:open', { path: name });
  await expectPane(page, name, 'scan/columns-unknown');
  await page.getByRole('button', { name: 'Choose its columns…' }).focus();
  await page.keyboard.press('Enter');
  await expect(roleOf(page, '2')).toHaveValue(''); // nothing describes it: no guess is made
  await expect(use(page)).toBeDisabled();
  await page.keyboard.press('Tab');
  await expect(roleOf(page, '1')).toBeFocused();
  await page.keyboard.type('emission');
  await page.keyboard.press('Tab');
  await page.keyboard.type('monitor');
  await page.keyboard.press('Tab');
  await page.keyboard.type('time');
  await expect(dialog(page).getByRole('region', { name: 'Preview' })).toHaveClass(/jp-mod-problem/);
  await expect(use(page)).toBeDisabled();
  await page.keyboard.press('Enter'); // has no effect, for it cannot be read that way
  await page.keyboard.press('Home');
  for (let downs = 0; downs < 5; downs++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(roleOf(page, '3')).toHaveValue('counts');
  await expect(use(page)).toBeEnabled();
  await session.picture('columns-light');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
  const columns = { emission: '1', counts: '3', monitor: '2' };
  expect((await settled(page)).scans).toMatchObject([{ columns, error: null }]);
  const numbers = await exported(page);
  expect(numbers).toEqual(byCommandLine(name, '--columns', 'emission=1,counts=3,monitor=2'));
  expect(numbers).toHaveLength(80);
  await execute(page, 'xes:undo');
  await expectPane(page, name, 'scan/columns-unknown');
  await execute(page, 'xes:redo');
  expect((await settled(page)).scans).toMatchObject([{ columns, error: null }]);
  await execute(page, 'application:close-all');
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  expect((await settled(page)).scans).toMatchObject([{ columns, error: null }]);
  await expect.poll(() => kept(page, name)).toContain('counts');
  await laidOut(session, name);
  await reloaded(page, name);
  expect((await settled(page)).scans).toMatchObject([{ columns, error: null }]);
});

test('a file of several scans: entry, columns and their unit are chosen', async () => {
  const { page } = session;
  const name = 'bliss.h5';
  writeBliss(name);
  await execute(page, 'xes:open', { path: name });
  await expectPane(page, name, 'scan/columns-unknown');
  await inBothThemes(page, async theme => {
    await page.locator('.jp-XESInspector').getByRole('button', { name: 'Columns…' }).click();
    await dialog(page).getByLabel('Scan of the file').selectOption('2.1');
    await dialog(page).getByRole('button', { name: 'As the file says' }).click();
    await expect(dialog(page).getByRole('status')).toContainText('no layout that is known');
    await roleOf(page, 'xes_en').selectOption('emission');
    await roleOf(page, 'mca1').selectOption('intensity');
    await roleOf(page, 'mca2').selectOption('intensity');
    await roleOf(page, 'I02').selectOption('monitor');
    await expect(use(page)).toBeDisabled(); // keV or eV?
    await expect(dialog(page).getByRole('status')).toContainText('keV');
    await dialog(page)
      .getByLabel(/^Unit of energies/)
      .selectOption('keV');
    await expect(use(page)).toBeEnabled();
    await plotsAreDrawn(page);
    await expectAccessible(page, `the columns, ${theme}`, ['.jp-XESColumns']);
    await session.picture(`columns-bliss-${theme}`);
    await (theme === 'dark' ? page.keyboard.press('Escape') : use(page).click());
    await expect(dialog(page)).toHaveCount(0);
  });
  const columns = { emission: 'xes_en', intensity: ['mca1', 'mca2'], monitor: 'I02', unit: 'keV' };
  expect((await settled(page)).scans).toMatchObject([{ entry: '2.1', columns, error: null }]);
  const text = 'emission=xes_en,intensity=mca1,monitor=I02,unit=keV';
  const of = (entry: string) => byCommandLine(name, '--entry', entry, '--columns', text);
  expect(await exported(page, /mca1/)).toEqual(of('2.1'));
  // another scan of the file is one choice away
  await page.locator('.jp-XESInspector').getByLabel('Scan of the file').selectOption('1.1');
  await expect
    .poll(async () => (await settled(page)).scans)
    .toMatchObject([{ entry: '1.1', columns, error: null }]);
  expect(await exported(page, /mca1/)).toEqual(of('1.1'));
});

test('the menu of a row opens the column dialog for a scan that opens on its own too', async () => {
  const { page } = session;
  await openAnalysis(session, 'asked.xes.json', ['xes-demo-rxes.nxs']);
  await page.locator('.jp-XESList-row').first().click({ button: 'right' });
  await page.locator('.lm-Menu-item', { hasText: 'Columns…' }).click();
  await expect(use(page)).toBeEnabled();
  await page.setViewportSize({ width: 700, height: 800 });
  await expect(dialog(page).locator('.jp-XESMap')).toBeVisible();
  await plotsAreDrawn(page);
  await session.picture('columns-narrow');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  expect((await settled(page)).history).toEqual({ undo: 0, redo: 0 });
});

/** Arrays in deep groups, whose paths differ at their ends, with numbers of many digits. */
function writeDeep(name: string): void {
  const code = `
import h5py, numpy as np, sys
with h5py.File(sys.argv[1], 'w') as file:
    for n in range(8):
        group = file.create_group(f'scan/instrument/spectrometer_of_the_upper_hutch/detector_{n}')
        group['readings_of_the_electrometer'] = 1e6 * n + np.linspace(0.123456, 99.987654, 81)`;
  python(code, session.file(name));
}

test('the role of an array is chosen without scrolling sideways, and the end of its path is visible', async () => {
  const { page } = session;
  writeDeep('deep.h5');
  await execute(page, 'xes:open', { path: 'deep.h5' });
  await expectPane(page, 'deep.h5', 'scan/columns-unknown');
  await page.getByRole('button', { name: 'Choose its columns…' }).click();
  const paths = dialog(page).locator('.jp-XESColumns-path');
  await expect(paths).toHaveCount(8);
  const previewStatus = dialog(page).getByRole('region', { name: 'Preview' }).getByRole('status');
  await expect(previewStatus).toContainText('Choose what each of its arrays is.');
  await expect(previewStatus).not.toContainText('general viewer');
  await inBothThemes(page, async theme => {
    for (const width of [1500, 1000]) {
      await page.setViewportSize({ width, height: 800 });
      const aside = await dialog(page)
        .locator('.jp-XESColumns-scroll')
        .evaluate(node => node.scrollWidth - node.clientWidth);
      expect(aside, `${width}`).toBe(0);
      const cutOff = await paths.evaluateAll(nodes =>
        nodes.map(node => {
          const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode() as Text;
          const end = document.createRange();
          end.setStart(text, text.length - 8);
          end.setEnd(text, text.length);
          const [seen, whole] = [end.getBoundingClientRect(), node.getBoundingClientRect()];
          return seen.left < whole.left - 1 || seen.right > whole.right + 1;
        })
      );
      expect(cutOff, `${width}`).toEqual(cutOff.map(() => false));
      await session.picture(`columns-deep-${width}-${theme}`);
    }
  });
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});
