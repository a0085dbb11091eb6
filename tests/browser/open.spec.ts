import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ real: true });

/** Wait until the visible viewer's plot is drawn. */
async function drawn(page: Page): Promise<void> {
  await expect(page.locator('.jp-XESViewer:visible svg.main-svg').first()).toBeVisible();
}

async function pictures(page: Page, name: string): Promise<void> {
  await inBothThemes(page, async theme => {
    await drawn(page);
    await session.picture(`${name}-${theme}`);
  });
}

test('a map opens, is drawn and read, without fetching its content, a checkpoint or a write', async () => {
  const { page } = session;
  const name = 'xes-demo-rxes.nxs';
  const before = session.digest(name);
  await execute(page, 'xes:open', { path: name });
  const state = await settled(page);
  expect(state.scans[0].error).toBeNull();
  expect(state.kind).toBe('RXES');
  expect(state.bytes).toBeLessThan(3e6);
  await expect(page.locator('.jp-XESMap')).toBeVisible();
  await expect
    .poll(() => execute(page, 'xes:state').then(s => (s as { plots: number }).plots))
    .toBeGreaterThan(0);
  expect(session.requests.filter(({ url }) => /content=1/.test(url) && url.includes(name))).toEqual(
    []
  );
  expect(session.writes(name)).toEqual([]);
  expect(session.digest(name)).toBe(before);
  const checkpoints = session.file('.ipynb_checkpoints');
  expect(existsSync(checkpoints) ? readdirSync(checkpoints) : []).toEqual([]);
  await drawn(page);
  await pictures(page, 'map');
  expect(session.pageErrors).toEqual([]);
});

test('a spectrum opens and is drawn', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: 'xes-demo-two-arms.nxs' });
  const state = await settled(page);
  expect(state.scans[0].error).toBeNull();
  expect(state.kind).toBe('XES');
  await expect(page.locator('.jp-XESSpectra')).toBeVisible();
  await drawn(page);
  await pictures(page, 'spectrum');
  await execute(page, 'xes:set-channel', { channel: 'lower' });
  expect((await settled(page)).channel).toBe('lower');
  expect(session.pageErrors).toEqual([]);
});

test('every real scan opens', async () => {
  const { page } = session;
  test.skip(!realScans(), 'the real scans are not beside the checkout');
  for (const [name, kind] of [
    ['279496_1.nxs', 'XES'],
    ['280754_1.nxs', 'XES'],
    ['280772_1.nxs', 'XES'],
    ['ZnO_standard_280754_1.dat', 'XES'],
    ['ZnO_standard_280772_1.dat', 'XES'],
    ['XES_ZnZSM5_air500_279192_1.dat', 'RXES']
  ]) {
    const before = session.digest(name);
    await execute(page, 'xes:open', { path: name });
    const state = await settled(page);
    expect(state.scans[0].error, name).toBeNull();
    expect(state.kind, name).toBe(kind);
    await drawn(page);
    await session.picture(`real-${name}`);
    expect(session.digest(name)).toBe(before);
  }
  expect(session.pageErrors).toEqual([]);
});

test('no save command writes to a scan', async () => {
  const { page } = session;
  const name = 'xes-demo-rxes.nxs';
  const before = session.digest(name);
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  const dialog = page.locator('.jp-Dialog');
  for (const command of ['docmanager:save', 'docmanager:save-as', 'docmanager:save-all']) {
    let done = false;
    const running = execute(page, command)
      .catch(() => null)
      .finally(() => (done = true));
    // JupyterLab may show a dialog, and the command waits for the answer
    await expect.poll(async () => done || (await dialog.isVisible())).toBe(true);
    if (await dialog.isVisible()) {
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await running;
  }
  expect(session.writes(name).filter(({ url }) => !url.includes('xes-diagnostics'))).toEqual([]);
  expect(session.digest(name)).toBe(before);
});

test('an analysis is created, filled, saved and reopened', async () => {
  const { page } = session;
  const made = (await execute(page, 'xes:new-analysis', { cwd: '' })) as { path: string };
  expect(made.path).toMatch(/^Untitled\d*\.xes\.json$/);
  await expect(page.locator('.jp-XESViewer:visible')).toBeVisible();
  const text = JSON.stringify({
    type: 'xes-analysis',
    version: 1,
    scans: [{ path: 'xes-demo-rxes.nxs' }],
    cuts: [{ type: 'CIE', at: 9660.4, width: 0.3 }]
  });
  writeFileSync(session.file('kept.xes.json'), text);
  await execute(page, 'xes:open', { path: 'kept.xes.json' });
  const state = await settled(page);
  expect(state.kind).toBe('RXES');
  expect(state.cuts).toHaveLength(1);
  expect(state.cuts[0].points).toBeGreaterThan(10);
  expect(session.pageErrors).toEqual([]);
});
