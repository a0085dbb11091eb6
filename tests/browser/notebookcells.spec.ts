import { expect, test, type Page } from '@playwright/test';
import { execute } from './support/lab.js';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh', isQuiet: true });

/** What a newcomer writes: a HERFD cut, valence-to-core lines with their background, many scans. */
const cells = [
  'import json\nimport jupyterlab_xes as xes\ndemo = xes.demo_scans("newcomer")\nrxes = xes.open(demo / "xes-demo-rxes.nxs")\nrxes',
  'xes.cut(rxes, type="CEE", at=8638.9, width=1, label="HERFD")',
  'scans = sorted((demo / "valence").glob("vtc-*.nxs"))\nvtc = xes.average(scans)\nlines = xes.background(vtc, join=demo / "valence" / "main.nxs", model="pearson7+linear", exclude=(9632, 9656), include=(9590, 9659))\nlines',
  'xes.consistency(scans)',
  'recipe = xes.moments(demo / "kbeta-series" / "kbeta-01.nxs", threshold=0.5, ends="crossings")\ndone = xes.run(recipe, demo / "kbeta-series" / "*.nxs", out="newcomer-results")\ndone',
  'print(json.dumps([len(done), len(done.failures), list(done.summary.status).count("done")]))'
];

const output = (page: Page, cell: number) =>
  page.locator('.jp-Notebook:visible .jp-CodeCell').nth(cell).locator('.jp-XESOutput');

test('the output of a newcomer’s cells is fully visible, in wide and narrow windows', async () => {
  const { page, lab } = session;
  await page.setViewportSize({ width: 1500, height: 1100 });
  writeNotebook(lab, 'cells.ipynb', cells);
  await openNotebook(page, 'cells.ipynb');
  for (let i = 0; i < cells.length - 1; i++) {
    const outputs = await runCell(page, 'cells.ipynb', i);
    expect(textOf(outputs.filter(entry => entry.output_type === 'error'))).toBe('');
  }
  // one file of the series was truncated
  expect(await printed(page, 'cells.ipynb', cells.length - 1)).toEqual([13, 1, 12]);
  for (const [theme, width] of [
    ['Light', 1500],
    ['Dark', 1000]
  ] as const) {
    await execute(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await page.setViewportSize({ width, height: 1100 });
    await output(page, 3).scrollIntoViewIfNeeded();
    const verdict = output(page, 3).locator('.jp-XESSeries-verdict');
    await expect(verdict).toContainText('No trend');
    expect(await verdict.evaluate(node => node.scrollHeight - node.clientHeight)).toBeLessThan(2);
    const numbers = output(page, 3).locator('.jp-XESOutput-numbers');
    await expect(numbers).toContainText('The scans agree');
    // no row wraps
    const rows = numbers.locator('.jp-XESOutput-row');
    await expect(rows).toHaveCount(4);
    const heights = await rows.evaluateAll(all => all.map(entry => entry.clientHeight));
    expect(new Set(heights).size).toBe(1);
    await session.picture(`cells-comparison-${theme.toLowerCase()}-${width}`);
    await output(page, 0).scrollIntoViewIfNeeded();
    await expect(output(page, 0).locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
    await session.picture(`cells-map-${theme.toLowerCase()}-${width}`);
  }
});

test('a map in a cell that is too narrow can be scrolled', async () => {
  const { page, lab } = session;
  await page.setViewportSize({ width: 1000, height: 800 });
  const source = 'import jupyterlab_xes as xes\nrxes = xes.open("xes-demo-rxes.nxs")';
  writeNotebook(lab, 'narrow.ipynb', [`${source}\nxes.view(xes.map(rxes))\nrxes`]);
  await openNotebook(page, 'narrow.ipynb');
  await runCell(page, 'narrow.ipynb', 0);
  const live = output(page, 0).locator('.jp-XESLive');
  await expect(live.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  const beyond = () =>
    live.evaluate(node => {
      const right = node.getBoundingClientRect().right;
      const [viewer] = node.querySelectorAll('.jp-XESViewer');
      return Math.round(viewer.getBoundingClientRect().right - right);
    });
  expect(await beyond()).toBeGreaterThan(50);
  await live.evaluate(node => (node.scrollLeft = node.scrollWidth));
  expect(Math.abs(await beyond())).toBeLessThan(3);
  await session.picture('cells-narrow-1000');
  const save = page.getByRole('button', { name: 'Save as analysis' });
  expect(await save.evaluate(node => node.scrollHeight - node.clientHeight)).toBeLessThan(2);
});

test('a viewer shows the most recently viewed object, and its state has the numbers of its parameters', async () => {
  const { page, lab } = session;
  const last = 'print(json.dumps([state["document"], [s["step"] for s in state["steps"]]]))';
  writeNotebook(lab, 'attach.ipynb', [
    'import json\nimport jupyterlab_xes as xes\nxes.Viewer().open("xes-demo-kbeta.nxs")',
    `xes.view(xes.smooth("xes-demo-kbeta.nxs"))\nv = xes.Viewer()\nstate = v.settled()\n${last}`,
    'id = v.add_step("background", "smooth", exclude=(9562, 9590), label="taken off")\nstep = v.state()["steps"][-1]\nsaid = v.result("taken off")\nprint(json.dumps([step["label"], step["pending"], step["numbers"] == said["numbers"], len(step["numbers"]), [w["code"] for w in step["warnings"]] == [w["code"] for w in said["warnings"]], len(said["warnings"]) > 0]))',
    'v.add("xes-demo-kbeta.nxs")',
    `v.open("xes-demo-herfd.nxs")\nv = xes.Viewer()\nstate = v.state()\nprint(json.dumps(state["document"].endswith("xes-demo-herfd.nxs")))`
  ]);
  await openNotebook(page, 'attach.ipynb');
  const failed = await runCell(page, 'attach.ipynb', 0);
  expect(textOf(failed.filter(entry => entry.output_type === 'error'))).toBe('');
  expect(await printed(page, 'attach.ipynb', 1)).toEqual([null, ['smooth']]);
  expect(await printed(page, 'attach.ipynb', 2)).toEqual(['taken off', false, true, 1, true, true]);
  const [refused] = (await runCell(page, 'attach.ipynb', 3)).filter(
    entry => entry.output_type === 'error'
  );
  expect(refused.evalue).toContain('Save as analysis');
  expect(await printed(page, 'attach.ipynb', 4)).toBe(true);
});

test('a cell reports that its scan was written since it ran', async () => {
  const { page, lab } = session;
  const source = 'import jupyterlab_xes as xes\nxes.smooth("written.nxs")';
  writeNotebook(lab, 'written.ipynb', [
    'import shutil\nshutil.copy("xes-demo-kbeta.nxs", "written.nxs")',
    source,
    'import os\nos.utime("written.nxs", (1, 1))'
  ]);
  await openNotebook(page, 'written.ipynb');
  await runCell(page, 'written.ipynb', 0);
  await runCell(page, 'written.ipynb', 1);
  const place = output(page, 1);
  const sentence = place.locator('.jp-XESOutput-sentence');
  await expect(place.locator('.jp-XESLive')).toBeVisible();
  await runCell(page, 'written.ipynb', 2);
  await execute(page, 'docmanager:save');
  await execute(page, 'docmanager:reload');
  await expect(sentence).toContainText('written.nxs was written since the cell ran');
  await session.picture('cells-written');
});
