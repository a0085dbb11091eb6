import { expect, test, type Locator, type Page } from '@playwright/test';
import { realScans } from './support/data.js';
import { current, execute } from './support/lab.js';
import { copyValence, mainLine, valence } from './support/scenes.js';
import { useSession } from './support/session.js';

const session = useSession({ isQuiet: true, real: true, viewport: { width: 1500, height: 900 } });

test.skip(realScans() === null, 'the real scans are not beside the checkout');

interface IStepState {
  step: string;
  from: unknown;
  parameters: Record<string, unknown>;
  outcome: string;
}

const stepsOf = async (page: Page) =>
  ((await execute(page, 'xes:settled')) as { steps: IStepState[] }).steps;

const within =
  '.jp-XESDocument :focus, .jp-XESAddStep :focus, .jp-Dialog :focus, .lm-Menu:focus, .lm-Menu :focus';

/** The focused element, and whether its focus is visible: it looks different from unfocused. */
function focus(page: Page) {
  return page.evaluate(() => {
    const node = document.activeElement as HTMLElement;
    const look = () => {
      node.getAnimations().forEach(animation => animation.finish());
      const { outline, boxShadow, border, backgroundColor, stroke, strokeWidth } =
        getComputedStyle(node); // marks on a plot have a stroke
      return JSON.stringify([outline, boxShadow, border, backgroundColor, stroke, strokeWidth]);
    };
    const focused = look();
    const { width, top, bottom } = node.getBoundingClientRect();
    node.blur();
    const plain = look();
    node.focus({ preventScroll: true });
    return {
      name: node.getAttribute('aria-label') ?? node.textContent ?? '',
      what: `${node.tagName} ${node.getAttribute('class')}`,
      isSeen: width > 0 && top < innerHeight && bottom > 0 && focused !== plain
    };
  });
}

/** Press keys in sequence; after each the focus is in the viewer, or in what it opened. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await expect(page.locator(within), `the focus after ${key}`).toHaveCount(1);
  }
}

/** Press Tab until an element is focused; the focus is visible on the way. */
async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  const isThere = () =>
    wanted.evaluateAll(nodes => nodes.some(node => node === document.activeElement));
  while (!(await isThere())) {
    await press(page, key);
    const { name, what, isSeen } = await focus(page);
    passed.push(`${what} "${name}"`);
    expect(isSeen, `the focus is seen on ${passed.at(-1)}`).toBe(true);
    expect(passed.length, `stops before it: ${passed.join(', ')}`).toBeLessThan(60);
  }
}

test('valence-to-core without a mouse', async () => {
  const { page } = session;
  copyValence(session);
  await execute(page, 'xes:new-analysis');
  await current(page, 'Untitled.xes.json');
  await execute(page, 'xes:add-scans', {
    paths: [mainLine, ...valence].map(name => `${name}.nxs`)
  });
  const rows = page.locator('.jp-XESList:visible [role="row"]');
  await expect(rows).toHaveCount(4);
  const row = (name: string) => rows.filter({ hasText: name });
  const focused = page.locator('.jp-XESList:visible [role="row"]:focus');

  // the list is one Tab stop; arrows move within it
  await page.locator('.jp-XESViewer:visible').focus();
  await tabTo(page, rows);
  await press(page, 'Home', 'ArrowDown');
  await expect(focused).toContainText(valence[0]);
  await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(page.locator('.jp-XESList-row.jp-mod-selected')).toHaveCount(3);
  await press(page, 'Alt+s');
  await page.keyboard.type('aver');
  await press(page, 'Enter');
  await expect
    .poll(async () => (await stepsOf(page)).map(({ step, outcome }) => [step, outcome]))
    .toEqual([['average', 'done']]);

  // the average, and with it the main line, which is far above: Ctrl and arrows move, Ctrl+Space
  // adds
  await tabTo(page, rows, 'Shift+Tab');
  await press(page, 'End');
  await expect(focused).toContainText('average 1');
  await press(page, 'Control+Home');
  await expect(focused).toContainText(mainLine);
  await press(page, 'Control+ ');
  await expect(page.locator('.jp-XESList-row.jp-mod-selected')).toHaveCount(2);

  // the menu of the row: its keys, and back to the row
  await press(page, 'ContextMenu');
  await expect(page.locator('.lm-Menu')).toHaveCount(1);
  await press(page, 'ArrowDown');
  await expect(page.locator('.lm-Menu-item.lm-mod-active')).toHaveCount(1);
  await press(page, 'Escape');
  await expect(page.locator('.lm-Menu')).toHaveCount(0);
  await expect(focused).toContainText(mainLine);
  await press(page, 'ContextMenu', 'ArrowDown', 'Enter');
  await page.keyboard.type('backgr');
  await press(page, 'Enter');
  const background = async () => (await stepsOf(page)).find(({ step }) => step === 'background');
  await expect.poll(background).toMatchObject({ from: ['average-1', 's1'] });

  // its form
  const form = page.locator('.jp-XESInspector:visible');
  await expect(form.getByLabel('Model')).toBeVisible();
  const fill = async (label: string, text: string) => {
    await tabTo(page, form.getByLabel(label));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  await fill('Model', 'linear+pearson7');
  await fill('Exclude', '9630:9668');
  await tabTo(page, form.getByLabel('Join'));
  await press(page, ' ');
  await expect.poll(background).toMatchObject({
    parameters: { join: true, model: 'linear+pearson7', exclude: [[9630, 9668]] },
    outcome: 'done'
  });
  await expect(form.getByRole('rowheader', { name: 'centroid' })).toBeVisible();

  // back in the list: Space ticks; removing asks, and the answer returns the focus
  await tabTo(page, rows, 'Shift+Tab');
  await press(page, 'Home', ' ');
  await expect(row(mainLine).getByRole('checkbox')).toBeChecked();
  await press(page, ' ');
  await expect(row(mainLine).getByRole('checkbox')).not.toBeChecked();
  await press(page, 'Delete');
  await expect(page.locator('.jp-Dialog')).toContainText('"background 1"');
  await press(page, 'Escape');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await expect(focused).toContainText(mainLine);
  await press(page, 'Control+z');
  await expect.poll(background).not.toMatchObject({ parameters: { join: true } });
  await press(page, 'Control+Shift+z');
  await expect.poll(background).toMatchObject({ parameters: { join: true } });
  // the panels are closed and opened, and the focus stays in the viewer
  await press(page, 'Alt+l', 'Alt+l', 'Alt+i', 'Alt+i');
});
