import { expect, test, type Page } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, pages: 'fresh' });

/**
 * Delay those scripts of the extension that contain a text.
 * @returns a function that releases them.
 */
async function hold(page: Page, text: string): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>(resolve => (release = resolve));
  await page.route(/jupyterlab-xes\/static\/.*\.js/, async route => {
    const answer = await route.fetch().catch(() => null);
    const body = await answer?.text().catch(() => null);
    if (!answer || typeof body !== 'string') {
      return; // the page was closed meanwhile
    }
    if (body.includes(text)) {
      await held;
    }
    await route.fulfill({ response: answer, body }).catch(() => undefined); // likewise
  });
  return release;
}

/** The code of documents. */
const assembly = '_onActionsChanged';
/** The steps, including the science: the compute worker loads them from there too. */
const catalog = 'Area of a spectrum over a range, its ends';

async function newAnalysis(page: Page): Promise<void> {
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled.xes.json');
}

test('a command sent to a tab whose code is still loading runs once it is loaded', async () => {
  const { page } = session;
  const release = await hold(page, assembly);
  await newAnalysis(page);
  const commands = Promise.all([
    execute(page, 'xes:add-folder', { folder: '', pattern: 'xes-demo-*.nxs' }),
    execute(page, 'xes:toggle-panel', { panel: 'inspector' }),
    execute(page, 'xes:settled')
  ]);
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  release();
  const [added, toggled, read] = await commands;
  expect(added).toMatchObject({ ids: expect.arrayContaining(['s1', 's2']) });
  expect(toggled).toEqual({ panel: 'inspector', isOpen: false });
  expect(read).toMatchObject({ settled: true });
  await settled(page);
  const list = page.locator('.jp-XESList:visible');
  await expect(list.getByText('xes-demo-rxes', { exact: true })).toBeVisible();
  await expect(page.locator('.Toastify__toast')).toHaveCount(0);
});

test('the command runs in that tab, even if another is in front by then', async () => {
  const { page } = session;
  const release = await hold(page, assembly);
  await newAnalysis(page);
  const path = 'xes-demo-kbeta.nxs';
  const adding = execute(page, 'xes:add-scans', { paths: [path] });
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled1.xes.json');
  release();
  expect(await adding).toEqual({ ids: ['s1'] });
  expect(await execute(page, 'xes:settled')).toMatchObject({ scans: [] });
  await execute(page, 'xes:open', { path: 'Untitled.xes.json' });
  await current(page, 'Untitled.xes.json');
  expect(await settled(page)).toMatchObject({ scans: [{ path }] });
});

test('a tab closed while loading is reported as no open viewer', async () => {
  const { page } = session;
  const release = await hold(page, assembly);
  await newAnalysis(page);
  const adding = execute(page, 'xes:add-scans', { paths: ['xes-demo-kbeta.nxs'] });
  await expect(page.locator('.jp-XESDocument')).toHaveCount(1);
  await execute(page, 'application:close');
  await expect(page.locator('.jp-XESDocument')).toHaveCount(0);
  expect(await adding).toBeNull();
  await expect(page.locator('.Toastify__toast', { hasText: 'No viewer is open' })).toBeVisible();
  release();
});

test('a step entered before the steps are loaded is added once they are', async () => {
  const { page } = session;
  const release = await hold(page, catalog);
  await newAnalysis(page);
  await execute(page, 'xes:add-scans', { paths: ['xes-demo-kbeta.nxs'] });
  await page.locator('.jp-XESList:visible [role="row"]').click();
  await page.keyboard.press('Alt+s');
  await page.keyboard.type('area');
  await page.keyboard.press('Enter');
  const menu = page.locator('.jp-XESAddStep');
  await expect(menu).toContainText('Loading');
  await expect(menu.getByLabel('Search steps')).toHaveValue('area');
  release();
  await expect(menu).toHaveCount(0);
  await expect
    .poll(async () => ((await execute(page, 'xes:settled')) as { steps: object[] }).steps)
    .toMatchObject([{ step: 'area', from: ['scans'] }]);
});
