import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { laidOut, menuItem, openWith, palette, reloaded, row } from './support/actions.js';
import { current, execute, root, settled } from './support/lab.js';
import { activateFirst, expectOrder } from './support/order.js';
import { useSession } from './support/session.js';

const name = 'xes-demo-rxes.nxs';
const venv = path.join(root, '.venv-h5web');

async function expectOurs(page: Page): Promise<void> {
  await current(page, name);
  expect(await settled(page)).toMatchObject({ kind: 'RXES', scans: [{ path: name, error: null }] });
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
}

async function close(page: Page): Promise<void> {
  await current(page, name);
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
}

/** A double click is h5web's, and opens its viewer. */
async function expectTheirs(page: Page): Promise<void> {
  // an emptied main area gets a launcher some time later, which would cover what was opened
  // meanwhile
  await current(page, 'Launcher');
  await row(page, name).dblclick();
  await expect(page.locator('#jp-main-dock-panel .h5web-root').first()).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
}

async function everyWay(page: Page): Promise<void> {
  const ways: [string, () => Promise<unknown>][] = [
    ['xes:open', () => execute(page, 'xes:open', { path: name })],
    [
      'docmanager:open',
      () => execute(page, 'docmanager:open', { path: name, factory: 'XES Viewer' })
    ],
    ['Open With', () => openWith(page, name, 'XES Viewer')],
    [
      'context menu',
      async () => {
        await row(page, name).click({ button: 'right' });
        await menuItem(page, 'Open in XES Viewer').click();
      }
    ]
  ];
  for (const [way, open] of ways) {
    await test.step(way, async () => {
      await open();
      await expectOurs(page);
      await close(page);
    });
  }
}

test.describe('in any order', () => {
  const session = useSession({ venv });

  test('next to h5web the launcher and the palette create an analysis', async () => {
    const { page } = session;
    const empty = page.locator('.jp-XESViewer:visible', { hasText: 'Drop scans here' });
    await page.locator('.jp-LauncherCard', { hasText: 'XES Viewer' }).click();
    await expect(empty).toBeVisible();
    await execute(page, 'application:close');
    await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
    await palette(page, 'New XES Analysis');
    await expect(empty).toBeVisible();
  });

  test('next to h5web every way of opening opens our viewer, a double click its own', async () => {
    const { page } = session;
    await everyWay(page);
    await expectTheirs(page);
  });
});

for (const first of ['ours', 'h5web'] as const) {
  test.describe(`${first} first`, () => {
    const ordered = useSession({ venv, prepare: page => activateFirst(page, first) });

    test('the same, and restored after a reload, for this order of activation', async () => {
      const { page } = ordered;
      await expectOrder(page, first);
      await everyWay(page);
      await execute(page, 'xes:open', { path: name });
      await expectOurs(page);
      await laidOut(ordered, name);
      await reloaded(page, name);
      await expectOrder(page, first);
      await expectOurs(page);
      // the file in the address is already restored: JupyterLab does not open it in a second viewer
      await expect(page.locator('#jp-main-dock-panel .lm-TabBar-tabLabel')).toHaveText([name]);
      await close(page);
      await expectTheirs(page);
    });
  });
}
