import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { execute } from './support/lab.js';
import { openNotebook, printed, runCell, textOf, writeNotebook } from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh', isQuiet: true });

const first = 'import json\nimport jupyterlab_xes as xes\nv = xes.Viewer()';
const line = 'xes-demo-kbeta.nxs';

/** The error a cell ended with. */
async function refused(page: Page, name: string, index: number): Promise<string> {
  return textOf(
    (await runCell(page, name, index)).filter(output => output.output_type === 'error')
  );
}

/** Left edges of the tabs that are side by side. */
const columns = (page: Page) =>
  page
    .locator('#jp-main-dock-panel > .lm-TabBar')
    .evaluateAll(
      bars => new Set(bars.map(bar => Math.round(bar.getBoundingClientRect().left))).size
    );

test('reading without an open viewer creates no file, and reports if there is nothing to read', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'read.ipynb', [
    first,
    'print(json.dumps([v.state()[n] for n in ("scans", "steps", "document", "settled")]))',
    'print(json.dumps(v.settled()["scans"]))',
    'v.result("s1")',
    'v.show("s1")'
  ]);
  const before = readdirSync(lab.folder);
  await openNotebook(page, 'read.ipynb');
  await runCell(page, 'read.ipynb', 0);
  expect(await printed(page, 'read.ipynb', 1)).toEqual([[], [], null, true]);
  expect(await printed(page, 'read.ipynb', 2)).toEqual([]);
  for (const cell of [3, 4]) {
    expect(await refused(page, 'read.ipynb', cell)).toContain('[command/no-viewer]');
  }
  await expect(page.locator('.jp-XESDocument')).toHaveCount(0);
  expect(
    readdirSync(lab.folder).filter(name => !before.includes(name) && !name.startsWith('.'))
  ).toEqual([]);
});

test('a failed result, or one blocked by a failure, raises its code and message', async () => {
  const { page, lab } = session;
  const document = {
    ...emptyDocument(),
    scans: [{ id: 's1', path: line }],
    steps: [
      { id: 'far', step: 'normalise', from: ['s1'], parameters: { range: [1, 2] } },
      { id: 'after', step: 'smooth', from: ['far'], parameters: {} },
      { id: 'good', step: 'smooth', from: ['s1'], parameters: {} }
    ]
  };
  writeFileSync(session.file('failed.xes.json'), JSON.stringify(document));
  writeNotebook(lab, 'failed.ipynb', [
    `${first}\nv.open("failed.xes.json")`,
    'v.result("far")',
    'v.result("after")',
    'print(json.dumps(v.result("good")["outcome"]))'
  ]);
  await openNotebook(page, 'failed.ipynb');
  expect(await refused(page, 'failed.ipynb', 0)).toBe('');
  expect(await refused(page, 'failed.ipynb', 1)).toMatch(/1 to 2 eV.*\[spectrum\/empty-range\]/s);
  expect(await refused(page, 'failed.ipynb', 2)).toMatch(/\[(spectrum|step)\/[\w-]+\]/);
  expect(await printed(page, 'failed.ipynb', 3)).toBe('done');
});

test('outputs and the viewer share the area next to the notebook', async () => {
  const { page, lab } = session;
  await page.setViewportSize({ width: 1500, height: 900 });
  writeNotebook(lab, 'place.ipynb', [
    `${first}\nxes.view(xes.smooth(xes.open("${line}")))`,
    `v.add("${line}")\nprint(json.dumps(v.settled()["scans"][0]["state"]))`,
    `v.open("xes-demo-rxes.nxs")`
  ]);
  await openNotebook(page, 'place.ipynb');
  expect(await refused(page, 'place.ipynb', 0)).toBe('');
  expect(await printed(page, 'place.ipynb', 1)).toBe('ready');
  expect(await refused(page, 'place.ipynb', 2)).toBe('');
  await session.picture('beside-two-columns');
  expect(await columns(page)).toBe(2);
});

test('code inserted far down is scrolled into view, and the notebook has the focus', async () => {
  const { page, lab } = session;
  const cells = Array.from({ length: 60 }, (_, i) => `# ${i}\na = ${i}\nb = a`);
  writeNotebook(lab, 'long.ipynb', cells);
  await openNotebook(page, 'long.ipynb', false);
  await page.evaluate(() => {
    const { notebookAt } = window as unknown as {
      notebookAt(name: string): { content: { activeCellIndex: number } };
    };
    notebookAt('long.ipynb').content.activeCellIndex = 55;
  });
  await execute(page, 'xes:open', { path: line });
  await execute(page, 'xes:settled');
  const made = (await execute(page, 'xes:insert-as-code', { form: 'xes' })) as { cell: number };
  expect(made.cell).toBe(56);
  const cell = page.locator('.jp-Notebook .jp-CodeCell').filter({ hasText: 'xes.open(' });
  await expect(cell).toBeInViewport();
  await expect(cell).toHaveClass(/jp-mod-active/);
  const focus = () => page.evaluate(() => document.activeElement?.closest('.jp-Notebook') !== null);
  await expect.poll(focus).toBe(true);
  await session.picture('code-far-down');
});
