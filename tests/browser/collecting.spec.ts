import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { current, execute, root, settled, type IState } from './support/lab.js';
import { savedAs } from './support/saved.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const map = 'xes-demo-rxes.nxs';
const spectrum = 'xes-demo-kbeta.nxs';

interface IDocument {
  scans: { id: string; path: string }[];
  steps: { id: string; step: string; from: unknown; parameters: object }[];
  view: { map: { scale: string } };
}

interface IValue {
  kind: string;
  axis?: string;
  energy?: (number | null)[];
  incident?: (number | null)[];
  intensity: (number | null)[];
}

const onDisk = (name: string) => JSON.parse(readFileSync(session.file(name), 'utf8')) as IDocument;
const state = async (page: Page) => (await execute(page, 'xes:settled')) as IState;

async function openScan(page: Page, path: string): Promise<void> {
  await execute(page, 'xes:open', { path });
  await current(page, path.split('/').pop() ?? path);
  await settled(page);
}

/** A single map with a cut, with its own colour scale. */
async function workedOn(page: Page, path = map): Promise<{ id: string }> {
  await openScan(page, path);
  await execute(page, 'xes:set-view', { view: { scale: 'symlog' } });
  return (await execute(page, 'xes:add-cut', { type: 'CEE', at: 8638.9, width: 0.6 })) as {
    id: string;
  };
}

test('a single scan becomes a new analysis with its cuts and its view', async () => {
  const { page } = session;
  await workedOn(page);
  const before = await state(page);
  const done = execute(page, 'xes:add-to-analysis');
  const dialog = page.locator('.jp-Dialog');
  await dialog.locator('select').selectOption('New analysis…');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.locator('input')).toHaveValue('xes-demo-rxes.xes.json');
  await dialog.locator('input').fill('mine');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await done).toEqual({ path: 'mine.xes.json', ids: ['s1'] });
  await current(page, 'mine.xes.json');
  const { scans, steps, view } = onDisk('mine.xes.json');
  expect(scans).toEqual([{ id: 's1', path: map }]);
  expect(steps.map(({ step, parameters }) => [step, parameters])).toEqual(
    before.cuts.map(({ type, at, width }) => ['cut', { type, at, width }])
  );
  expect(view.map.scale).toBe('symlog');
  const after = await state(page);
  expect(after.cuts).toEqual(before.cuts);
  expect(after.history).toEqual({ undo: 0, redo: 0 });
});

test('a single scan is added to an open analysis, which is otherwise unchanged', async () => {
  const { page } = session;
  const text = { type: 'xes-analysis', version: 3, scans: [{ id: 's1', path: spectrum }] };
  writeFileSync(session.file('open.xes.json'), JSON.stringify({ ...text, steps: [] }));
  await execute(page, 'xes:open', { path: 'open.xes.json' });
  await current(page, 'open.xes.json');
  await workedOn(page);
  const done = execute(page, 'xes:add-to-analysis');
  const dialog = page.locator('.jp-Dialog');
  await dialog.locator('select').selectOption('open.xes.json');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  expect(await done).toEqual({ path: 'open.xes.json', ids: ['s2'] });
  await current(page, 'open.xes.json');
  const after = await state(page);
  expect(after.scans).toMatchObject([{ id: 's1' }, { id: 's2', path: map, kind: 'RXES' }]);
  expect(after.steps).toHaveLength(3); // the two default cuts and its own
  expect(after.history).toEqual({ undo: 1, redo: 0 });
  expect(onDisk('open.xes.json').scans).toHaveLength(1);
  await page.keyboard.press('Control+s');
  await savedAs<IDocument>(session.file('open.xes.json'), ({ scans }) =>
    expect(scans).toHaveLength(2)
  );
});

test('if the name is taken the user is asked; nothing is lost without asking', async () => {
  const { page } = session;
  mkdirSync(session.file('there'));
  const text = JSON.stringify({ type: 'xes-analysis', version: 3, scans: [], steps: [] });
  writeFileSync(session.file('there/taken.xes.json'), text);
  await workedOn(page);
  const dialog = page.locator('.jp-Dialog');
  const save = () => execute(page, 'xes:save-as-analysis', { path: 'there/taken.xes.json' });
  let done = save();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await done).toBeNull();
  expect(readFileSync(session.file('there/taken.xes.json'), 'utf8')).toBe(text);
  done = save();
  await dialog.getByRole('button', { name: 'Replace' }).click();
  expect(await done).toEqual({ path: 'there/taken.xes.json', ids: ['s1'] });
  expect(onDisk('there/taken.xes.json').scans).toEqual([{ id: 's1', path: `../${map}` }]);
  expect((await state(page)).scans).toMatchObject([{ path: map, state: 'ready' }]);
});

test('the refusal to save a scan offers to save it as an analysis', async () => {
  const { page } = session;
  await workedOn(page);
  await page.locator('.jp-XESMap').click();
  await execute(page, 'docmanager:save-as');
  const toast = page.locator('.Toastify__toast').filter({ hasText: 'A scan is raw data' });
  await toast.getByRole('button', { name: 'Save as Analysis…' }).click();
  await page.locator('.jp-Dialog').getByRole('button', { name: 'Save' }).click();
  await current(page, 'xes-demo-rxes.xes.json');
  expect(onDisk('xes-demo-rxes.xes.json').steps).toHaveLength(3);
});

test('scans of a folder are added by a pattern', async () => {
  const { page } = session;
  mkdirSync(session.file('beam'));
  for (const name of ['z2_VtC.nxs', 'z10_vtc.nxs', 'z1_Kb.nxs', 'notes.md']) {
    copyFileSync(session.file(spectrum), session.file(`beam/${name}`));
  }
  writeFileSync(
    session.file('beam/a.xes.json'),
    JSON.stringify({ type: 'xes-analysis', version: 3, scans: [], steps: [] })
  );
  await execute(page, 'xes:open', { path: 'beam/a.xes.json' });
  await current(page, 'a.xes.json');
  const done = execute(page, 'xes:add-folder');
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog.getByLabel('Folder')).toHaveValue('beam');
  await expect(dialog.getByRole('status')).toHaveText('3 files match.');
  await dialog.getByLabel('Names').fill('*VtC*.nxs');
  await expect(dialog.getByRole('status')).toHaveText('2 files match.');
  await expect(dialog.getByRole('listitem')).toHaveText(['z2_VtC.nxs', 'z10_vtc.nxs']);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  expect(await done).toEqual({ ids: ['s1', 's2'] });
  expect((await state(page)).scans.map(({ path }) => path)).toEqual([
    'beam/z2_VtC.nxs',
    'beam/z10_vtc.nxs'
  ]);
  const folder = { folder: 'beam', pattern: '*Kb*' };
  expect(await execute(page, 'xes:add-folder', folder)).toEqual({ ids: ['s3'] });
});

test('scans are chosen next to the analysis and from folders', async () => {
  const { page } = session;
  mkdirSync(session.file('beamtime/run 2'), { recursive: true });
  copyFileSync(session.file(spectrum), session.file('beamtime/run 2/other.nxs'));
  writeFileSync(session.file('beamtime/own.xes.json'), JSON.stringify(emptyDocument()));
  await execute(page, 'docmanager:open', { path: 'beamtime/own.xes.json' });
  await current(page, 'own.xes.json');
  const viewer = page.locator('.jp-XESDocument:visible');
  await viewer.locator('.jp-XESNotice').getByRole('button', { name: 'Add scans…' }).click();
  const dialog = page.locator('.jp-Dialog');
  await dialog.locator('.jp-DirListing-item', { hasText: 'run 2' }).dblclick();
  await dialog.locator('.jp-DirListing-item', { hasText: 'other.nxs' }).click();
  await dialog.getByRole('button', { name: 'Select' }).click();
  await expect
    .poll(async () => (await state(page)).scans.map(scan => scan.path))
    .toEqual(['beamtime/run 2/other.nxs']);
  await execute(page, 'docmanager:save');
});

test('tables open, are offered but never claimed by default, and are added to analyses', async () => {
  const { page } = session;
  writeFileSync(
    session.file('difference.csv'),
    'energy_eV,intensity,sigma\n-1,3,0.1\n0,5,0.2\n2,4,0.3\n# energy: transfer\n'
  );
  writeFileSync(session.file('notes.txt'), 'Beam time in spring\n');
  const factories = (path: string) =>
    page.evaluate(name => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: {
          docRegistry: { preferredWidgetFactories(path: string): { name: string }[] };
        };
      };
      return jupyterapp.docRegistry.preferredWidgetFactories(name).map(factory => factory.name);
    }, path);
  for (const name of ['difference.csv', 'notes.txt', 'spectrum.asc']) {
    const offered = await factories(name);
    expect(offered).toContain('XES Viewer');
    expect(offered[0]).not.toBe('XES Viewer');
  }
  await execute(page, 'xes:open', { path: 'difference.csv' });
  await current(page, 'difference.csv');
  await settled(page);
  const { values } = (await execute(page, 'xes:result', { id: 's1' })) as { values: object[] };
  expect(values).toMatchObject([{ axis: 'transfer', energy: [-1, 0, 2], intensity: [3, 5, 4] }]);
  await execute(page, 'xes:open', { path: 'notes.txt' });
  await current(page, 'notes.txt');
  await expect(page.locator('.jp-XESViewer:visible [role="alert"]')).toContainText(/table|numbers/);
  await execute(page, 'xes:new-analysis');
  await expect.poll(() => existsSync(session.file('Untitled.xes.json'))).toBe(true);
  await current(page, 'Untitled.xes.json');
  expect(await execute(page, 'xes:add-scans', { paths: ['difference.csv', spectrum] })).toEqual({
    ids: ['s1', 's2']
  });
  expect((await state(page)).scans).toMatchObject([{ state: 'ready', kind: 'XES' }, {}]);
});

test('output of the command line is recognised by kind', async () => {
  const { page } = session;
  const engine = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
  const run = (...words: string[]) =>
    execFileSync('node', [engine, ...words], { cwd: session.lab.folder, stdio: 'pipe' });
  const spectrumOf = ['spectrum', spectrum, '--channel', 'lower'];
  run(...spectrumOf, '--out', 'curve.csv');
  run(...spectrumOf, '--out', 'curve.nxs');
  run('map', map, '--out', 'map.nxs');
  run('map', map, '--view', 'transfer', '--out', 'transfer.nxs');
  run('map', map, '--view', 'transfer', '--out', 'transfer.csv');
  const ends = 'fromIncident=9658,fromEmission=8630,toIncident=9663,toEmission=8648,width=1';
  run('apply', 'lineCut', map, '--set', ends, '--out', 'line.nxs');
  const names = ['curve.csv', 'curve.nxs', 'map.nxs', 'transfer.nxs', 'transfer.csv', 'line.nxs'];
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled.xes.json');
  await execute(page, 'xes:add-scans', { paths: [spectrum, map, ...names] });
  const result = async (id: string) => {
    const { values } = (await execute(page, 'xes:result', { id })) as { values: IValue[] };
    return values[0];
  };
  const [curve, plane] = [await result('s1'), await result('s2')];
  for (const id of ['s3', 's4']) {
    expect(await result(id)).toMatchObject({ axis: 'emission', energy: curve.energy });
  }
  for (const id of ['s5', 's6', 's7']) {
    const { kind, incident, intensity } = await result(id);
    expect([id, kind, incident?.length]).toEqual([id, 'map', plane.incident?.length]);
    const sum = (values: IValue['intensity']) => values.reduce<number>((a, b) => a + (b ?? 0), 0);
    expect(sum(intensity) / sum(plane.intensity)).toBeCloseTo(1, 6);
  }
  expect(await result('s8')).toMatchObject({ kind: 'spectrum', axis: 'line' });
});
