import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { copyScans, demoScans } from './support/data.js';
import { execute, restored } from './support/lab.js';
import {
  openNotebook,
  printed,
  restartKernel,
  runCell,
  textOf,
  writeNotebook
} from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });
const map = 'xes-demo-rxes.nxs';
const line = 'xes-demo-kbeta.nxs';

const first = 'import json\nfrom jupyterlab_xes.api.viewer import Viewer\nv = Viewer()';
const show =
  'print(json.dumps({n: s[n] for n in ("scans", "steps", "shown", "document", "settled")}))';

interface IState {
  scans: { id: string; path: string; state: string }[];
  steps: { id: string; outcome: string }[];
  shown: string[];
  document: string;
  settled: boolean;
}

/** An empty analysis file. */
function writeAnalysis(name: string): void {
  writeFileSync(path.join(session.lab.folder, name), JSON.stringify(emptyDocument()));
}

/** The error a cell ended with: its message and code. */
async function refused(page: Page, name: string, index: number): Promise<string> {
  return textOf(
    (await runCell(page, name, index)).filter(output => output.output_type === 'error')
  );
}

test('a viewer is opened, filled and read within one cell, and the notebook retains the focus', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'one.ipynb', [
    `${first}
v.open("${map}")
s = v.state()
id = s["scans"][0]["id"]
cut = v.add_step("cut", id, type="CEE", at=8638.9, width=0.4)
v.show([cut])
s = v.settled()
value = v.result(cut)["values"][0]
${show}
import sys; print("|", cut, value["kind"], len(value["energy"]), type(value["energy"]).__name__)`
  ]);
  await openNotebook(page, 'one.ipynb');
  const [json, values] = textOf(await runCell(page, 'one.ipynb', 0)).split('|');
  const state = JSON.parse(json) as IState;
  expect(state).toMatchObject({
    scans: [{ path: path.join(lab.folder, map), state: 'ready' }],
    document: path.join(lab.folder, map),
    settled: true
  });
  const [cut] = state.shown;
  expect(values.trim()).toBe(`${cut} spectrum 17 ndarray`);
  await expect(page.locator('.jp-Notebook')).toBeVisible();
  await expect(page.locator('.jp-XESViewer')).toBeVisible();
  const focus = () => page.evaluate(() => document.activeElement?.closest('.jp-Notebook') !== null);
  expect(await focus()).toBe(true);
  await session.picture('kernel-viewer');
});

test('cell after cell acts on the open analysis, from a notebook in a folder', async () => {
  const { page, lab } = session;
  mkdirSync(path.join(lab.folder, 'run 1/raw'), { recursive: true });
  copyScans(demoScans(), path.join(lab.folder, 'run 1/raw'));
  writeAnalysis('run 1/mine.xes.json');
  writeNotebook(lab, 'run 1/two.ipynb', [
    first,
    'v.open("mine.xes.json")',
    `import os; os.chdir("raw"); ids = v.add(["${line}", "${map}"]); print(json.dumps(ids))`,
    'id = v.add_step("average", [ids[0]]); v.show(id)',
    `s = v.settled()\n${show}`
  ]);
  const name = 'run 1/two.ipynb';
  await openNotebook(page, name);
  await runCell(page, name, 0);
  await runCell(page, name, 1);
  const ids = await printed<string[]>(page, name, 2);
  expect(await refused(page, name, 3)).toBe('');
  const state = await printed<IState>(page, name, 4);
  expect(state.document).toBe(path.join(lab.folder, 'run 1/mine.xes.json'));
  expect(state.scans).toMatchObject([
    { id: ids[0], path: path.join(lab.folder, 'run 1/raw', line) },
    { id: ids[1], path: path.join(lab.folder, 'run 1/raw', map) }
  ]);
  expect(state.steps).toMatchObject([{ outcome: 'done' }]);
  expect(state.shown).toEqual([state.steps[0].id]);
});

test('a refusal is an exception with its code and message, and the next call succeeds', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'refused.ipynb', [
    first,
    'v.open("nothing.nxs")',
    'v.open("/etc/hostname")',
    `v.open("${map}"); v.add("${line}")`,
    'v.add_step("average", "s99")',
    'v.result("s99")',
    'from jupyterlab_xes.api.frontend import link_here\nl = link_here(); l.wait(l.send("saveAll", {}), 5, "")',
    `s = v.settled()\n${show}`
  ]);
  await openNotebook(page, 'refused.ipynb');
  await runCell(page, 'refused.ipynb', 0);
  const codes: string[] = [];
  for (let i = 1; i <= 6; i++) {
    const text = await refused(page, 'refused.ipynb', i);
    codes.push(/\[([\w/-]+)\]\s*$/.exec(text)?.[1] ?? text);
  }
  expect(codes).toEqual([
    'file/not-found',
    'viewer/path',
    'analysis/edit',
    expect.stringMatching(/^(step|analysis)\//),
    expect.stringMatching(/^(step|analysis)\//),
    'viewer/protocol'
  ]);
  expect((await printed<IState>(page, 'refused.ipynb', 7)).scans).toHaveLength(1);
});

test('without an open viewer, the first call opens an analysis next to the notebook', async () => {
  const { page, lab } = session;
  writeNotebook(lab, 'none.ipynb', [`${first}\nv.add("${line}")\ns = v.settled()\n${show}`]);
  await openNotebook(page, 'none.ipynb');
  const state = await printed<IState>(page, 'none.ipynb', 0);
  expect(state.document).toBe(path.join(lab.folder, 'Untitled.xes.json'));
  expect(existsSync(state.document)).toBe(true);
  expect(state.scans).toMatchObject([{ path: path.join(lab.folder, line), state: 'ready' }]);
});

test('calls work after a page reload, a kernel restart and a closed viewer', async () => {
  const { page, lab } = session;
  const read = `s = v.settled()\n${show}`;
  writeNotebook(lab, 'again.ipynb', [first, `v.open("${map}")`, read]);
  await openNotebook(page, 'again.ipynb');
  await runCell(page, 'again.ipynb', 0);
  await runCell(page, 'again.ipynb', 1);
  await execute(page, 'docmanager:save-all');
  await page.reload();
  await restored(page);
  await openNotebook(page, 'again.ipynb');
  expect(await refused(page, 'again.ipynb', 1)).toBe('');
  expect((await printed<IState>(page, 'again.ipynb', 2)).scans[0].path).toContain(map);
  await restartKernel(page, 'again.ipynb');
  expect(await refused(page, 'again.ipynb', 2)).toContain('NameError');
  await runCell(page, 'again.ipynb', 0);
  expect((await printed<IState>(page, 'again.ipynb', 2)).scans[0].path).toContain(map);
  await page.evaluate(() => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { widgets(area: string): Iterable<{ node: Element; close(): void }> } };
    };
    const [viewer] = [...jupyterapp.shell.widgets('main')].filter(({ node }) =>
      node.classList.contains('jp-XESDocument')
    );
    viewer.close();
  });
  await expect(page.locator('.jp-XESViewer')).toHaveCount(0);
  expect(await refused(page, 'again.ipynb', 1)).toBe('');
  expect((await printed<IState>(page, 'again.ipynb', 2)).scans[0].path).toContain(map);
});

test('two notebooks and two pages do not interfere', async () => {
  const { page, lab } = session;
  const read = `s = v.settled()\n${show}`;
  for (const [name, scan] of [
    ['left.ipynb', map],
    ['right.ipynb', line]
  ] as const) {
    writeNotebook(lab, name, [first, `v.open("${scan}")`, read]);
  }
  const scanOf = async (on: Page, name: string) =>
    path.basename((await printed<IState>(on, name, 2)).scans[0].path);
  for (const name of ['left.ipynb', 'right.ipynb']) {
    await openNotebook(page, name);
    await runCell(page, name, 0);
    await runCell(page, name, 1);
  }
  expect(await scanOf(page, 'left.ipynb')).toBe(map);
  expect(await scanOf(page, 'right.ipynb')).toBe(line);
  // the same notebook, and so the same kernel, on another page
  const context = await session.browser.newContext();
  try {
    const other = await context.newPage();
    await other.goto(lab.url.replace('/lab?', '/lab/workspaces/second?'));
    await restored(other);
    await openNotebook(other, 'left.ipynb');
    expect(await refused(other, 'left.ipynb', 1)).toBe('');
    await expect(other.locator('.jp-XESViewer')).toHaveCount(1);
    expect(await scanOf(other, 'left.ipynb')).toBe(map);
    await expect(page.locator('.jp-XESDocument')).toHaveCount(2);
    expect(await scanOf(page, 'left.ipynb')).toBe(map);
  } finally {
    await context.close();
  }
});
