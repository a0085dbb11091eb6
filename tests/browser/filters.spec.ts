import { expect, test } from '@playwright/test';
import { downloadData } from './support/exporting.js';
import { compressedScans } from './support/compressed.js';
import { linkedScan } from './support/linked.js';
import { current, execute, settled } from './support/lab.js';
import { csv } from './support/mapview.js';
import { expectPane } from './support/pane.js';
import { useSession } from './support/session.js';

const session = useSession();

test('scans of every filter open bit for bit, each plugin fetched only when needed', async () => {
  const { page } = session;
  const counts = compressedScans(session.file('.'));
  const plugins = () =>
    session.requests // of a restarted worker too
      .map(({ url }) => new URL(url).pathname)
      .filter(path => path.endsWith('.so'))
      .map(path => /^\/lab\/extensions\/.*\/filters\/libH5Z(\w+)\./.exec(path)?.[1]);
  for (const [kind, needed] of [
    ['szip', []],
    ['lzf', ['lzf']],
    ['bshuf', ['lzf', 'bshuf']],
    ['virtual', ['lzf', 'bshuf']],
    ['blosc', ['lzf', 'bshuf', 'blosc']],
    ['blosc2', ['lzf', 'bshuf', 'blosc', 'blosc2']],
    ['lz4', ['lzf', 'bshuf', 'blosc', 'blosc2', 'lz4']],
    ['zstd', ['lzf', 'bshuf', 'blosc', 'blosc2', 'lz4', 'zstd']]
  ] as const) {
    const name = `filter-${kind}.h5`;
    await execute(page, 'xes:open', { path: name });
    expect((await settled(page)).scans).toMatchObject([{ path: name, error: null }]);
    await current(page, name);
    const { rows } = await csv(await downloadData(page, /spectrum/));
    expect(rows.map(row => row[1])).toEqual(counts);
    expect([...new Set(plugins())]).toEqual(needed);
  }
  await execute(page, 'xes:open', { path: 'filter-bzip2.h5' });
  await expectPane(page, 'filter-bzip2.h5', 'filter/missing');
  await expect(page.getByRole('alert')).toContainText('bzip2 (filter 307)');
});

test('a scan linked from other files opens bit for bit, and names a missing file', async () => {
  const { page } = session;
  const counts = linkedScan(session.file('.'));
  const measured = counts.filter(count => count !== null);
  const shown = async () => {
    const { rows } = await csv(await downloadData(page, /spectrum/));
    return rows.map(row => row[1]).filter(Number.isFinite);
  };
  const before = session.requests.length;
  await execute(page, 'xes:open', { path: 'run/linked.h5' });
  expect((await settled(page)).scans).toMatchObject([{ path: 'run/linked.h5', error: null }]);
  await current(page, 'linked.h5');
  expect(await shown()).toEqual(measured);
  const inspector = page.locator('.jp-XESInspector:visible');
  await expect(inspector).toContainText('Copy raw/gone.h5:counts beside this file');
  const requested = session.requests.slice(before).map(({ url }) => new URL(url).pathname);
  expect(requested.filter(path => path.includes('..'))).toEqual([]);
  // only the contents API is queried for missing files; the scan is read twice if it was changed
  // just now
  const ofMissing = requested.filter(path => path.endsWith('gone.h5'));
  expect([...new Set(ofMissing)]).toEqual(['/api/contents/run/raw/gone.h5']);
  expect(ofMissing.length).toBeLessThan(3);
});
