import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { execute, restored, root, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });

/** Compressed bytes that every page of JupyterLab loads, with or without an open scan. */
const most = 15_000;

test('a page of JupyterLab without a scan loads less than 15 kB of the extension', () => {
  const own = '/lab/extensions/jupyterlab-xes/static/';
  const names = session.requests
    .map(({ url }) => new URL(url).pathname)
    .filter(name => name.startsWith(own) && name.endsWith('.js'))
    .map(name => name.slice(own.length));
  const folder = path.join(root, 'jupyterlab_xes/labextension/static');
  const sizes = [...new Set(names)].map(name => ({
    name,
    size: gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length
  }));
  const sum = sizes.reduce((total, { size }) => total + size, 0);
  console.log(`eager JavaScript: ${sum} bytes, ${JSON.stringify(sizes)}`);
  expect(sizes.length).toBeGreaterThan(1);
  expect(sum).toBeLessThanOrEqual(most);
});

test('toolbar buttons are ordered and hidden in the settings', async () => {
  const { page } = session;
  const { origin, searchParams } = new URL(session.lab.url);
  const toolbar = [
    { name: 'reload', rank: 0 },
    { name: 'reset-zoom', disabled: true }
  ];
  const answer = await fetch(new URL('/lab/api/settings/jupyterlab-xes:plugin', origin), {
    method: 'PUT',
    headers: { Authorization: `token ${searchParams.get('token')}` },
    body: JSON.stringify({ raw: JSON.stringify({ toolbar }) })
  });
  expect(answer.status).toBe(204);
  await page.reload();
  await restored(page);
  await execute(page, 'xes:open', { path: 'xes-demo-kbeta.nxs' });
  await settled(page);
  const buttons = page.locator('.jp-XESDocument:visible .jp-Toolbar-item:visible');
  await expect(buttons.first()).toHaveText('Reload scan');
  await expect(buttons.filter({ hasText: 'Save figure' })).toHaveCount(1);
  await expect(buttons.filter({ hasText: 'Reset zoom' })).toHaveCount(0);
  // each has an icon, in the one colour of the toolbar
  const withText = buttons.filter({ hasText: /Save|Reload/ });
  expect(await withText.locator('svg').count()).toBe(await withText.count());
});
