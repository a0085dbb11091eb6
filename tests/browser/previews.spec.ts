import { expect, test } from '@playwright/test';
import { current, execute, settled, type IState } from './support/lab.js';
import { python } from './support/python.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });

/** A map of 400 × 400 points in the layout of I20; `ratio` replaces N/I1 if given. */
function write(name: string, ratio = 'counts / monitor'): void {
  python(
    `
import h5py, numpy as np, sys, os, time
n = 400
row, k = np.indices((n, n))
counts = ((row * 31 + k * 7) % 101).astype(float)
monitor = 6e5 + (row + k) % 13
with h5py.File(sys.argv[1], "w") as f:
    i1 = f.create_group("entry1/I1")
    i1["bragg1WithOffset"] = 9650 + 0.1 * row + 0.004 * np.sin(7 * row + k)
    i1["I1"] = monitor
    i1["XESEnergyUpper"] = 8600 + 0.25 * k
    detector = f.create_group("entry1/instrument/medipix1")
    detector["medipix1_roi_total"] = counts
    detector["FFI1_medipix1"] = np.zeros((n, n)) + (${ratio})
`,
    session.file(name)
  );
}

/** Open a scan, whose large arrays except the first are held until `release`. */
async function opened(name: string) {
  const { page } = session;
  let release: () => void = () => undefined;
  const released = new Promise<void>(resolve => (release = resolve));
  let large = 0;
  await page.route(`**/files/${name}*`, async route => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(route.request().headers().range) ?? [];
    large += Number(to) - Number(from) > 1e6 ? 1 : 0;
    if (large > 1) {
      await released;
    }
    await route.continue();
  });
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  const state = async () =>
    (await execute(page, 'xes:state')) as (IState & { preliminary: boolean }) | null;
  return { page, release, state };
}

test('a large scan is painted from a preview, marked as such, and complete in the end', async () => {
  write('large.nxs');
  const { page, release, state } = await opened('large.nxs');
  await expect.poll(async () => (await state())?.preliminary, { timeout: 60_000 }).toBe(true);
  const before = (await state()) as NonNullable<Awaited<ReturnType<typeof state>>>;
  expect([before.settled, before.kind, before.channel]).toEqual([false, 'RXES', 'upper']);
  expect(before.scans).toMatchObject([{ state: 'loading', error: null }]);
  expect(before.cuts.map(({ points }) => points)).toEqual([0, 0]);
  const painted = () =>
    page.locator('.jp-XESMap-raster').evaluate((raster: HTMLCanvasElement) => {
      const { width, height } = raster;
      const at = raster.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data;
      return at?.[3] ?? 0;
    });
  await expect.poll(painted).toBe(255);
  await expect(page.locator('.jp-XESStatus')).toContainText('Preliminary picture');
  const box = await page.locator('.jp-XESMap').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 100);
  expect(await page.locator('.jp-XESStatus-readout').textContent()).toBe('');
  release();
  const after = (await settled(page)) as NonNullable<Awaited<ReturnType<typeof state>>>;
  expect([after.preliminary, after.kind, after.channel]).toEqual([false, 'RXES', 'upper']);
  expect(after.cuts.map(({ points }) => points)).toEqual([400, 400]);
  await expect(page.locator('.jp-XESStatus')).not.toContainText('Preliminary picture');
  await expect(page.locator('.jp-XESStatus')).not.toContainText('Redrawn');
  const id = after.scans[0].id;
  const result = (await execute(page, 'xes:result', { id })) as {
    values: { incident: number[]; intensity: number[]; sigma: number[] }[];
  };
  const [{ incident, intensity, sigma }] = result.values;
  expect([incident.length, intensity.length]).toEqual([400, 160_000]);
  expect(intensity[400 * 5 + 3]).toBe(((3 * 31 + 5 * 7) % 101) / (6e5 + 8));
  expect(sigma[400 * 5 + 3]).toBeGreaterThan(0);
});

test('a scan that differs from its preview is redrawn, with a message', async () => {
  write('other.nxs', '1');
  const { page, release, state } = await opened('other.nxs');
  await expect.poll(async () => (await state())?.preliminary, { timeout: 60_000 }).toBe(true);
  release();
  await settled(page);
  await expect(page.locator('.jp-XESStatus')).toContainText('Redrawn');
});
