import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { root } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });

/** What every page of JupyterLab loads, whether a scan is opened or not: bytes, compressed. */
const most = 15_000;

test('a page of JupyterLab without a scan loads less than 15 kB of ours', () => {
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
