import path from 'node:path';
import { expect, test } from '@playwright/test';
import { current, execute, root, settled, type IState } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ venv: path.join(root, '.venv-oldest'), pages: 'fresh' });

test('the oldest supported JupyterLab: opened, viewed and closed five times', async () => {
  const { page, pageErrors } = session;
  let plots = 0;
  for (let i = 0; i < 5; i++) {
    await execute(page, 'xes:open', { path: 'xes-demo-rxes.nxs' });
    const state: IState = await settled(page);
    expect(state.kind).toBe('RXES');
    await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
    plots ||= state.plots;
    // as many plots live in the last viewer as in the first: none leaked in between
    expect(state.plots).toBe(plots);
    await current(page, 'xes-demo-rxes.nxs');
    await execute(page, 'application:close');
    await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  }
  expect(pageErrors).toEqual([]);
});
