import { copyFileSync, writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { downloadData } from './support/exporting.js';
import { current, execute, settled, type IState } from './support/lab.js';
import { csv } from './support/mapview.js';
import { savedAs } from './support/saved.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const map = 'xes-demo-rxes.nxs';
const spectrum = 'xes-demo-kbeta.nxs';

interface IResult {
  outcome: string;
  values: {
    key: string;
    name: string;
    kind: string;
    energy?: number[];
    intensity?: number[];
    sigma?: number[];
    incident?: number[];
    emission?: number[];
  }[];
  numbers: Record<string, Record<string, { value: number; sigma: number | null }>>;
  warnings: unknown[];
}

/** An analysis without scans, opened. */
async function opened(page: Page, name: string): Promise<void> {
  const text = { type: 'xes-analysis', version: 3, scans: [], steps: [] };
  writeFileSync(session.file(name), JSON.stringify(text));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await expect(page.locator('.jp-XESViewer:visible')).toContainText('Drop scans here');
}

const state = async (page: Page) => (await execute(page, 'xes:state')) as IState;
const whole = async (page: Page) => (await execute(page, 'xes:settled')) as IState;
const result = async (page: Page, id: string) =>
  (await execute(page, 'xes:result', { id })) as IResult;

test('scans and steps are added, changed, undone, redone and removed by commands', async () => {
  const { page } = session;
  copyFileSync(session.file(spectrum), session.file('other.nxs'));
  await opened(page, 'commands.xes.json');
  const paths = [spectrum, 'other.nxs'];
  expect(await execute(page, 'xes:add-scans', { paths })).toEqual({ ids: ['s1', 's2'] });
  expect(await execute(page, 'xes:add-scans', { paths: [spectrum] })).toEqual({ ids: ['s1'] });
  const mean = (await execute(page, 'xes:add-step', {
    step: 'average',
    from: ['scans'],
    parameters: { estimator: 'ratio-of-sums' }
  })) as { id: string };
  expect(mean).toEqual({ id: 'average-1' });
  const after = await whole(page);
  expect(after.steps).toMatchObject([{ id: 'average-1', step: 'average', outcome: 'done' }]);
  expect(after.history).toEqual({ undo: 2, redo: 0 });

  // the same measurement twice: the same curve with the same noise, so its σ is that of one
  const [one] = (await result(page, 's1')).values;
  const [average] = (await result(page, 'average-1')).values;
  expect([one.kind, one.name, one.energy?.length]).toEqual(['spectrum', 'xes-demo-kbeta', 207]);
  expect(average.energy).toEqual(one.energy);
  average.intensity?.forEach((value, i) =>
    expect(Math.abs(value / (one.intensity?.[i] ?? NaN) - 1)).toBeLessThan(1e-12)
  );
  expect(average.sigma?.[100]).toBeCloseTo(one.sigma?.[100] ?? NaN, 12);

  expect(await execute(page, 'xes:undo')).toEqual({ undo: 1, redo: 1 });
  expect((await whole(page)).steps).toEqual([]);
  expect(await execute(page, 'xes:redo')).toEqual({ undo: 2, redo: 0 });
  const parameters = { estimator: 'mean-of-ratios' };
  await execute(page, 'xes:set-step', { id: 'average-1', parameters });
  expect((await whole(page)).steps).toMatchObject([{ parameters, outcome: 'done' }]);
  await execute(page, 'xes:remove', { ids: ['average-1', 's2'] });
  expect(await whole(page)).toMatchObject({ steps: [], scans: [{ id: 's1' }] });
  await execute(page, 'xes:undo');
  await page.keyboard.press('Control+s');
  const saved = await savedAs<{ steps: object[] }>(session.file('commands.xes.json'), ({ steps }) =>
    expect(steps).toHaveLength(1)
  );
  expect(saved.steps).toEqual([{ id: 'average-1', step: 'average', from: ['scans'], parameters }]);
});

test('a command returns the result that is saved as CSV, also of a default cut', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: map });
  await current(page, map);
  const { cuts } = await settled(page);
  for (const { id, type } of cuts) {
    const { values } = await result(page, id);
    const saved = await csv(await downloadData(page, new RegExp(type)));
    expect(values[0].energy).toEqual(saved.rows.map(row => row[0]));
    expect(values[0].intensity).toEqual(saved.rows.map(row => row[1]));
  }
  const [{ kind, incident, emission, intensity }] = (await result(page, 's1')).values;
  expect([kind, incident?.length, emission?.length, intensity?.length]).toEqual([
    'map',
    17,
    74,
    17 * 74
  ]);
  expect((await state(page)).history).toEqual({ undo: 0, redo: 0 });
});

test('impossible requests are refused with a message, and change nothing', async () => {
  const { page } = session;
  await opened(page, 'refused.xes.json');
  await execute(page, 'xes:add-scans', { paths: [map] });
  const before = await whole(page);
  for (const [id, args] of [
    ['xes:add-step', {}],
    ['xes:add-step', { step: 'smooth', from: ['nothing'] }],
    ['xes:set-step', { id: 'nothing', parameters: {} }],
    ['xes:remove', { ids: ['nothing'] }],
    ['xes:add-scans', { paths: 'all' }]
  ] as const) {
    await execute(page, id, args);
  }
  await expect(page.locator('.Toastify__toast')).not.toHaveCount(0);
  expect(await whole(page)).toEqual(before);
});

test('a missing step is reported as the outcome', async () => {
  const { page } = session;
  await opened(page, 'unknown.xes.json');
  await execute(page, 'xes:add-scans', { paths: [map] });
  await execute(page, 'xes:add-step', { step: 'no such step' });
  const { steps } = await whole(page);
  expect(steps).toMatchObject([{ outcome: 'failed', error: { code: 'step/unknown' } }]);
});

test('every command describes its arguments', async () => {
  const { page } = session;
  const described = await page.evaluate(async () => {
    const { commands } = (
      window as unknown as {
        jupyterapp: {
          commands: {
            listCommands(): string[];
            describedBy(id: string): Promise<{ args: { type: string; properties: object } | null }>;
          };
        };
      }
    ).jupyterapp;
    const ids = commands.listCommands().filter(id => id.startsWith('xes:'));
    return Promise.all(
      ids.map(async id => [id, (await commands.describedBy(id)).args?.type] as const)
    );
  });
  const missing = described.filter(([, type]) => type !== 'object').map(([id]) => id);
  expect(missing).toEqual([]);
  const ids = described.map(([id]) => id);
  for (const name of ['add-step', 'set-step', 'remove', 'result', 'settled', 'undo', 'redo']) {
    expect(ids).toContain(`xes:${name}`);
  }
});
