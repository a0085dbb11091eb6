import { expect, test, type Page } from '@playwright/test';
import { execute } from './support/lab.js';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh', isQuiet: true });

/** What a newcomer writes with the README at hand: a HERFD cut, valence-to-core lines, many scans. */
const cells = [
  'import json\nimport jupyterlab_xes as xes\ndemo = xes.demo_scans()\nrxes = xes.open(demo / "xes-demo-rxes.nxs")\nrxes',
  'xes.cut(rxes, type="CEE", at=8638.9, width=1, label="HERFD")',
  'vtc = xes.average(sorted((demo / "valence").glob("vtc-*.nxs")))\nvtc',
  'main = xes.open(demo / "valence" / "main.nxs")\nlines = xes.background(vtc, join=main, model="pearson7+constant", exclude=(9640, 9662), include=(9585, 9690))\nlines',
  'xes.consistency(sorted((demo / "valence").glob("vtc-*.nxs")))',
  'xes.area(lines, range=(9640, 9662))',
  'done = xes.run(xes.moments(demo / "kbeta-series" / "kbeta-01.nxs", threshold=0.5), demo / "kbeta-series" / "*.nxs", out="results")\ndone.summary[["status", "moments.position", "moments.position_sigma"]].head()',
  'print(json.dumps([len(done), len(done.failures)]))'
];

/** Parts of a cell's output that lie beyond its right edge and can't be scrolled to. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const hidden: string[] = [];
    for (const output of document.querySelectorAll('.jp-XESOutput')) {
      const right = output.getBoundingClientRect().right + 1;
      for (const one of output.querySelectorAll('*')) {
        const box = one.getBoundingClientRect();
        const scrolls = one.closest('.jp-XESOutput-numbers, [class*="scroll"], .jp-XESStage');
        if (box.width > 0 && box.height > 0 && box.right > right && !scrolls) {
          hidden.push(`${one.tagName}.${String(one.getAttribute('class'))} ${Math.round(box.right - right)}`);
        }
      }
    }
    return hidden;
  });

test('what a newcomer does in cells is seen, in wide and narrow windows', async () => {
  const { page, lab } = session;
  await page.setViewportSize({ width: 1500, height: 1000 });
  writeNotebook(lab, 'look.ipynb', cells);
  await openNotebook(page, 'look.ipynb');
  for (let i = 0; i < cells.length - 1; i++) {
    const outputs = await runCell(page, 'look.ipynb', i);
    expect(textOf(outputs.filter(one => one.output_type === 'error'))).toBe('');
  }
  expect(await printed(page, 'look.ipynb', cells.length - 1)).toEqual([13, 1]);
  for (const [theme, width] of [
    ['Light', 1500],
    ['Dark', 1000]
  ] as const) {
    await execute(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await page.setViewportSize({ width, height: 1000 });
    for (let i = 0; i < cells.length - 1; i++) {
      await page.evaluate(at => {
        document.querySelectorAll('.jp-Notebook .jp-CodeCell')[at]?.scrollIntoView();
      }, i);
      await page.waitForTimeout(2500);
      await session.picture(`look-${i}-${theme}-${width}`);
      console.log(i, width, await cutOff(page));
    }
  }
  await page.setViewportSize({ width: 1000, height: 800 });
  await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
  writeNotebook(lab, 'beside.ipynb', ['import jupyterlab_xes as xes\nrxes = xes.open("xes-demo-rxes.nxs")\nxes.view(xes.map(rxes))\nrxes', 'v = xes.Viewer()\nprint([one["step"] for one in v.state()["steps"]], v.state()["document"])', 'v.add_step("cut", "map", type="CEE", at=8638.9, width=1, label="HERFD")', 'print([(one["label"], one["pending"], one["warnings"]) for one in v.state()["steps"]])', 'v.add("xes-demo-kbeta.nxs")']);
  await openNotebook(page, 'beside.ipynb');
  for (let i = 0; i < 5; i++) {
    const outputs = await runCell(page, 'beside.ipynb', i);
    console.log(i, textOf(outputs).slice(-600));
  }
  await page.waitForTimeout(3000);
  await session.picture('look-beside-1000');
});
