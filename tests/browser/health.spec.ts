import { expect, test } from '@playwright/test';
import { current, execute, settled, type IState } from './support/lab.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession();
const [map, other] = ['xes-demo-rxes.nxs', 'xes-demo-herfd.nxs'];

interface IReport {
  ok: boolean;
  checks: { id: string; ok: boolean; detail: string; remedy: string }[];
}

const open = async (name: string): Promise<IState> => {
  await execute(session.page, 'xes:open', { path: name });
  await current(session.page, name);
  return settled(session.page);
};

/** Whether a map's pixels are painted. */
const painted = () =>
  session.page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLCanvasElement>('.jp-XESMap-raster')];
    return all.some(({ width, height }) => width > 100 && height > 100);
  });

test('the status bar shows memory use while a viewer is open, and opens the health panel', async () => {
  const { page } = session;
  const item = page.locator('.jp-XESStatusItem-button');
  await expect(item).toBeHidden();
  await open(map);
  await expect(item).toHaveText(/^XES \d+(\.\d)? MB of 512 MB · (ready|reading|computing)$/);
  await open(other);
  await item.click();
  const panel = page.locator('.jp-XESHealth');
  await expect(panel.locator('.jp-XESHealth-accounts')).toContainText(map);
  await expect(panel.locator('dl').first()).toContainText(/Server’s process\s*\d+ MB/);
  await panel.getByRole('button', { name: 'Run self-checks' }).click();
  await expect(panel.locator('.jp-mod-pass').first()).toBeVisible();
  await expect(panel.locator('.jp-XESHealth-checks .jp-mod-pass')).toHaveCount(9);
  await expect(panel.locator('.jp-XESHealth-checks .jp-mod-fail')).toHaveCount(0);
  await expect(panel).toContainText(/\d+\.\d ms median/);
  await inBothThemes(page, theme => session.picture(`health-${theme}`));
  expect(session.pageErrors).toEqual([]);
});

test('memory of a hidden scan is freed on demand, and the scan is reread when shown', async () => {
  const { page } = session;
  const before = await open(map);
  await expect.poll(painted).toBe(true);
  await open(other);
  const freed = (await execute(page, 'xes:free-memory')) as {
    freed: number;
    accounts: { name: string; kind: string }[];
  };
  expect(freed.freed).toBeGreaterThan(0);
  const released = freed.accounts.map(({ name, kind }) => `${kind} ${name}`);
  expect(released).toEqual(
    expect.arrayContaining([`arrays ${map}`, `plots ${map}`, 'wasm Reader'])
  );
  expect(released.join()).not.toContain(other);
  expect(await painted()).toBe(false);
  const after = await open(map);
  const some = { plots: 0, bytes: 0, workers: 0 };
  expect({ ...after, ...some }).toEqual({ ...before, ...some });
  // the map's pixels are painted again
  await expect.poll(painted).toBe(true);
  expect(session.pageErrors).toEqual([]);
});

test('the self-checks return JSON, before and after a scan is open', async () => {
  const { page } = session;
  const first = (await execute(page, 'xes:self-check')) as IReport;
  expect(first.checks.filter(({ ok }) => !ok)).toEqual([]);
  await open(map);
  await expect.poll(painted).toBe(true);
  const { ok, checks } = (await execute(page, 'xes:self-check')) as IReport;
  expect(ok).toBe(true);
  expect(checks.find(({ id }) => id === 'range')?.detail).toBe(`${map}: answer 206, 8 of 8 bytes`);
  const measures = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name }) => name)
  );
  expect(measures.filter(name => name.startsWith('xes:')).sort()).toEqual([
    'xes:compute',
    'xes:draw',
    'xes:open'
  ]);
});
