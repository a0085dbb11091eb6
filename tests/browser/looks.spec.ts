import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { realScans } from './support/data.js';
import { execute, settled } from './support/lab.js';
import {
  bothArms,
  copyValence,
  empty,
  failed,
  fitted,
  mapWithCuts,
  openScene,
  overlaid,
  plotsAreDrawn,
  reduced,
  type IScene
} from './support/scenes.js';
import { useSession } from './support/session.js';
import { inThemes, themeNames, type Theme } from './support/theme.js';

/** Pictures for inspection: `test-results/screenshots/look-*.png`. */
const session = useSession({ isQuiet: true, real: true, viewport: { width: 1500, height: 900 } });
const widths = [1500, 1000, 700];
const notebook = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });

async function look(scene: IScene, prepare?: () => Promise<unknown>): Promise<void> {
  const { page } = session;
  await openScene(session, scene);
  await prepare?.();
  await inThemes(page, Object.keys(themeNames) as Theme[], async theme => {
    for (const width of theme === 'high-contrast' ? [1500] : widths) {
      await page.setViewportSize({ width, height: width === 700 ? 800 : 900 });
      await execute(page, 'xes:settled');
      await plotsAreDrawn(page);
      await session.picture(`look-${scene.name.replaceAll(' ', '-')}-${width}-${theme}`);
    }
    await page.setViewportSize({ width: 1500, height: 900 });
  });
}

test.describe('real scans', () => {
  test.skip(realScans() === null, 'the real scans are not beside the checkout');
  test('four scans overlaid', async () => {
    copyValence(session);
    await look(overlaid);
  });
  test('averaged, joined, background subtracted', async () => {
    copyValence(session);
    await look(reduced);
  });
  test('both arms', async () => {
    await look(bothArms);
  });
});

test.describe('how curves are drawn', () => {
  const curves: IScene = {
    name: 'four curves',
    paths: ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs'],
    steps: [
      { id: 'mean', step: 'average', from: ['s1', 's2'], parameters: {} },
      { id: 'smooth', step: 'smooth', from: ['mean'], parameters: {} },
      { id: 'fit', step: 'fit', from: ['mean'], parameters: { model: 'gaussian+linear' } }
    ],
    shown: ['s1', 's2', 'smooth', 'fit'].map(id => ({ id })),
    active: { id: 'fit' }
  };
  const automatic = { offset: null, factor: null };
  for (const [name, axes] of [
    ['waterfall', { waterfall: automatic }],
    ['waterfall on a logarithmic axis', { waterfall: automatic, logY: true }],
    ['no grid, logarithmic', { grid: false, logY: true }]
  ] as const) {
    test(name, async () => {
      await look({ ...curves, name }, () =>
        execute(session.page, 'xes:set-view', { view: { axes } })
      );
    });
  }
  test('real scans in a waterfall', async () => {
    test.skip(realScans() === null, 'the real scans are not beside the checkout');
    copyValence(session);
    const scene = { ...overlaid, name: 'ZnO waterfall' };
    const axes = { waterfall: automatic };
    await look(scene, () => execute(session.page, 'xes:set-view', { view: { axes } }));
  });
  test('a map in equal aspect, with a grid', async () => {
    const scene = { ...mapWithCuts, name: 'equal aspect' };
    const view = { aspect: 'equal', grid: true };
    await look(scene, () => execute(session.page, 'xes:set-view', { view }));
  });
});

test('undo in the Edit menu', async () => {
  const { page } = session;
  await openScene(session, fitted);
  await execute(page, 'xes:set-step', { id: 'fit-1', parameters: { model: 'voigt+linear' } });
  await inThemes(page, ['dark', 'light'], async theme => {
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
    await session.picture(`look-undo-${theme}`);
    await page.keyboard.press('Escape');
  });
});

test('menus and dialogs over the page', async () => {
  const { page } = session;
  await openScene(session, fitted);
  const closed = () => expect(page.locator('.jp-Dialog, .jp-XESAddStep, .lm-Menu')).toHaveCount(0);
  await inThemes(page, ['dark', 'light'], async theme => {
    await page.locator('.jp-XESList:visible').getByRole('button', { name: 'Add step…' }).click();
    await expect(page.locator('.jp-XESAddStep [role="option"]').first()).toBeVisible();
    await session.picture(`look-steps-${theme}`);
    await page.keyboard.press('Escape');
    await page.locator('.jp-XESList-row[data-id="average-1"]').click({ button: 'right' });
    await session.picture(`look-row-menu-${theme}`);
    await page.keyboard.press('Escape');
    await closed();
    void execute(page, 'xes:add-folder');
    await expect(page.locator('.jp-XESFolderForm-names li').first()).toBeVisible();
    await session.picture(`look-folder-${theme}`);
    await page.keyboard.press('Escape');
    await closed();
    void execute(page, 'xes:help');
    await expect(page.locator('.jp-XESHelp')).toBeVisible();
    await session.picture(`look-help-${theme}`);
    await page.keyboard.press('Escape');
    await closed();
  });
});

test('the controls of a map have at most two lines, and none is clipped', async () => {
  const { page } = session;
  await openScene(session, mapWithCuts);
  const row = page.locator('.jp-XESViewer-controls:visible');
  for (const width of [1500, 1000, 900]) {
    await page.setViewportSize({ width, height: 900 });
    await execute(page, 'xes:settled');
    const found = () =>
      row.evaluate(node => {
        const own = node.getBoundingClientRect();
        const all = [...node.querySelectorAll('button, select, input')]
          .map(entry => entry.getBoundingClientRect())
          .filter(rect => rect.width > 0);
        const isInside = all.every(rect => rect.left >= own.left && rect.right <= own.right);
        return { isInside, lines: Math.round((own.height - 4) / 28) };
      });
    await expect.poll(async () => (await found()).isInside).toBe(true);
    if (width < 1500) {
      await expect.poll(async () => (await found()).lines).toBeLessThanOrEqual(2);
    }
  }
  await expect(row.getByRole('button', { name: 'Reference lines…' })).toBeVisible();
  await expect(row.getByLabel('Log intensity')).toBeVisible();
  await page.setViewportSize({ width: 1500, height: 900 });
});

test('half a window next to a notebook', async () => {
  const { page } = session;
  writeFileSync(session.file('work.ipynb'), notebook);
  await openScene(session, mapWithCuts);
  await page.evaluate(async () => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { commands: { execute(id: string, args: object): Promise<unknown> } };
    };
    const options = { mode: 'split-left' };
    const kernelPreference = { shouldStart: false, canStart: false, autoStartDefault: false };
    await jupyterapp.commands.execute('docmanager:open', {
      path: 'work.ipynb',
      factory: 'Notebook',
      kernelPreference,
      options
    });
  });
  await expect(page.locator('.jp-Notebook')).toBeVisible();
  await plotsAreDrawn(page);
  await inThemes(page, ['dark', 'light'], async theme => {
    await plotsAreDrawn(page);
    await session.picture(`look-beside-${theme}`);
  });
  await page.getByRole('button', { name: 'Show the list' }).click();
  await session.picture('look-beside-drawer');
});

test('a single scan', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: 'xes-demo-rxes.nxs' });
  await settled(page);
  await inThemes(page, ['dark', 'light'], async theme => {
    await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
    await session.picture(`look-lone-${theme}`);
  });
});

for (const scene of [mapWithCuts, failed, fitted, empty]) {
  test(scene.name, async () => {
    await look(scene);
  });
}
