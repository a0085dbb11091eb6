import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { map, useFaults } from './support/faults.js';
import { open } from './support/scope.js';

const wrong = {
  colorMap: 7,
  scale: [],
  limits: { a: 1 },
  cutSteps: 'many',
  profiles: null,
  openNexusByDefault: 'perhaps',
  progressDelay: -5,
  logLevels: 'loud',
  moduleLevels: [1],
  logFileSize: 'big',
  memoryThreshold: {}
};
/** What is unavailable on the next page. */
let deny: '' | 'IndexedDB' | 'localStorage' | 'both' = '';

const f = useFaults({
  prepare: async page => {
    const settings = path.join(f.lab.home, 'lab/user-settings/jupyterlab-xes');
    mkdirSync(settings, { recursive: true });
    writeFileSync(path.join(settings, 'plugin.jupyterlab-settings'), JSON.stringify(wrong));
    await page.addInitScript(what => {
      const refuse = () => {
        throw new DOMException('planted: access is denied', 'SecurityError');
      };
      if (what === 'IndexedDB' || what === 'both') {
        Object.defineProperty(window, 'indexedDB', { configurable: true, get: refuse });
      }
      if (what === 'localStorage' || what === 'both') {
        // for our keys only: without any, JupyterLab itself does not start
        for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
          const before = Storage.prototype[method] as (...values: string[]) => string | null;
          Object.assign(Storage.prototype, {
            [method](this: Storage, ...values: string[]) {
              return values[0].includes('xes') ? refuse() : before.apply(this, values);
            }
          });
        }
      }
    }, deny);
  }
});

test('settings of wrong types fall back to the defaults', async () => {
  const state = await open(f.page, map);
  expect(state).toMatchObject({ kind: 'RXES', view: { colorMap: 'viridis', scale: 'linear' } });
  expect(f.reports()).toEqual([]);
});

for (const what of ['IndexedDB', 'localStorage', 'both'] as const) {
  test(`${what} denied by the browser`, async () => {
    deny = what;
    const page = await f.renew();
    deny = '';
    expect((await open(page, map)).kind).toBe('RXES');
    expect(f.reports()).toEqual([]);
  });
}

test('the quota of the browser storage is exceeded', async () => {
  const page = await f.renew();
  const cdp = await page.context().newCDPSession(page);
  const { origin } = new URL(f.lab.url);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  f.undo(() => cdp.send('Storage.overrideQuotaForOrigin', { origin }));
  await page.evaluate(() => {
    const setItem = Storage.prototype.setItem;
    Object.assign(Storage.prototype, {
      setItem(this: Storage, key: string, value: string) {
        if (key.includes('xes')) {
          throw new DOMException('planted', 'QuotaExceededError');
        }
        setItem.call(this, key, value);
      }
    });
  });
  expect((await open(page, map)).kind).toBe('RXES');
  expect(f.reports()).toEqual([]);
});
