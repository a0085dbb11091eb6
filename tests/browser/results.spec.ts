import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { openWith, row } from './support/actions.js';
import { drop, listed, newAnalysis } from './support/collect.js';
import { realScans } from './support/data.js';
import { current, execute, root, settled } from './support/lab.js';
import { tickRow } from './support/list.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, real: true });
const spectrum = 'xes-demo-kbeta.nxs';
const real = 'ZnO_standard_280754_1.dat';

interface IValue {
  kind: string;
  axis?: string;
  energy: number[];
  incident: number[];
  emission: number[];
  intensity: (number | null)[];
  sigma: (number | null)[];
}

/** Run the command line in the server's folder. */
function run(...words: string[]): void {
  const engine = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
  execFileSync('node', [engine, ...words], { cwd: session.lab.folder, stdio: 'pipe' });
}

/** The numeric columns of a file, by their names, parsed independently. */
function columnsOf(name: string, separator: string): Record<string, number[]> {
  const lines = readFileSync(session.file(name), 'utf8').split(/\r?\n/);
  const first = lines.findIndex(line => /^\s*-?\d/.test(line));
  const rows = lines
    .filter(line => /^\s*-?\d/.test(line))
    .map(line => line.trim().split(separator));
  const names = lines[first - 1].replace(/^#\s*/, '').trim().split(separator);
  const column = (i: number) => rows.map(cells => Number(cells[i]));
  return Object.fromEntries(names.map((text, i) => [text.trim(), column(i)]));
}

async function result(page: Page, id = 's1', more = {}): Promise<IValue> {
  const { values } = (await execute(page, 'xes:result', { id, ...more })) as { values: IValue[] };
  return values[0];
}

/** Open a file by its menu, as for files that belong to another program. */
async function openByMenu(page: Page, name: string): Promise<void> {
  await listed(page, name);
  await openWith(page, name, 'XES Viewer');
  await current(page, name);
  const state = await settled(page);
  expect(state.scans, name).toMatchObject([{ path: name, state: 'ready', error: null }]);
}

const average = 'omega_eV,intensity\n9558.25,1.5\n9559.5,2.25\n9561,1.125\n';
const grid = '# top row: Ω (eV), first col: ω (eV)\nnan,9658,9659\n8638,1,2\n8639,3,nan\n';

test('results of the command line open by click and by menu, with their numbers', async () => {
  const { page } = session;
  run('spectrum', spectrum, '--channel', 'lower', '--out', 'curve.csv');
  run('spectrum', spectrum, '--channel', 'lower', '--out', 'curve.nxs');
  run(
    'background',
    'curve.csv',
    '--model',
    'linear',
    '--exclude',
    '9565:9585',
    '--out',
    'left.csv'
  );
  const curve = columnsOf('curve.csv', ',');
  await openByMenu(page, 'curve.csv');
  expect(await result(page)).toMatchObject({
    axis: 'emission',
    energy: curve.energy_eV,
    intensity: curve.intensity,
    sigma: curve.sigma
  });
  await row(page, 'curve.nxs').dblclick();
  await current(page, 'curve.nxs');
  await settled(page);
  const binary = await result(page);
  expect([binary.energy, binary.intensity]).toEqual([curve.energy_eV, curve.intensity]);
  await openByMenu(page, 'left.csv');
  const left = columnsOf('left.csv', ',');
  const { energy, intensity } = await result(page);
  expect([energy, intensity]).toEqual([left.omega_eV, left.residual]);
  expect(Math.max(...left.background)).toBeGreaterThan(0);
});

test('tables of the predecessor open by menu, with their numbers', async () => {
  const { page } = session;
  writeFileSync(session.file('average.dat'), average);
  await openByMenu(page, 'average.dat');
  expect(await result(page)).toMatchObject({
    axis: 'emission',
    energy: [9558.25, 9559.5, 9561],
    intensity: [1.5, 2.25, 1.125]
  });
  writeFileSync(session.file('grid.dat'), grid);
  await openByMenu(page, 'grid.dat');
  expect(await result(page)).toMatchObject({
    kind: 'map',
    incident: [9658, 9659],
    emission: [8638, 8639],
    intensity: [1, 2, 3, null]
  });
  const cells = ['9658,1020.1,1', '9658,1019.8,2', '9658.3,1020.4,3', '9658.3,1020.1,4'];
  writeFileSync(session.file('transfer.csv'), `Ω (eV),Ω − ω (eV),FFI1\n${cells.join('\n')}\n`);
  await openByMenu(page, 'transfer.csv');
  expect(await result(page)).toMatchObject({
    kind: 'map',
    incident: [9658, 9658.3],
    emission: [8637.9, 8638.2],
    intensity: [1, 3, 2, 4]
  });
});

test('the curves of one table are rows below it, and are overlaid', async () => {
  const { page } = session;
  writeFileSync(
    session.file('profiles.csv'),
    'Ω (eV),first,Ω (eV),second\n9658,1,9658.5,5\n9659,2,9659,6\nnan,nan,9660,7\n'
  );
  await openByMenu(page, 'profiles.csv');
  const table = page.locator('.jp-XESViewer:visible .jp-XESList-row').first();
  await table.getByRole('button', { name: 'Show the parts of profiles' }).click();
  await tickRow(page, 'second');
  await expect(page.locator('.jp-XESViewer:visible .jp-XESSpectra .legend .traces')).toHaveCount(2);
  expect(await result(page, 's1', { channel: 'second' })).toMatchObject({
    axis: 'incident',
    energy: [9658.5, 9659, 9660],
    intensity: [5, 6, 7]
  });
});

test('a real table of I20 opens by menu, with its counts over its monitor', async () => {
  test.skip(realScans() === null, 'the real scans are not here');
  const { page } = session;
  await openByMenu(page, real);
  const columns = columnsOf(real, '\t');
  const state = await settled(page);
  const { energy, intensity } = await result(page);
  expect(state.kind).toBe('XES');
  const along = Object.entries(columns).find(([name]) => /^XESEnergy/.test(name))?.[1] ?? [];
  const detector = Object.entries(columns).find(([name]) => /^FF_medipix/.test(name))?.[1] ?? [];
  const points = along
    .map((at, i) => [at, detector[i] / columns.I1[i]])
    .sort(([one], [other]) => one - other);
  expect(energy).toHaveLength(points.length);
  points.forEach(([at, ratio], i) => {
    expect(energy[i]).toBeCloseTo(at, 3);
    expect((intensity[i] ?? NaN) / ratio).toBeCloseTo(1, 6);
  });
});

test('results and tables are added to an analysis by button, by drop and from a folder', async () => {
  const { page } = session;
  run('spectrum', spectrum, '--channel', 'lower', '--out', 'curve.csv');
  run('spectrum', spectrum, '--channel', 'lower', '--out', 'curve.nxs');
  writeFileSync(session.file('grid.dat'), grid);
  mkdirSync(session.file('old'));
  writeFileSync(session.file('old/average.dat'), average);
  writeFileSync(session.file('old/notes.md'), 'none\n');
  await newAnalysis(page);

  await page.getByRole('button', { name: 'Add scans…' }).filter({ visible: true }).last().click();
  const dialog = page.locator('.jp-Dialog');
  const item = (label: string) =>
    dialog
      .locator('.jp-DirListing-item')
      .filter({ has: page.locator('.jp-DirListing-itemName').getByText(label, { exact: true }) });
  await item('curve.csv').click();
  await item('curve.nxs').click({ modifiers: ['Control'] });
  await dialog.getByRole('button', { name: /^(Open|Select)$/ }).click();
  await expect(dialog).toBeHidden();
  const rows = page.locator('.jp-XESViewer:visible .jp-XESList-row');
  await expect(rows).toHaveCount(2);
  await listed(page, 'grid.dat');
  await drop(page, 'grid.dat');
  await expect(rows).toHaveCount(3);

  const done = execute(page, 'xes:add-folder');
  await dialog.getByLabel('Folder').fill('old');
  await dialog.getByLabel('Names').fill('*.dat');
  await expect(dialog.getByRole('listitem')).toHaveText(['average.dat']);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const { ids } = (await done) as { ids: string[] };

  const { scans } = await settled(page);
  const idOf = (name: string) => scans.find(({ path: one }) => one === name)?.id ?? '';
  expect([ids, scans.length]).toEqual([[idOf('old/average.dat')], 4]);
  const curve = columnsOf('curve.csv', ',');
  for (const name of ['curve.csv', 'curve.nxs']) {
    const { energy, intensity } = await result(page, idOf(name));
    expect([energy, intensity]).toEqual([curve.energy_eV, curve.intensity]);
  }
  expect(await result(page, idOf('grid.dat'))).toMatchObject({ intensity: [1, 2, 3, null] });
  expect(await result(page, ids[0])).toMatchObject({ intensity: [1.5, 2.25, 1.125] });
  // and everything read is drawn together
  await execute(page, 'xes:show', { ids: [idOf('curve.csv'), ids[0]] });
  await expect(page.locator('.jp-XESViewer:visible .jp-XESSpectra .legend .traces')).toHaveCount(2);
});
