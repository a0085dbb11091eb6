/** A reduction of real scans through the viewer's commands, and the same on the command line. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { sha256OfArrays } from '../../src/analysis/digest.js';
import { realScans } from './support/data.js';
import { current, execute, root, type IState } from './support/lab.js';
import { savedAs } from './support/saved.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, real: true });

interface ISpectrum {
  kind: 'spectrum';
  energy: (number | null)[];
  intensity: (number | null)[];
  sigma: (number | null)[];
  columns?: Record<string, (number | null)[]>;
}

interface IResult {
  outcome: string;
  values: ISpectrum[];
}

/** Kβ1,3 of the ZnO standard, and its valence-to-core lines three times: one measurement and two copies of it. */
const scans = ['280754_1.nxs', '280772_1.nxs', 'again.nxs', 'oncemore.nxs'];

/** An analysis without scans, opened. */
async function opened(page: Page, name: string): Promise<void> {
  writeFileSync(
    session.file(name),
    JSON.stringify({ type: 'xes-analysis', version: 3, scans: [], steps: [] })
  );
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await expect(page.locator('.jp-XESViewer:visible')).toContainText('Drop scans here');
}

const settled = async (page: Page) => (await execute(page, 'xes:settled')) as IState;

const digestOf = ({ energy, intensity, sigma, columns = {} }: ISpectrum) =>
  sha256OfArrays(
    [energy, intensity, sigma, ...Object.values(columns)].map(values =>
      Float64Array.from(values, value => value ?? NaN)
    )
  );

test('real scans are averaged, joined and background-subtracted as on the command line, to the bit', async () => {
  test.skip(realScans() === null, 'the real scans are not here');
  const { page } = session;
  copyFileSync(session.file(scans[1]), session.file(scans[2]));
  copyFileSync(session.file(scans[1]), session.file(scans[3]));
  await opened(page, 'zinc.xes.json');
  expect(await execute(page, 'xes:add-scans', { paths: scans })).toEqual({
    ids: ['s1', 's2', 's3', 's4']
  });
  const add = async (step: string, from: string[], parameters: object) =>
    ((await execute(page, 'xes:add-step', { step, from, parameters })) as { id: string }).id;
  const mean = await add('average', ['s2', 's3', 's4'], {});
  const joined = await add('stitch', ['s1', mean], { scale: 'monitor' });
  // least squares need only + − × ÷ √; a likelihood needs a logarithm, whose last bit differs
  // between engines
  const windows = [
    [9590, 9630],
    [9660, 9680]
  ];
  const parameters = { model: 'linear', weights: 'none', include: windows };
  const left = await add('background', [joined], parameters);
  const whole = await settled(page);
  expect(whole.steps?.map(({ id, outcome }) => [id, outcome])).toEqual([
    [mean, 'done'],
    [joined, 'done'],
    [left, 'done']
  ]);

  await execute(page, 'xes:undo');
  expect((await settled(page)).steps).toHaveLength(2);
  await execute(page, 'xes:redo');
  expect((await settled(page)).steps).toEqual(whole.steps);

  const inViewer = new Map<string, string[]>();
  for (const id of [mean, joined, left]) {
    const { values } = (await execute(page, 'xes:result', { id })) as IResult;
    inViewer.set(id, values.map(digestOf));
  }
  await page.keyboard.press('Control+s');
  await savedAs<{ steps: object[] }>(session.file('zinc.xes.json'), ({ steps }) =>
    expect(steps).toHaveLength(3)
  );

  const out = session.file('results');
  const engine = path.join(root, 'jupyterlab_xes/engine/jupyterlab-xes.mjs');
  execFileSync(process.execPath, [engine, 'run', session.file('zinc.xes.json'), '--out', out]);
  const { steps } = JSON.parse(readFileSync(path.join(out, 'zinc/result.json'), 'utf8')) as {
    steps: { id: string; results: { sha256: string }[] }[];
  };
  const byCommand = steps.map(({ id, results }) => [id, results.map(({ sha256 }) => sha256)]);
  expect(byCommand).toEqual([...inViewer]);
});
