import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { installScope, logLines } from '../faults/support/scope.js';
import { execute, openLab, remove, settled } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'own' });

// other files use this server after us
test.afterAll(() => remove(path.join(session.lab.home, 'labconfig')));

/**
 * A wrong value of every setting, as an administrator may have written it for all users. Values of the two that are
 * objects are objects: with anything else jupyterlab_server fails to list the settings of every extension, JupyterLab's own
 * included (jupyterlab/jupyterlab#15895).
 */
const wrong = {
  colorMap: 'jet',
  scale: 1,
  limits: 'all',
  cutSteps: -1,
  profiles: ['around'],
  openNexusByDefault: 'no',
  schemas: 'beamline.json',
  progressDelay: 'soon',
  memoryThreshold: -5,
  memoryInterval: 0,
  autosaveInterval: 'never',
  heartbeatInterval: -1,
  logLevels: { console: 'loud' },
  moduleLevels: { io: 7 },
  logFileSize: 'large',
  logFileCount: 2.5
};

test('with every default of an administrator wrong, JupyterLab starts and scans open', async () => {
  const { lab, browser } = session;
  const folder = path.join(lab.home, 'labconfig');
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'default_setting_overrides.json'),
    JSON.stringify({ 'jupyterlab-xes:plugin': wrong })
  );
  const page = await browser.newPage();
  await installScope(page);
  await openLab(page, lab.url);
  await execute(page, 'xes:open', { path: 'xes-demo-rxes.nxs' });
  expect((await settled(page)).kind).toBe('RXES');
  await expect(page.getByRole('combobox', { name: 'Scale' })).toHaveValue('linear');
  for (const [name, value] of Object.entries(wrong)) {
    const place = isObject(value) ? `${name}.${Object.keys(value)[0]}` : name;
    const warned = async () =>
      (await logLines(page)).filter(line => line.includes(`The setting ${place} is `)).length;
    await expect.poll(warned, { message: place }).toBe(1);
  }
  await session.picture('wrong-settings', page);
  await page.close();
});

function isObject(value: unknown): value is object {
  return typeof value === 'object' && !Array.isArray(value);
}
