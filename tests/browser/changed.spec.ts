import { copyFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { RunningScan } from '../unit/io/runningscan.js';
import { downloadData } from './support/exporting.js';
import { current, execute, root, settled } from './support/lab.js';
import { linkedScan } from './support/linked.js';
import { csv } from './support/mapview.js';
import { python } from './support/python.js';
import { useSession } from './support/session.js';

const session = useSession();
const demo = 'xes-demo-kbeta.nxs';

/** The same scan with twice the counts: the same length and structure. */
function doubled(): Buffer {
  const target = session.file('doubled.hdf');
  copyFileSync(session.file(demo), target);
  python(
    `
import h5py, sys
with h5py.File(sys.argv[1], "r+") as file:
    counts = file["/entry1/instrument/medipix2/medipix2_roi_total"]
    counts[...] = 2 * counts[...]
`,
    target
  );
  return readFileSync(target);
}

async function intensities(page: Page): Promise<number[]> {
  return (await csv(await downloadData(page, /spectrum/))).rows.map(row => row[1]);
}

/** Overwrite a file within the second, with its mtime preserved. */
function rewrite(name: string, bytes: Buffer): void {
  const before = statSync(session.file(name));
  writeFileSync(session.file(name), bytes);
  utimesSync(session.file(name), before.atime, before.mtime);
  const after = statSync(session.file(name));
  expect([after.size, Math.floor(after.mtimeMs / 1000)]).toEqual([
    before.size,
    Math.floor(before.mtimeMs / 1000)
  ]);
}

/** Open a copy and rewrite it. @returns the intensities before. */
async function openedAndRewritten(page: Page, name: string): Promise<number[]> {
  const bytes = doubled();
  copyFileSync(session.file(demo), session.file(name));
  const looked = page.waitForResponse(
    answer => answer.url().includes(`/api/contents/${name}`) && answer.ok()
  );
  await execute(page, 'xes:open', { path: name });
  expect((await settled(page)).scans).toMatchObject([{ path: name, error: null }]);
  await current(page, name);
  await looked;
  const before = await intensities(page);
  expect(before).toHaveLength(207);
  rewrite(name, bytes);
  return before;
}

/** Wait until the numbers are those of the current file: exactly twice the former ones. */
async function expectDoubled(page: Page, before: number[]): Promise<void> {
  const twice = before.map(value => 2 * value);
  await expect.poll(() => intensities(page), { timeout: 60_000 }).toEqual(twice);
}

/** Polling pauses in a hidden page. */
function pretendHidden(page: Page): Promise<void> {
  return page.evaluate(() => {
    const scope = window as unknown as { planted?: (() => void)[] };
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    (scope.planted ??= []).push(() => delete (document as { hidden?: boolean }).hidden);
  });
}

test('a file rewritten within the same second with its mtime preserved is reread on focus', async () => {
  const { page } = session;
  await pretendHidden(page);
  const before = await openedAndRewritten(page, 'focused.nxs');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expectDoubled(page, before);
});

test('a file rewritten while the user is idle is reread', async () => {
  const { page } = session;
  const before = await openedAndRewritten(page, 'polled.nxs');
  await expectDoubled(page, before);
});

test('a manual reload after a rewrite shows the new bytes, none from a cache', async () => {
  const { page } = session;
  const before = await openedAndRewritten(page, 'again.nxs');
  await execute(page, 'xes:reload');
  await settled(page);
  expect(await intensities(page)).toEqual(before.map(value => 2 * value));
  // and back again, many times within a second: each reload shows the current state
  const first = readFileSync(session.file(demo));
  const second = doubled();
  for (let i = 0; i < 5; i++) {
    rewrite('again.nxs', i % 2 === 0 ? first : second);
    await execute(page, 'xes:reload');
    await settled(page);
    expect(await intensities(page)).toEqual(before.map(value => (i % 2 === 0 ? 1 : 2) * value));
  }
});

test('a running scan is followed until it is closed', async () => {
  const { page } = session;
  const writer = new RunningScan(root, session.file('running.h5'));
  try {
    await writer.printed('open');
    await writer.append(20);
    await execute(page, 'xes:open', { path: 'running.h5' });
    const state = async () => (await settled(page)).scans[0];
    expect(await state()).toMatchObject({ running: true, error: null });
    await current(page, 'running.h5');
    const line = page.locator('.jp-XESViewer:visible .jp-XESStatus');
    await expect(line).toContainText('The scan is running');
    await session.picture('running');
    expect(await intensities(page)).toHaveLength(20);
    await writer.append(15);
    const all = Array.from({ length: 35 }, (_, k) => 100 + 3 * k);
    await expect.poll(() => intensities(page), { timeout: 60_000 }).toEqual(all);
    expect(await state()).toMatchObject({ running: true, error: null });
    await writer.close();
    await expect.poll(async () => (await state()).running, { timeout: 60_000 }).toBe(false);
    await expect(line).not.toContainText('The scan is running');
    expect(await intensities(page)).toEqual(all);
  } finally {
    writer.kill();
  }
});

interface IMoments {
  m1: { value: number };
}

/** Results of an analysis of a linked scan: its energies, and a centroid. */
async function linkedResults(page: Page): Promise<{ first: number; centre: number }> {
  await settled(page);
  const result = (id: string) => execute(page, 'xes:result', { id });
  const { values } = (await result('s1')) as { values: { energy: number[] }[] };
  const { numbers } = (await result('a1')) as { numbers: Record<string, IMoments> };
  return { first: values[0].energy[0], centre: numbers['a1/s1'].m1.value };
}

/** The file of energies, each higher by a number of eV: the same length and structure. */
function shifted(name: string, by: number): Buffer {
  const target = session.file('shifted.hdf');
  copyFileSync(session.file(name), target);
  const code = `
import h5py, sys
with h5py.File(sys.argv[1], "r+") as file:
    file["axis/energy"][...] = file["axis/energy"][()] + float(sys.argv[2])`;
  python(code, target, `${by}`);
  return readFileSync(target);
}

test('a linked file that changes while its master is open is reread, and dependent results are recomputed', async () => {
  const { page } = session;
  linkedScan(session.file('.'));
  const energies = 'other/energy.h5';
  const text = {
    type: 'xes-analysis',
    version: 3,
    scans: [{ id: 's1', path: 'run/linked.h5' }],
    steps: [{ id: 'a1', step: 'moments', from: ['s1'], parameters: {} }],
    view: {}
  };
  writeFileSync(session.file('linked.xes.json'), JSON.stringify(text));
  await execute(page, 'xes:open', { path: 'linked.xes.json' });
  await current(page, 'linked.xes.json');
  const before = await linkedResults(page);
  expect(before.first).toBe(7040);
  rewrite(energies, shifted(energies, 2)); // the user is idle
  await expect
    .poll(async () => (await linkedResults(page)).first, { timeout: 60_000 })
    .toBe(before.first + 2);
  const after = await linkedResults(page);
  expect(after.centre - before.centre).toBeCloseTo(2, 6);
  rewrite(energies, shifted(energies, -2));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(() => linkedResults(page)).toEqual(before);
});
