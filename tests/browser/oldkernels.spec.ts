import path from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from './support/lab.js';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ venv: path.join(root, '.venv-oldest'), pages: 'fresh' });
const map = 'xes-demo-rxes.nxs';

interface IState {
  scans: { path: string }[];
  shown: string[];
}

test('a kernel without subshells gets the answers in the next cell, and does not block', async () => {
  const { page, lab } = session;
  const state = 's = v.state(); print(json.dumps({n: s[n] for n in ("scans", "shown")}))';
  writeNotebook(lab, 'old.ipynb', [
    'import json\nfrom jupyterlab_xes.api.viewer import Viewer\nv = Viewer()',
    `v.open("${map}"); ${state}`,
    'cut = v.add_step("cut", "s1", type="CEE", at=8638.9, width=0.4); print(cut)',
    'v.show(cut)',
    'v.settled()',
    state,
    'v.open("/etc/hostname")',
    'v.show(cut)'
  ]);
  await openNotebook(page, 'old.ipynb');
  const run = async (i: number) => textOf(await runCell(page, 'old.ipynb', i));
  expect(await run(0)).toBe('');
  expect(await run(1)).toContain('[viewer/busy]');
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  const answered = (i: number) =>
    expect.poll(() => run(i), { intervals: [200], timeout: 30_000 }).not.toContain('[viewer/busy]');
  expect(await run(2)).toContain('[viewer/busy]');
  await answered(2);
  expect(await run(3)).toBe('');
  await answered(4);
  await answered(5);
  const { scans, shown } = await printed<IState>(page, 'old.ipynb', 5);
  expect(scans).toMatchObject([{ path: path.join(lab.folder, map) }]);
  expect(shown).toEqual(['cut-1']);
  // a refusal is raised by the next call
  expect(await run(6)).toBe('');
  await expect.poll(() => run(7), { intervals: [200] }).toContain('[viewer/path]');
});
