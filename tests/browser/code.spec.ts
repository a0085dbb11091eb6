import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, settled } from './support/lab.js';
import { openNotebook, printed, runCell, writeNotebook } from './support/notebooks.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ pages: 'fresh', isQuiet: true });

const menuItem = (page: Page, text: string | RegExp) =>
  page.locator('.lm-Menu-item:visible').filter({ hasText: text });

const deeper = 'notes/deeper.ipynb';

/** An analysis with linear and non-linear steps. */
async function opened(page: Page, name: string): Promise<void> {
  const document = {
    type: 'xes-analysis',
    version: 3,
    scans: [
      { id: 's1', path: 'xes-demo-kbeta.nxs' },
      { id: 's2', path: 'xes-demo-kbeta-repeat.nxs' }
    ],
    steps: [
      { id: 'average', step: 'average', from: ['scans'], parameters: {}, label: 'both "Kβ"' },
      { id: 'clean', step: 'despike', from: ['average'], parameters: {}, label: 'without spikes' }
    ]
  };
  writeFileSync(session.file(name), JSON.stringify(document));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
}

/** Sources of a notebook's cells. */
const cellsOf = (page: Page, name: string) =>
  page.evaluate(path => {
    const { notebookAt } = window as unknown as {
      notebookAt(wanted: string): {
        content: { widgets: { model: { sharedModel: { getSource(): string } } }[] };
      };
    };
    return notebookAt(path).content.widgets.map(({ model }) => model.sharedModel.getSource());
  }, name);

test('the code of a row goes into the most recently used notebook as one undoable cell, and runs there', async () => {
  const { page, lab } = session;
  mkdirSync(session.file('notes'), { recursive: true });
  writeNotebook(lab, deeper, ['import numpy', 'last = 1']);
  await opened(page, 'code.xes.json');
  await openNotebook(page, deeper);
  await execute(page, 'xes:open', { path: 'code.xes.json' });
  await current(page, 'code.xes.json');
  await page.getByText('both "Kβ"', { exact: true }).first().click({ button: 'right' });
  await menuItem(page, 'Python Code').hover();
  await expect(menuItem(page, 'Insert as Code (numpy, lmfit)')).toBeVisible();
  await session.picture('code-row-menu');
  await menuItem(page, 'Insert as Code (numpy, lmfit)').click();
  await expect.poll(async () => (await cellsOf(page, deeper)).length).toBe(3);
  const [before, code, after] = await cellsOf(page, deeper);
  expect([before, after]).toEqual(['import numpy', 'last = 1']);
  // from the notebook's folder
  expect(code).toContain('"../xes-demo-kbeta.nxs"');
  expect(code).toContain('both_kbeta = _ratio_of_sums([xes_demo_kbeta, xes_demo_kbeta_repeat])');
  await expect(page.locator('.jp-Notebook:visible')).toBeVisible();
  await session.picture('code-inserted');
  await execute(page, 'notebook:undo-cell-action');
  expect(await cellsOf(page, deeper)).toEqual(['import numpy', 'last = 1']);
  await execute(page, 'notebook:redo-cell-action');
  // it was not run, and does not need the package
  const first = await runCell(page, deeper, 1);
  expect(first.filter(({ output_type: type }) => type === 'error')).toEqual([]);
});

test('copied code computes the numbers on screen', async () => {
  const { page, lab } = session;
  await opened(page, 'code.xes.json');
  const { text } = (await execute(page, 'xes:copy-as-python', {
    ids: ['average'],
    form: 'plain'
  })) as {
    text: string;
  };
  const { values } = (await execute(page, 'xes:result', { id: 'average' })) as {
    values: { intensity: number[] }[];
  };
  writeNotebook(lab, 'run.ipynb', [
    text.replace('plt.show()', 'plt.close("all")'),
    'import json\nprint(json.dumps(both_kbeta.intensity.tolist()))'
  ]);
  await openNotebook(page, 'run.ipynb');
  const ran = await runCell(page, 'run.ipynb', 0);
  expect(ran.filter(({ output_type: type }) => type === 'error')).toEqual([]);
  const found = await printed<number[]>(page, 'run.ipynb', 1);
  expect(found.length).toBe(values[0].intensity.length);
  found.forEach((value, i) => expect(value / values[0].intensity[i]).toBeCloseTo(1, 9));
});

test('the menu writes the whole analysis, and explains why it cannot without the Python package', async () => {
  const { page } = session;
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page, 'code.xes.json');
  await page.getByRole('menuitem', { name: 'X-ray Emission', exact: true }).click();
  await menuItem(page, 'Python Code').hover();
  const plain = menuItem(page, 'Copy as Python (numpy, lmfit)');
  await expect(plain).toHaveClass(/lm-mod-disabled/);
  await expect(plain).toContainText('not “without spikes”');
  await session.picture('code-menu');
  await menuItem(page, 'Copy as Python (xes)').click();
  await expect(page.getByText('Copied as Python.')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(
    'both_kbeta = xes.average([xes_demo_kbeta, xes_demo_kbeta_repeat], label="both \\"Kβ\\"")'
  );
  expect(text).toContain('without_spikes = xes.despike(both_kbeta, label="without spikes")');
  expect(text.trim().split('\n').at(-1)).toBe('without_spikes');
});

test('the form of a step has a menu for its code', async () => {
  const { page } = session;
  await page.setViewportSize({ width: 1500, height: 900 });
  await opened(page, 'code.xes.json');
  await execute(page, 'xes:select', { ids: ['average'] });
  await page
    .locator('.jp-XESInspector')
    .getByRole('button', { name: /^Python Code/ })
    .click();
  await expect(menuItem(page, 'Insert as Code (xes)')).toBeVisible();
  await session.picture('code-step');
  await menuItem(page, 'Copy as Python (numpy, lmfit)').click();
  await expect(page.getByText('Copied as Python.')).toBeVisible();
});

test('without a notebook a new one is opened with the code as its first cell', async () => {
  const { page } = session;
  await opened(page, 'code.xes.json');
  const made = (await execute(page, 'xes:insert-as-code', { ids: ['average'], form: 'xes' })) as {
    text: string;
    notebook: string;
    cell: number;
  };
  expect(made.cell).toBe(0);
  await expect(page.locator('.jp-Notebook:visible .cm-content').first()).toContainText(
    'xes.average'
  );
  await inBothThemes(page, theme => session.picture(`code-new-notebook-${theme}`));
});
