import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, root, settled } from './support/lab.js';
import { toast } from './support/reports.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, pages: 'fresh' });
const scan = 'xes-demo-rxes.nxs';
const key = `jupyterlab-xes:view:${scan}`;

/** Where JupyterLab keeps the state of its plugins. */
interface IState {
  save(id: string, value: unknown): Promise<void>;
  toJSON(): Promise<Record<string, unknown>>;
}

interface IScope {
  jupyterapp: { pluginRegistry: { _plugins: Map<string, { service: IState }> } };
}

/** Open the scan after an earlier version has stored a view of it. */
async function openWith(page: Page, view: unknown): Promise<void> {
  await page.evaluate(
    ([id, value]) => {
      const { jupyterapp } = window as unknown as IScope;
      const plugin = jupyterapp.pluginRegistry._plugins.get('@jupyterlab/apputils-extension:state');
      return plugin?.service.save(id as string, value);
    },
    [key, view]
  );
  await execute(page, 'xes:open', { path: scan });
  await current(page, scan);
}

/** Everything currently stored. */
function stored(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const { jupyterapp } = window as unknown as IScope;
    const plugin = jupyterapp.pluginRegistry._plugins.get('@jupyterlab/apputils-extension:state');
    return (await plugin?.service.toJSON()) ?? {};
  });
}

const cut = (page: Page) => page.locator('.jp-XESViewer:visible .jp-XESCut').first();

test('the view of a scan saved by version 2 is shown, and copied before it is replaced', async () => {
  const { page } = session;
  const file = path.join(root, 'tests/unit/analysis/fixtures/keptview-2.json');
  const [view] = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  await openWith(page, view);
  const { cuts } = await settled(page);
  expect(cuts).toMatchObject([
    { type: 'CIE', at: 9659, width: 1.5 },
    { type: 'CEE', at: 8638.5, width: 0.25 }
  ]);
  expect((await stored(page))[key]).toEqual(view);
  await cut(page).press('ArrowLeft');
  await expect.poll(async () => (await stored(page))[`${key}:v2`]).toEqual(view);
  const text = expect.stringContaining('"version": 3') as unknown;
  await expect.poll(async () => (await stored(page))[key]).toMatchObject({ text });
});

test('an unreadable view of a scan is reported, saved as a file, and never lost', async () => {
  const { page } = session;
  const view = { text: '{"type":"xes-analysis","version":4}', edited: null };
  await openWith(page, view);
  await settled(page);
  const notification = toast(page, `The cuts stored for ${scan}`);
  await expect(notification).toContainText(/newer version.*A copy is kept\./s);
  const coming = page.waitForEvent('download');
  await notification.getByText('Save as file').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`${scan}-view.xes.json`);
  expect(readFileSync(await download.path(), 'utf8')).toBe(view.text);
  await cut(page).press('ArrowLeft');
  await expect.poll(async () => (await stored(page))[`${key}:unreadable`]).toEqual(view);
});
