import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Download, type Page } from '@playwright/test';
import { downloadData } from './support/exporting.js';
import { current, execute, root, settled, type IState } from './support/lab.js';
import { axes, csv, download, drag, pointOf } from './support/mapview.js';
import { python } from './support/python.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ isQuiet: true });
const name = 'xes-demo-rxes.nxs';
const header = 'energy_eV,intensity,sigma';
const bin = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');

async function opened(page: Page, scan = name): Promise<void> {
  await execute(page, 'xes:open', { path: scan });
  await settled(page);
  await current(page, scan);
}

/** Output of the command line for the session's file. */
function commandLine(...values: string[]): number[][] {
  const out = session.file('command-line.csv');
  execFileSync('node', [bin, ...values, '--out', out], { timeout: 60_000 });
  const [, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
  return lines.map(line => line.split(',').map(Number));
}

/** Lines of a table of the command line or the viewer, without its provenance. */
const table = (text: string) =>
  text.split('\n').filter(line => line !== '' && !line.startsWith('#'));

/** A cut computed by hand from the cells of a map: mean and σ of those with |q − at| ≤ width/2. */
function cutByHand(cells: number[][], along: 0 | 1, at: number, width: number): number[][] {
  const groups = new Map<number, number[][]>();
  for (const cell of cells) {
    if (Math.abs(cell[1 - along] - at) <= width / 2) {
      groups.set(cell[along], [...(groups.get(cell[along]) ?? []), cell]);
    }
  }
  const mean = ([energy, group]: [number, number[][]]) => [
    energy,
    group.reduce((sum, cell) => sum + cell[2], 0) / group.length,
    Math.sqrt(group.reduce((sum, cell) => sum + cell[3] ** 2, 0)) / group.length
  ];
  return [...groups].map(mean).sort((a, b) => a[0] - b[0]);
}

function expectSame(found: number[][], wanted: number[][]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((row, i) => {
    expect(Math.abs(row[0] - wanted[i][0])).toBeLessThan(1e-9);
    expect(Math.abs(row[1] / wanted[i][1] - 1)).toBeLessThan(1e-12);
    expect(Math.abs(row[2] / wanted[i][2] - 1)).toBeLessThan(1e-12);
  });
}

test('a profile is saved as CSV with the numbers that the command line cuts', async () => {
  const { page } = session;
  await opened(page);
  const area = await axes(page);
  // a wider band, of five columns, so that the mean and its σ are more than copies
  const [cie] = ((await execute(page, 'xes:state')) as IState).cuts;
  await drag(page, pointOf(area, cie.at - cie.width / 2, 8632), pointOf(area, cie.at - 0.75, 8632));
  const { cuts } = (await execute(page, 'xes:state')) as IState;
  expect(cuts[0].width).toBeGreaterThan(1.2);
  const cells = commandLine('map', session.file(name), '--channel', 'upper');
  for (const [type, along] of [
    ['CIE', 1],
    ['CEE', 0]
  ] as const) {
    const file = await downloadData(page, new RegExp(type));
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^xes-demo-rxes-upper-${type}-[\\d.]+-eV\\.csv$`)
    );
    const saved = await csv(file);
    expect(saved.header).toBe(header);
    const cut = cuts.find(entry => entry.type === type);
    expectSame(saved.rows, cutByHand(cells, along, cut?.at ?? NaN, cut?.width ?? NaN));
    expect(saved.rows).toHaveLength(type === 'CIE' ? 74 : 17);
  }
});

test('a saved analysis has the viewer’s profiles on the command line, to the last digit', async () => {
  const { page } = session;
  await opened(page);
  const { cuts } = (await execute(page, 'xes:state')) as IState;
  const recipe = session.file('profiles.xes.json');
  const document = { type: 'xes-analysis', version: 2, scans: [], cuts };
  writeFileSync(recipe, JSON.stringify({ ...document, view: { channel: 'upper' } }));
  const folder = session.file('profiles');
  execFileSync('node', [bin, 'run', recipe, session.file(name), '--out', folder]);
  for (const [i, { type }] of cuts.entries()) {
    const seen = readFileSync(await (await downloadData(page, new RegExp(type))).path(), 'utf8');
    const made = path.join(folder, path.parse(name).name, `cut-${i + 1}.csv`);
    expect(table(seen)).toEqual(table(readFileSync(made, 'utf8')));
  }
  expect(cuts.map(({ type }) => type)).toEqual(['CIE', 'CEE']);
});

test('a spectrum is saved as CSV with the points of the file', async () => {
  const { page } = session;
  await opened(page, 'xes-demo-kbeta.nxs');
  const file = await downloadData(page, /spectrum/);
  expect(file.suggestedFilename()).toBe('xes-demo-kbeta-spectrum.csv');
  const saved = await csv(file);
  expect(saved.header).toBe(header);
  expect(saved.comments).toContainEqual(
    expect.stringMatching(/^# source: xes-demo-kbeta\.nxs, schema "Diamond I20" /)
  );
  expect(saved.rows).toHaveLength(207);
  const text = readFileSync(session.file('xes-demo-kbeta.dat'), 'utf8').split('\n');
  const rows = text
    .filter(line => /^\d/.test(line))
    .map(line => line.split('\t').map(Number))
    .map(([, emission, , monitor, counts]) => [
      emission,
      counts / monitor,
      Math.sqrt(Math.max(counts, 1)) / monitor
    ]);
  expectSame(saved.rows, rows);
});

const scans = ['xes-demo-kbeta.nxs', name];

/** An analysis with curves, a map in energy transfer, a table and numbers. */
const analysis = {
  type: 'xes-analysis',
  version: 3,
  scans: scans.map((scan, i) => ({ id: `s${i + 1}`, path: scan })),
  steps: [
    { id: 'smooth-1', step: 'smooth', from: ['s1'], parameters: { window: 5, order: 2 } },
    { id: 'moments-1', step: 'moments', from: ['smooth-1'], parameters: {} },
    { id: 'cut-1', step: 'cut', from: ['s2'], parameters: { type: 'CEE', at: 8638.9, width: 1 } },
    { id: 'contours-1', step: 'contours', from: ['s2'], parameters: { count: 3 } },
    { id: 'crop-1', step: 'crop', from: ['s2'], parameters: { incident: [9655, 9662] } }
  ]
};
const rows = analysis.steps.map(({ id }) => id);

/**
 * Names of the arrays in the results of a NeXus file, including uncertainties, and all their
 * values.
 */
const arraysOf = (file: string, order: readonly string[]) =>
  JSON.parse(
    python(
      `
import h5py, json, sys
import numpy as np
found = []
with h5py.File(sys.argv[1]) as file:
    for name in sys.argv[2:]:
        own = {}
        def add(key, node):
            if isinstance(node, h5py.Dataset) and key != "title":
                own[key] = [repr(value) for value in np.ravel(node[()]).tolist()]
        file["entry"][name].visititems(add)
        found.append(own)
print(json.dumps(found))`,
      file,
      ...order
    )
  ) as Record<string, string[]>[];

test('selected rows are exported next to the analysis, as the command line writes them, never over a file', async () => {
  const { page } = session;
  writeFileSync(session.file('all.xes.json'), JSON.stringify(analysis));
  const out = session.file('made');
  execFileSync('node', [bin, 'run', session.file('all.xes.json'), '--out', out, '--nexus']);
  const [folder] = readdirSync(out).filter(file => !file.endsWith('.csv'));
  const made = (file: string) => table(readFileSync(path.join(out, folder, file), 'utf8'));
  const seen = (file: string) => table(readFileSync(session.file(file), 'utf8'));
  await opened(page, 'all.xes.json');
  await execute(page, 'xes:select', { ids: rows });
  const dialog = page.locator('.jp-Dialog');
  const toast = page.locator('.Toastify__toast');
  const ask = async (status: RegExp) => {
    await page
      .locator('.jp-XESViewer:visible .jp-XESList-row', { hasText: 'smooth 1' })
      .click({ button: 'right' });
    await page.locator('.lm-Menu-item', { hasText: 'Export…' }).click();
    await expect(dialog.getByRole('status')).toHaveText(status);
  };
  const write = async (expectedText: string) => {
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(
      toast.filter({ hasText: `Written next to the document: ${expectedText}` })
    ).toBeVisible();
  };

  await ask(/^5 files;/);
  await inBothThemes(page, theme => session.picture(`export-${theme}`));
  await page.setViewportSize({ width: 1000, height: 800 });
  await session.picture('export-narrow');
  await page.setViewportSize({ width: 1500, height: 900 });
  const files = await dialog.locator('.jp-XESLabel-text').allInnerTexts();
  const names = files.filter(file => file.endsWith('.csv'));
  expect(names).toEqual([
    'xes-demo-kbeta-smooth-1.csv',
    'xes-demo-rxes-CEE-8638.9-eV.csv',
    'xes-demo-rxes-contours-1.csv',
    'xes-demo-rxes-crop-1.csv',
    'xes-demo-kbeta-moments-1-numbers.csv'
  ]);
  await write('xes-demo-kbeta-smooth-1.csv');
  const ids = ['smooth-1', 'cut-1', 'contours-1', 'crop-1'];
  names.slice(0, 4).forEach((text, i) => expect(seen(text)).toEqual(made(`${ids[i]}.csv`)));
  expect(seen(names[4]).map(withoutItem)).toEqual(
    made('numbers.csv').filter(ofMoments).map(withoutItem)
  );

  // the same again: existing files stay
  const before = readFileSync(session.file(names[0]), 'utf8');
  writeFileSync(session.file(names[0]), 'mine\n');
  await ask(/^5 files;/);
  await write('xes-demo-kbeta-smooth-1-2.csv');
  expect(readFileSync(session.file(names[0]), 'utf8')).toBe('mine\n');
  expect(readFileSync(session.file('xes-demo-kbeta-smooth-1-2.csv'), 'utf8')).toBe(before);

  await ask(/^5 files;/);
  await dialog.getByLabel('Format').selectOption('nexus');
  await expect(dialog.getByRole('status')).toHaveText(/^2 files;/);
  await write('all-results.nxs');
  const groups = ['smooth-1', 'CEE-8638.9-eV', 'contours-1', 'crop-1'];
  const own = groups.map((group, i) => `data_xes-demo-${i === 0 ? 'kbeta' : 'rxes'}-${group}`);
  const wanted = arraysOf(
    path.join(out, folder, 'results.nxs'),
    ids.map(id => `data_${id}`)
  );
  expect(arraysOf(session.file('all-results.nxs'), own)).toEqual(wanted);

  await ask(/^5 files;/);
  await dialog.getByLabel('Format').selectOption('ascii');
  await expect(dialog.locator('.jp-XESLabel-text', { hasText: 'CEE-8638.9-eV.dat' })).toBeVisible();
  await write('xes-demo-kbeta-smooth-1.dat');
  const columns = readFileSync(session.file('xes-demo-rxes-CEE-8638.9-eV.dat'), 'utf8');
  const numbers = columns.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  expect(numbers.map(line => line.trim().split('  ').join(','))).toEqual(
    made('cut-1.csv').slice(1)
  );
});

test('a script exports by path, and a table is copied with counts and monitor', async () => {
  const { page } = session;
  await opened(page, 'xes-demo-herfd.nxs');
  const herfd = (await execute(page, 'xes:export', { ids: ['s1'], path: 'herfd.nxs' })) as {
    paths: string[];
    notes: string[];
  };
  expect(herfd.paths).toEqual(['herfd.nxs']);
  expect(herfd.notes.join()).toContain('HERFD spectrum of Zn K-L3');
  const again = await execute(page, 'xes:export', { ids: ['s1'], path: 'herfd.nxs' });
  expect(again).toMatchObject({ paths: ['herfd-2.nxs'] });
  const definition = python(
    'import h5py, sys; print(h5py.File(sys.argv[1])["entry/definition"][()].decode())',
    session.file('herfd.nxs')
  );
  expect(definition.trim()).toBe('NXxas_herfd');
  for (const [path_, expectedText] of [
    ['figure.docx', /ends in/],
    ['../out.csv', /leads out/],
    ['xes-demo-herfd.nxs/a.csv', /could not be written/]
  ] as const) {
    expect(await execute(page, 'xes:export', { ids: ['s1'], path: path_ })).toBeNull();
    await expect(page.locator('.Toastify__toast', { hasText: expectedText })).toBeVisible();
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await execute(page, 'xes:copy-table', { ids: ['s1'] });
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [head, ...copied] = text.trimEnd().split('\n');
  expect(head).toBe('energy_eV\tintensity\tsigma\tcounts\tmonitor');
  expect(copied).toHaveLength(
    commandLine('spectrum', session.file('xes-demo-herfd.nxs')).filter(row => !Number.isNaN(row[0]))
      .length
  );
});

const ofMoments = (line: string) => /^(step|moments-1),/.test(line);
/** Items of a run have the names of the scans. */
const withoutItem = (line: string) => line.replace(/,[^,]*/, '');

/** A downloaded PNG: its size, number of colours, and the share of white pixels. */
async function pictureOf(page: Page, file: Download) {
  const bytes = readFileSync(await file.path());
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return page.evaluate(async base64 => {
    const answer = await fetch(`data:image/png;base64,${base64}`);
    const image = await createImageBitmap(await answer.blob());
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? []);
    const colours = new Set(pixels);
    const count = (wanted: number) => pixels.filter(pixel => pixel === wanted).length;
    const dark = pixels.filter(pixel => (pixel & 0xff) < 0x60 && pixel >>> 24 === 0xff).length;
    const opaque = pixels.filter(pixel => pixel >>> 24 === 0xff).length;
    const all = pixels.length;
    return {
      width,
      height,
      colours: colours.size,
      white: count(0xffffffff) / all,
      opaque: opaque / all,
      dark
    };
  }, bytes.toString('base64'));
}

for (const scan of [name, 'xes-demo-kbeta.nxs']) {
  test(`the figure of ${scan} is saved as PNG, complete and in the same colours in both themes`, async () => {
    const { page } = session;
    await opened(page, scan);
    const plot = scan === name ? '.jp-XESMap' : '.jp-XESSpectra';
    await expect(page.locator(`${plot} svg.main-svg`).first()).toBeVisible();
    const found: Awaited<ReturnType<typeof pictureOf>>[] = [];
    await inBothThemes(page, async theme => {
      await expect(page.locator(`${plot} svg.main-svg`).first()).toBeVisible();
      const file = await download(page, 'Save figure');
      expect(file.suggestedFilename()).toBe(scan.replace('.nxs', '.png'));
      await file.saveAs(`${root}/test-results/screenshots/saved-${theme}-${scan}.png`);
      found.push(await pictureOf(page, file));
    });
    const box = await page.locator('.jp-XESStage-plots').boundingBox();
    for (const seen of found) {
      expect(seen.width).toBe(2 * Math.round(box?.width ?? NaN));
      expect(seen.height).toBe(2 * Math.round(box?.height ?? NaN));
      // an empty figure has one colour; axes, text and a curve have some dozens, a map some hundreds
      expect(seen.colours).toBeGreaterThan(scan === name ? 200 : 20);
      expect(seen.opaque).toBe(1);
      expect(seen.white).toBeGreaterThan(0.3);
      expect(seen.dark).toBeGreaterThan(500); // text
    }
    const [dark, light] = found;
    expect(dark.white).toBeCloseTo(light.white, 2);
  });
}
