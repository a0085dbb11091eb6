import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, root, settled } from './support/lab.js';
import { useSession } from './support/session.js';
import { inThemes } from './support/theme.js';

const session = useSession({ isQuiet: true });
const name = 'xes-demo-rxes.nxs';
/** The text of the preview. */
function words(page: Page): Promise<string> {
  const preview = page.getByRole('img', { name: 'The figure as it will be saved' });
  return preview.evaluate(async node => {
    const answer = await fetch((node as HTMLImageElement).src);
    return answer.text();
  });
}

const bin = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');

test('a plot is saved as a figure for a paper in the chosen size, with a preview', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  await page.getByRole('button', { name: 'Figure…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Figure for a paper' });
  await expect(dialog.getByRole('img', { name: 'The figure as it will be saved' })).toBeVisible();
  await session.picture('figure-dialog'); // the docs' `figure-dialog.png`
  await inThemes(page, ['dark'], async () => {
    // a select has its arrow in every theme
    await expect(dialog.getByLabel('Format')).toHaveCSS('appearance', 'auto');
    await session.picture('figure-dialog-dark');
  });
  await dialog.getByLabel('Profiles').uncheck();
  await expect.poll(() => words(page)).not.toMatch(/>[^<]*width \d/);
  await dialog.getByLabel('Profiles').check();
  await expect.poll(() => words(page)).toMatch(/>[^<]*width \d/);
  await dialog.getByLabel('Format').selectOption('svg');
  await dialog.getByLabel('Width, cm').fill('17');
  await dialog.getByLabel('Height, cm').fill('12');
  await dialog.getByLabel('Where').selectOption('download');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('xes-demo-rxes.svg');
  const svg = readFileSync(await file.path(), 'utf8');
  expect(svg).toMatch(/^<svg [^>]* width="481.89pt" height="340.157pt"/);
  expect(svg.match(/<image /g)).toHaveLength(2); // the map, and its colour bar
  expect(svg).toContain('Incident energy Ω (eV)');
  expect(svg.match(/opacity="0.25"/g)).toHaveLength(2); // the bands of its cuts
  expect(svg).toContain('made by: jupyterlab-xes');
  expect(svg).toContain('source: xes-demo-rxes.nxs');
  expect(svg).toContain('step: map: map {');
});

test('a figure is written next to the document under a new name, by the dialog and by a script', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  for (const written of ['xes-demo-rxes.svg', 'xes-demo-rxes-2.svg']) {
    await page.getByRole('button', { name: 'Figure…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Figure for a paper' });
    await dialog.getByLabel('Format').selectOption('svg');
    await dialog.getByLabel('Where').selectOption('folder');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(`Written next to the document: ${written}.`)).toBeVisible();
    expect(readFileSync(session.file(written), 'utf8')).toContain('source: xes-demo-rxes.nxs');
  }
  // the command line's figure of the same: the map with its default cuts and their profiles
  const look = { width: 9, height: 7, fontSize: 7, dpi: 200, style: 'screen' };
  const exported = await execute(page, 'xes:export', { ids: ['s1'], path: 'map.svg', ...look });
  expect(exported).toEqual({ paths: ['map.svg'], notes: [] });
  const out = session.file('command-line.svg');
  const size = ['--width', '9', '--height', '7', '--font-size', '7', '--dpi', '200'];
  const values = ['figure', session.file(name), ...size, '--style', 'screen', '--out', out];
  execFileSync('node', [bin, ...values], { timeout: 60_000 });
  // the browser compresses the same pixels differently
  const drawn = (file: string) =>
    readFileSync(file, 'utf8').replace(/<desc>[^<]*<\/desc>|href="[^"]*"|<!-- sha256 .* -->/g, '');
  expect(drawn(out)).toContain('>ω = 8638.80, width 0.30<');
  expect(drawn(session.file('map.svg'))).toBe(drawn(out));
  expect(readFileSync(session.file('map.svg'), 'utf8')).toContain('step: map: map {');
  // what is shown: the map and the profiles of its cuts
  await execute(page, 'xes:export', { path: 'shown.pdf' });
  const pdf = readFileSync(session.file('shown.pdf'), 'latin1');
  expect(pdf).toMatch(/^%PDF-1\.7\n[^]*%%EOF\n$/);
});
