import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { expectPane } from './support/pane.js';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { logOf, reportsIn } from './support/reports.js';
import { python } from './support/python.js';
import { useSession } from './support/session.js';

const session = useSession({ real: true });
const demo = 'xes-demo-rxes.nxs';

async function opensTo(page: Page, name: string, code: string): Promise<void> {
  await execute(page, 'xes:open', { path: name });
  await expectPane(page, name, code);
}

test('a file that is not a scan opens to a pane with an explanation', async () => {
  const { page } = session;
  const login = '<!DOCTYPE html>\n<html><body>Please log in</body></html>';
  for (const [name, content, code] of [
    ['bad-empty.nxs', '', 'file/empty'],
    ['bad-empty.dat', '', 'file/empty'],
    ['bad-text.nxs', 'no scan at all\n', 'file/not-hdf5'],
    ['bad-zeros.nxs', Buffer.alloc(4096), 'file/not-hdf5'],
    ['bad-login.nxs', login, 'file/html-login'],
    ['bad-login.dat', login, 'file/html-login']
  ] as const) {
    writeFileSync(session.file(name), content);
    await opensTo(page, name, code);
  }
  await opensTo(page, 'gone.nxs', 'file/not-found');
  await opensTo(page, 'no/such/folder/gone.nxs', 'file/not-found');
  expect(session.pageErrors).toEqual([]);
  // states with a message, each a line in the log: not crashes
  await expect.poll(() => logOf(page, 'gone.nxs')).toHaveLength(1);
  expect((await logOf(page, 'bad-empty.nxs')).join()).toContain('file/empty');
  expect(reportsIn(session, '')).toEqual([]);
});

// many more lengths are read without a browser, in tests/unit/io/damage.spec.ts
test('a scan truncated in its header, its middle or its last byte opens to a pane with an explanation', async () => {
  const { page } = session;
  const source = realScans() ? '279496_1.nxs' : demo;
  const whole = readFileSync(session.file(source));
  for (const length of [47, whole.length >> 1, whole.length - 1]) {
    const name = `cut-${length}.nxs`;
    writeFileSync(session.file(name), whole.subarray(0, length));
    await opensTo(page, name, 'file/truncated');
  }
  expect(session.pageErrors).toEqual([]);
  // the viewer that met them all still reads an intact one
  await execute(page, 'xes:open', { path: source });
  expect((await settled(page)).scans).toMatchObject([{ path: source, error: null }]);
});

test('an I20 file without energies or counts reports what it lacks', async () => {
  const { page } = session;
  const make = (name: string, pattern: string) =>
    python(
      `
import h5py, re, shutil, sys
source, target, pattern = sys.argv[1:]
shutil.copy(source, target)
with h5py.File(target, "a") as file:
    found = []
    file.visit(found.append)
    for name in [n for n in found if re.search(pattern, n)]:
        for group in {name.rsplit("/", 1)[0]}:
            del file[name]
    entry = file["entry1"]
    for group in [entry["I1"], *[g for k, g in entry.items() if k.startswith("medipix")]]:
        for name in [n for n in group if re.search(pattern, "/" + n)]:
            del group[name]
`,
      session.file(demo),
      session.file(name),
      pattern
    );
  make('no-energy.nxs', '/XESEnergy(Upper|Lower)$');
  await opensTo(page, 'no-energy.nxs', 'scan/no-energy');
  make('no-counts.nxs', '/(medipix1_roi_total|FFI1_medipix1)$');
  await opensTo(page, 'no-counts.nxs', 'scan/no-intensity');
});

test('the missing target of an external link is named, and the scan opens', async () => {
  const { page } = session;
  const name = 'missing-link.nxs';
  python(
    `
import h5py, shutil, sys
shutil.copy(sys.argv[1], sys.argv[2])
with h5py.File(sys.argv[2], "a") as file:
    del file["/entry1/instrument/medipix1/data"]
    file["/entry1/instrument/medipix1/data"] = h5py.ExternalLink("frames-that-are-gone.hdf", "/entry/frames")
`,
    session.file(demo),
    session.file(name)
  );
  expect(existsSync(session.file('frames-that-are-gone.hdf'))).toBe(false);
  await execute(page, 'xes:open', { path: name });
  const state = await settled(page);
  expect(state.scans).toMatchObject([{ path: name, state: 'ready', error: null }]);
  expect(state.kind).toBe('RXES');
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  const section = page.locator('.jp-XESInspector details', { hasText: 'Not found' });
  await section.locator('summary').click();
  await expect(section.locator('li')).toHaveText('frames-that-are-gone.hdf:/entry/frames');
});
