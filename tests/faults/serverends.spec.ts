import { expect, test } from '@playwright/test';
import { map, useFaults } from './support/faults.js';
import { open, reload, type IScope } from './support/scope.js';

// JupyterLab's own dialogs about a lost connection appear at any time: a new page is free of them
const f = useFaults({ recovery: 'once, on a new page' });

// first, for this page has not loaded the code yet
test('the server is gone when the code of the viewer is to be loaded', async () => {
  const { page } = f;
  const chunks = /jupyterlab-xes\/static\//;
  await page.route(chunks, route => route.abort('connectionrefused'));
  f.undo(() => page.unroute(chunks));
  await page.evaluate(
    path =>
      (window as unknown as IScope).jupyterapp.commands.execute('docmanager:open', {
        path,
        factory: 'XES Viewer'
      }),
    map
  );
  await expect(page.getByText('The viewer could not be loaded').first()).toBeVisible();
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGKILL'] as const) {
  test(`the server ends by ${signal} and is restarted`, async () => {
    const { page } = f;
    await open(page, map);
    await f.lab.halt(signal);
    expect(await reload(f.page)).toBe('file/unreachable');
    const pane = page.locator('.jp-XESError:visible');
    await expect(pane.locator('p')).toHaveText(/^.{15,}[.?!]$/);
    await f.lab.resume();
    // it may be reread automatically meanwhile, and JupyterLab's dialog may be in the way
    const buttons = [
      page.locator('.jp-Dialog').getByRole('button').last(),
      pane.getByRole('button', { name: 'Reload' })
    ];
    await expect(async () => {
      for (const button of buttons) {
        if (await button.isVisible()) {
          await button.click({ timeout: 1000 }).catch(() => undefined);
        }
      }
      await expect(page.locator('.jp-XESMap:visible')).toHaveCount(1, { timeout: 2000 });
    }).toPass();
  });
}
