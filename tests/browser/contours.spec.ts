import { expect, test, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import { axes, pointOf } from './support/mapview.js';
import { openScene, plotsAreDrawn, type IScene } from './support/scenes.js';
import { useSession } from './support/session.js';

/** Contours over a map: chosen by mouse and keys, drawn where the command line's run. */
const session = useSession({ viewport: { width: 1500, height: 900 }, real: true, isQuiet: true });
const mapScene: IScene = { name: 'contours', paths: ['xes-demo-rxes.nxs'] };
const viewer = '.jp-XESViewer:visible';

interface IState {
  view: { contours: Record<string, unknown> | null };
  history: { undo: number };
}

interface ITable {
  values: { name: string; columns: Record<string, number[]> }[];
}

const contoursOf = async (page: Page) =>
  ((await execute(page, 'xes:state')) as IState).view.contours;

/** How many pixels of the contours' canvas are drawn around points of the map (Ω, ω; eV). */
async function drawnAt(
  page: Page,
  places: readonly (readonly [number, number])[]
): Promise<number> {
  const area = await axes(page);
  const points = places.map(([incident, emission]) => pointOf(area, incident, emission));
  return page.evaluate(wanted => {
    const canvas = [...document.querySelectorAll<HTMLCanvasElement>('.jp-XESMap-contours')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0) {
      return 0;
    }
    const box = canvas.getBoundingClientRect();
    const scale = canvas.width / box.width;
    return wanted.filter(([x, y]) => {
      const [u, v] = [(x - box.left) * scale, (y - box.top) * scale];
      const { data } = context.getImageData(Math.round(u) - 1, Math.round(v) - 1, 3, 3);
      return data.some((value, k) => k % 4 === 3 && value > 60);
    }).length;
  }, points);
}

/** Vertices of the contours that the engine finds with these parameters. */
async function vertices(page: Page, parameters: object): Promise<ITable['values'][0]['columns']> {
  const { id } = (await execute(page, 'xes:add-step', {
    step: 'contours',
    from: ['s1'],
    parameters
  })) as { id: string };
  await execute(page, 'xes:show', { ids: [] });
  await execute(page, 'xes:select', { ids: ['s1'], active: 's1' });
  await execute(page, 'xes:settled');
  const table = (await execute(page, 'xes:result', { id })) as ITable;
  return table.values[0].columns;
}

test('contours are switched on, run where the engine finds them, and follow the typed levels', async () => {
  const { page } = session;
  await openScene(session, mapScene);
  const { incident, emission } = await vertices(page, { count: 8 });
  await plotsAreDrawn(page);
  await page.locator(viewer).getByLabel('Contours', { exact: true }).check();
  expect(await contoursOf(page)).toEqual({
    count: 8,
    scale: 'linear',
    labels: false,
    filled: false
  });
  const places = incident.map((energy, k) => [energy, emission[k]] as const);
  const inside = places.length;
  await expect.poll(() => drawnAt(page, places)).toBeGreaterThan(0.97 * inside);
  await session.picture('contours-light');
  const { history } = (await execute(page, 'xes:state')) as IState;

  await page.locator(viewer).getByRole('button', { name: 'Contours…' }).click();
  const form = page.getByRole('dialog', { name: 'Contours' });
  await form.getByLabel('Levels').fill('0.01, 0.03');
  await form.getByLabel('Intensities on the lines').check();
  await form.getByLabel('Centres of closed lines').check();
  await form.getByLabel('Width').fill('2');
  await form.getByLabel('Width').fill('-3');
  await expect(form.getByLabel('Width')).toHaveAttribute('aria-invalid', 'true');
  expect(await contoursOf(page)).toMatchObject({ levels: [0.01, 0.03], width: 2, centres: true });
  await session.picture('contours-form');
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  // a change of the view is not an edit
  expect(((await execute(page, 'xes:state')) as IState).history).toEqual(history);

  await page.locator(viewer).getByLabel('Contours', { exact: true }).uncheck();
  expect(await contoursOf(page)).toBeNull();
  await expect.poll(() => drawnAt(page, places)).toBe(0);
  await page.locator(viewer).getByLabel('Contours', { exact: true }).check();
  expect(await contoursOf(page)).toMatchObject({ levels: [0.01, 0.03] });
});

for (const theme of ['light', 'dark'] as const) {
  test(`filled, over a real map, ${theme}`, async () => {
    test.skip(realScans() === null, 'the real scans are not beside the checkout');
    const { page } = session;
    await openScene(session, {
      name: `real contours ${theme}`,
      paths: ['XES_ZnZSM5_air500_279192_1.dat']
    });
    await plotsAreDrawn(page);
    if (theme === 'dark') {
      await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
    }
    const contours = { count: 6, scale: 'linear', labels: true, filled: true, centres: true };
    await execute(page, 'xes:set-view', { view: { contours } });
    await settled(page);
    await plotsAreDrawn(page);
    for (const width of [1500, 1000]) {
      await page.setViewportSize({ width, height: 900 });
      await plotsAreDrawn(page);
      await session.picture(`contours-filled-${width}-${theme}`);
    }
    await execute(page, 'xes:set-view', { view: { contours: { ...contours, filled: false } } });
    await settled(page);
    await session.picture(`contours-lines-${theme}`);
    if (theme === 'dark') {
      await execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
    }
  });
}
