import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { emptyDocument } from '../../src/analysis/document/index.js';
import { openNotebook, runCell, textOf, writeNotebook, type IOutput } from './support/notebooks.js';
import { useSession } from './support/session.js';
import { inBothThemes } from './support/theme.js';

const session = useSession({ pages: 'fresh', isQuiet: true });

const first = `import warnings; warnings.simplefilter("ignore")
import jupyterlab_xes as xes
scan = xes.open("xes-demo-kbeta.nxs"); again = xes.open("xes-demo-kbeta-repeat.nxs")
rxes = xes.open("xes-demo-rxes.nxs")
average = xes.average([scan, again], label="both")
fitted = xes.background(average, model="linear", exclude=[(9562, 9585)], label="Kβ")`;

/** What stands as the last line of a cell, whether it is seen live, and what its text says. */
const shown = {
  scan: ['scan', true, 'XES'],
  map: ['rxes', true, 'RXES'],
  result: ['fitted', true, 'area'],
  results: ['xes.smooth([scan, again])', true, '2 results'],
  table: ['xes.drift([scan, again, average], times=[0, 1, 2])', true, 'area_eV'],
  numbers: ['xes.area(average)', true, '±'],
  'numbers-alone': ['fitted.numbers', false, 'area'],
  analysis: ['xes.Analysis("mine.xes.json")', true, 'mine'],
  failed: ['xes.area([scan, again], range=(9000, 9001))', false, '9000']
} as const;

/** Of these pictures are taken. */
const pictured: ReadonlySet<string> = new Set(['map', 'result', 'table']);

const outputOf = (all: readonly IOutput[]) => all.find(({ data }) => data)?.data ?? {};

test('each kind as the last line of a cell is its picture with its numbers, in light and dark', async () => {
  test.setTimeout(300_000);
  const { page, lab } = session;
  const scans = [{ id: 's1', path: 'xes-demo-kbeta.nxs' }];
  const view = { ...emptyDocument().view, shown: [{ id: 's1' }] };
  const analysis = { ...emptyDocument(), scans, view };
  writeFileSync(session.file('mine.xes.json'), JSON.stringify(analysis));
  writeNotebook(lab, 'kinds.ipynb', [first, ...Object.values(shown).map(([line]) => line)]);
  await openNotebook(page, 'kinds.ipynb');
  await runCell(page, 'kinds.ipynb', 0);
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  for (const [i, [name, [, isLive, words]]] of Object.entries(shown).entries()) {
    const outputs = await runCell(page, 'kinds.ipynb', i + 1);
    const data = outputOf(outputs);
    const text = textOf(outputs);
    expect.soft(text, name).toContain(words);
    expect.soft(Object.keys(data), name).not.toContain('image/svg+xml');
    const output = cells.nth(i + 1).locator('.jp-XESOutput');
    if (isLive) {
      // numbers alone have no picture of their own
      const isDrawn = name !== 'table' && name !== 'numbers';
      const html = data['text/html'] as string;
      expect.soft(html.includes('data:image/svg+xml;base64,'), name).toBe(isDrawn);
      await expect.soft(output.locator('.jp-XESViewer svg.main-svg').first(), name).toBeVisible();
      await expect.soft(output.locator('.jp-XESOutput-numbers'), name).toContainText(words);
    }
  }
  const looked = [...Object.keys(shown).entries()].filter(([, name]) => pictured.has(name));
  for (const width of [1500, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    await inBothThemes(page, async theme => {
      for (const [i, name] of looked) {
        await cells.nth(i + 1).scrollIntoViewIfNeeded();
        await session.picture(`cell-${name}-${width}-${theme}`);
      }
    });
  }
});
