import { expect, test, type Page } from '@playwright/test';
import { execute } from './support/lab.js';
import { openScene, plotsAreDrawn, type IScene } from './support/scenes.js';
import { useSession } from './support/session.js';

/** Text without room is readable elsewhere: a message wraps, a name is complete in its tooltip. */
const session = useSession({ viewport: { width: 1500, height: 900 } });

const long = 'the standard as it was measured before the shutdown, with the new crystals';
const scene: IScene = {
  name: 'long names',
  paths: ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs', 'missing.nxs'],
  steps: [
    { id: 'mean', step: 'average', from: ['s1', 's2'], parameters: {}, label: `${long}: average` },
    { id: 'calibrated', step: 'calibrate', from: ['s1'], parameters: { found: [9000] } },
    { id: 'off', step: 'difference', from: ['mean', 's1'], parameters: {}, label: long }
  ],
  shown: ['s1', 's2', 's3', 'mean', 'calibrated', 'off'].map(id => ({ id })),
  active: { id: 'off' }
};

/** Texts truncated with an ellipsis without a complete tooltip, and texts with hidden lines. */
function cutTexts(page: Page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('.jp-XESViewer *, .jp-XESPopover *')];
    const seen = all.filter(node => node.checkVisibility() && node.textContent.trim() !== '');
    const isCut = (node: HTMLElement) =>
      getComputedStyle(node).textOverflow === 'ellipsis' && node.scrollWidth > node.clientWidth;
    const isInTooltip = (node: HTMLElement) => {
      const whole = node.textContent.trim();
      const hint = node.closest<HTMLElement>('[title]:not([title=""])')?.title ?? '';
      return whole.split(/\s+/).every(word => hint.includes(word));
    };
    const cut = seen.filter(isCut);
    return {
      count: cut.length,
      unread: cut.filter(node => !isInTooltip(node)).map(node => node.textContent)
    };
  });
}

test('truncated text is complete in its tooltip, and a sentence is never truncated', async () => {
  const { page } = session;
  await openScene(session, scene);
  let count = 0;
  for (const width of [1500, 1000, 760]) {
    await page.setViewportSize({ width, height: 900 });
    for (const id of ['s1', 'mean', 'calibrated', 'off']) {
      await execute(page, 'xes:select', { ids: [id] });
      await execute(page, 'xes:settled');
      await plotsAreDrawn(page);
      const found = await cutTexts(page);
      expect(found.unread, `${id} at ${width}`).toEqual([]);
      count += found.count;
    }
    const notes = page.locator('.jp-XESStage-note:visible span');
    expect(await notes.count()).toBeGreaterThan(0);
    for (const note of await notes.all()) {
      const [room, needed] = await note.evaluate(node => [
        node.getBoundingClientRect().width,
        node.scrollWidth
      ]);
      expect(needed).toBeLessThanOrEqual(Math.ceil(room));
    }
  }
  expect(count).toBeGreaterThan(0); // names are long enough to be truncated
  await page.setViewportSize({ width: 1500, height: 900 });
});
