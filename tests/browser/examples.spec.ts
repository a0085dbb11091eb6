import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { newAnalysis } from './support/collect.js';
import { current, execute } from './support/lab.js';
import { openNotebook, runCell } from './support/notebooks.js';
import { useSession } from './support/session.js';

const session = useSession({ pages: 'fresh' });
const viewer = '.jp-XESViewer:visible';
const first = 'xes-examples/1-rxes.ipynb';

test('an empty analysis has the example notebooks one click away, and changes to one persist', async () => {
  const { page } = session;
  const name = await newAnalysis(page);
  await session.picture('analysis-empty-examples');
  const button = page.locator(viewer).getByRole('button', { name: 'Example notebooks' });
  await button.click();
  await current(page, '1-rxes.ipynb');
  await session.picture('example-notebook');
  await openNotebook(page, first);
  const outputs = await runCell(page, first, 1);
  expect(outputs.filter(output => output.output_type === 'error')).toEqual([]);
  expect(JSON.stringify(outputs)).toContain('xes-demo-rxes.nxs');
  // the scans are next to the notebooks, not among the user's
  expect(
    JSON.parse(readFileSync(session.file('xes-examples/xes-demo/truth.json'), 'utf8'))
  ).toHaveProperty('rxes');
  const second = session.file('xes-examples/2-valence-to-core.ipynb');
  writeFileSync(second, readFileSync(second, 'utf8').replace('Valence', 'My valence'));
  await execute(page, 'docmanager:save');
  await execute(page, 'docmanager:open', { path: name });
  await current(page, name);
  await button.click();
  await current(page, '1-rxes.ipynb');
  expect(readFileSync(second, 'utf8')).toContain('My valence');
});
