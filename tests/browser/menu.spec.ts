import { writeFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { current, execute, settled, type IState } from './support/lab.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true });
const spectrum = 'xes-demo-kbeta.nxs';
const viewer = '.jp-XESViewer:visible';

/** An analysis of one scan, with an added step. */
async function opened(page: Page, name: string): Promise<void> {
  const scans = [{ id: 's1', path: spectrum }];
  const text = { type: 'xes-analysis', version: 3, scans, steps: [] };
  writeFileSync(session.file(name), JSON.stringify(text));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await settled(page);
  await execute(page, 'xes:add-step', { step: 'smooth', from: ['s1'] });
}

const steps = async (page: Page) => ((await execute(page, 'xes:state')) as IState).steps.length;
const menuItem = (page: Page, text: string | RegExp) =>
  page.locator('.lm-Menu-item:visible').filter({ hasText: text });
const openMenu = (page: Page, name: string) =>
  page.getByRole('menuitem', { name, exact: true }).click();

/**
 * Press keys once the viewer is focused: on a busy machine a redrawn plot loses the focus for a
 * moment.
 */
async function press(page: Page, keys: string): Promise<void> {
  await expect(page.locator('.jp-XESDocument:visible :focus')).toHaveCount(1);
  await page.keyboard.press(keys);
}

test('the Edit menu and the keys undo and redo edits, across a save', async () => {
  const { page } = session;
  await opened(page, 'undo.xes.json');
  await openMenu(page, 'Edit');
  await menuItem(page, 'Undo add step').click();
  expect(await steps(page)).toBe(0);
  await openMenu(page, 'Edit');
  await menuItem(page, 'Redo add step').click();
  expect(await steps(page)).toBe(1);
  // the focus is in the viewer, on no text field
  await page.locator(viewer).click({ position: { x: 400, y: 400 } });
  await press(page, 'Control+z');
  await expect.poll(() => steps(page)).toBe(0);
  await press(page, 'Control+Shift+z');
  await expect.poll(() => steps(page)).toBe(1);
  await press(page, 'Control+s');
  await expect.poll(() => page.locator('.jp-mod-dirty').count(), { message: 'saved' }).toBe(0);
  await press(page, 'Control+z');
  await expect.poll(() => steps(page)).toBe(0);
});

test('in a text field the browser undoes typing, and the analysis is unchanged', async () => {
  const { page } = session;
  await opened(page, 'typing.xes.json');
  // any text field within the viewer
  await page.locator(viewer).evaluate(node => {
    const input = node.ownerDocument.createElement('input');
    input.id = 'typed';
    node.append(input);
  });
  const input = page.locator('#typed');
  await input.click();
  await page.keyboard.type('abc');
  await page.keyboard.press('Control+z');
  await expect(input).not.toHaveValue('abc');
  expect(await steps(page)).toBe(1);
  await input.evaluate(node => node.remove());
});

test('keys still work after the focused plot is hidden', async () => {
  const { page } = session;
  await opened(page, 'hidden.xes.json');
  const plot = page.locator('.jp-XESSpectra:visible');
  await plot.click();
  await plot.evaluate(node => (node.style.display = 'none'));
  await expect(page.locator(viewer)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => steps(page)).toBe(0);
});

test('the toolbar undoes by icons with labels', async () => {
  const { page } = session;
  await opened(page, 'icons.xes.json');
  const toolbar = page.locator('.jp-XESDocument:visible .jp-Toolbar');
  const undo = toolbar.locator('jp-button[data-command="xes:undo"]');
  await expect(undo.locator('svg')).toHaveCount(1);
  await expect(undo).toHaveText('');
  await toolbar.getByRole('button', { name: 'Undo add step' }).click();
  await expect.poll(() => steps(page)).toBe(0);
  await expect(toolbar.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await toolbar.getByRole('button', { name: 'Redo add step' }).click();
  await expect.poll(() => steps(page)).toBe(1);
});

test('a menu lists what can be done, and only that', async () => {
  const { page } = session;
  await opened(page, 'menu.xes.json');
  await openMenu(page, 'X-ray Emission');
  for (const name of ['Add Scans…', 'Add Scans from Folder…', 'Rename Scan or Step…']) {
    await expect(menuItem(page, name)).not.toHaveClass(/lm-mod-disabled/);
  }
  await expect(menuItem(page, 'Add to Analysis…')).toHaveClass(/lm-mod-disabled/);
  await menuItem(page, 'Duplicate Step').click();
  await expect.poll(() => steps(page)).toBe(2);
  await openMenu(page, 'X-ray Emission');
  await menuItem(page, 'Remove Scans and Steps').click();
  await expect.poll(() => steps(page)).toBe(1);
  await openMenu(page, 'X-ray Emission');
  await menuItem(page, 'Rename Scan or Step…').click();
  const dialog = page.locator('.jp-Dialog');
  await dialog.locator('input').fill('Zinc');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect
    .poll(async () => JSON.stringify(await execute(page, 'xes:state')))
    .toContain('"label":"Zinc"');
  await execute(page, 'xes:open', { path: spectrum });
  await current(page, spectrum);
  await settled(page);
  await openMenu(page, 'X-ray Emission');
  await expect(menuItem(page, 'Add to Analysis…')).not.toHaveClass(/lm-mod-disabled/);
  await expect(menuItem(page, 'Add Scans from Folder…')).toHaveClass(/lm-mod-disabled/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('shortcuts are listed in Help', async () => {
  const { page } = session;
  await opened(page, 'keys.xes.json');
  const listed = await page.evaluate(() => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: {
        commands: { keyBindings: { command: string; keys: string[]; selector: string }[] };
      };
    };
    return jupyterapp.commands.keyBindings
      .filter(({ selector }) => selector.includes('jp-XES'))
      .map(({ command, keys }) => `${command} ${keys.join(' ')}`);
  });
  expect(listed).toEqual(
    expect.arrayContaining([
      'editmenu:undo Ctrl Z',
      'editmenu:redo Ctrl Shift Z',
      'xes:add-scans Alt A',
      'xes:duplicate Ctrl D',
      'xes:reset-zoom Alt Z'
    ])
  );
});

test('Help explains mouse and keys', async () => {
  const { page } = session;
  await openMenu(page, 'Help');
  await menuItem(page, 'X-ray Emission Help').click();
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await expect(dialog).toContainText('Alt+S adds a step');
  await dialog.getByRole('button', { name: 'OK' }).click();
});

test('toolbar and menu use the same names, and Help covers all picking, averaging and fitting', async () => {
  const { page } = session;
  await opened(page, 'names.xes.json');
  const labels = page.locator('.jp-XESDocument:visible .jp-ToolbarButtonComponent-label:visible');
  await expect(labels.filter({ hasText: 'Export…' })).toBeVisible();
  const shown = await labels.allInnerTexts();
  const buttons = shown.filter(text => text !== '').map(text => text.toLowerCase());
  expect(buttons).toContain('export…');
  await openMenu(page, 'X-ray Emission');
  const items = page.locator('.lm-Menu:visible .lm-Menu-itemLabel');
  await expect(items.filter({ hasText: 'Export…' })).toBeVisible();
  const entries = (await items.allInnerTexts()).map(text => text.toLowerCase());
  expect(buttons.filter(text => !entries.includes(text))).toEqual([]);
  await page.keyboard.press('Escape');

  await execute(page, 'xes:select', { ids: ['s1'] });
  void execute(page, 'xes:help');
  const help = page.locator('.jp-XESHelp');
  await expect(help).toContainText(/server extension: \d+\.\d+\.\d+\S* under Python 3\.\d+/);
  for (const title of ['Energies on the plot', 'Before averaging', 'Models']) {
    await expect(help.getByRole('heading', { name: title })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
});

test('a right click on a plot offers its actions', async () => {
  const { page } = session;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page, 'plot menu.xes.json');
  const plot = page.locator('.jp-XESSpectra:visible');
  const choose = async (text: string) => {
    await plot.click({ button: 'right', position: { x: 200, y: 100 } });
    await menuItem(page, text).click();
  };
  await choose('Copy as Table');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/energy_eV\t/);
  await choose('Copy as Picture');
  const types = () =>
    page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  await expect.poll(types).toEqual(['image/png']);
  await choose('Figure…');
  await expect(page.getByRole('dialog', { name: /figure/i })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Export…');
  await expect(page.locator('.jp-Dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  const view = { axes: { x: [9560, 9580] } };
  await execute(page, 'xes:set-view', { view });
  await choose('Reset Zoom');
  const seen = async () => JSON.stringify(await execute(page, 'xes:state'));
  await expect.poll(seen).toContain('"x":null');
  // a map is a plot like the others
  await execute(page, 'xes:open', { path: 'xes-demo-rxes.nxs' });
  await current(page, 'xes-demo-rxes.nxs');
  await settled(page);
  await page.locator('.jp-XESMap:visible').click({ button: 'right', position: { x: 200, y: 150 } });
  for (const text of ['Copy as Table', 'Copy as Picture', 'Figure…', 'Export…', 'Reset Zoom']) {
    await expect(menuItem(page, text)).toBeVisible();
  }
  await page.keyboard.press('Escape');
});
