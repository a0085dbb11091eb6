import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { execute } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });
const map = 'xes-demo-rxes.nxs';
const line = 'xes-demo-kbeta.nxs';

test('scans and results of the package are live viewers in their cells, with a picture as fallback', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'package.ipynb', [
    `import jupyterlab_xes as xes\nscan = xes.open("${map}")\nscan`,
    'cut = xes.cut(scan, type="CEE", at=8638.9, width=0.4)\ncut',
    'xes.moments(cut).numbers'
  ]);
  await openNotebook(page, 'package.ipynb');
  const scan = await runCell(page, 'package.ipynb', 0);
  expect(textOf(scan)).toContain('RXES');
  const live = page.locator('.jp-XESOutput');
  await expect(live.nth(0).locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  const outputs = await runCell(page, 'package.ipynb', 1);
  expect(Object.keys(outputs[0].data ?? {})).toEqual(
    expect.arrayContaining(['text/plain', 'text/html'])
  );
  await expect(live.nth(1).locator('.jp-XESSpectra svg.main-svg').first()).toBeVisible();
  expect(textOf(await runCell(page, 'package.ipynb', 2))).toMatch(/M1|centroid|m1/);
  await session.picture('package-cells');
});

test('a viewer opened from a notebook has the numbers of the package', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'same.ipynb', [
    `import json, numpy as np, jupyterlab_xes as xes
scan = xes.open("${map}")
mine = xes.cut(scan, type="CEE", at=8638.9, width=0.4)
v = xes.Viewer()
v.open("${map}")
id = v.add_step(xes.cut, v.state()["scans"][0]["id"], type="CEE", at=8638.9, width=0.4)
its = v.result(id)["values"][0]
print(json.dumps([len(mine.energy)] + [bool(np.array_equal(getattr(mine, n), its[n], equal_nan=True)) for n in ("energy", "intensity", "sigma")]))`
  ]);
  await openNotebook(page, 'same.ipynb');
  const [length, ...equal] = await printed<unknown[]>(page, 'same.ipynb', 0);
  expect(length).toBeGreaterThan(10);
  expect(equal).toEqual([true, true, true]);
});

test('a result opens next to the notebook, and the viewer follows an analysis saved by Python', async () => {
  const { page, lab } = session;
  writeFileSync(
    path.join(lab.folder, 'mine.xes.json'),
    JSON.stringify({
      type: 'xes-analysis',
      version: 3,
      scans: [{ id: 's1', path: line }],
      steps: []
    })
  );
  writeNotebook(lab, 'beside.ipynb', [
    `import jupyterlab_xes as xes\nxes.view(xes.smooth("${line}"))`,
    'a = xes.Analysis("mine.xes.json")\nxes.view(a)',
    'id = a.add_step("smooth", "s1", window=7, label="smooth in Python")\na.save()\nprint(id)'
  ]);
  await openNotebook(page, 'beside.ipynb');
  expect(textOf((await runCell(page, 'beside.ipynb', 0)).filter(isError))).toBe('');
  await expect(page.locator('.jp-XESResultTab .jp-XESSpectra svg.main-svg').first()).toBeVisible();
  await openNotebook(page, 'beside.ipynb', false);
  expect(textOf((await runCell(page, 'beside.ipynb', 1)).filter(isError))).toBe('');
  await openNotebook(page, 'beside.ipynb', false);
  expect(textOf((await runCell(page, 'beside.ipynb', 2)).filter(isError))).toBe('');
  await execute(page, 'docmanager:open', { path: 'mine.xes.json' });
  await expect(page.getByText('smooth in Python').first()).toBeVisible();
});

const isError = ({ output_type }: { output_type: string }) => output_type === 'error';
