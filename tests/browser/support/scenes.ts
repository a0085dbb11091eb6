import { copyFileSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { emptyDocument } from '../../../src/analysis/document/index.js';
import { current, execute, settled } from './lab.js';
import type { ISession } from './session.js';

/** The valence-to-core scans of the README, with their names there. */
export const valence = ['280772_1', '280782_1', '280792_1'] as const;
export const mainLine = '280754_1';

/** There is one real valence scan: the others of the README are copies of it, and have the same mean. */
export function copyValence(session: ISession): void {
  valence.slice(1).forEach(name => {
    copyFileSync(session.file(`${valence[0]}.nxs`), session.file(`${name}.nxs`));
  });
}

export interface IScene {
  /** Of the analysis, without its extension. */
  name: string;
  paths: readonly string[];
  steps?: readonly object[];
  shown?: readonly object[];
  active?: object | null;
}

/** Open an analysis, and wait until everything shown is complete. */
export async function openScene(session: ISession, scene: IScene): Promise<void> {
  const { page } = session;
  const { paths, steps = [], shown = [], active = { id: 's1' } } = scene;
  const name = `${scene.name}.xes.json`;
  const empty = emptyDocument();
  const scans = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
  const view = { ...empty.view, shown, selected: active ? [active] : [], active };
  writeFileSync(session.file(name), JSON.stringify({ ...empty, scans, steps, view }));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  if (paths.length > 0) {
    await settled(page);
    await plotsAreDrawn(page);
  }
}

/**
 * Wait until all visible plots are drawn in their current size, and nothing in the list is pending.
 */
export async function plotsAreDrawn(page: Page): Promise<void> {
  await expect(page.locator('.jp-XESViewer:visible .jp-XESList-spinner')).toHaveCount(0);
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.jp-XESPlot')]
      .filter(({ offsetParent }) => offsetParent !== null)
      .every(plot => {
        const drawing = plot.querySelector('svg.main-svg');
        return (
          drawing?.clientWidth === plot.clientWidth && drawing.clientHeight === plot.clientHeight
        );
      })
  );
}

const background = {
  join: true,
  model: 'linear+pearson7',
  exclude: [[9630, 9668]]
};

/** Four real scans of the README, overlaid. */
export const overlaid: IScene = {
  name: 'ZnO overlaid',
  paths: [mainLine, ...valence].map(name => `${name}.nxs`),
  shown: ['s1', 's2', 's3', 's4'].map(id => ({ id })),
  active: { id: 's2' }
};

/** The README's valence-to-core walk, completed. */
export const reduced: IScene = {
  name: 'ZnO valence to core',
  paths: overlaid.paths,
  steps: [
    { id: 'average-1', step: 'average', from: ['s2', 's3', 's4'], parameters: {} },
    { id: 'background-1', step: 'background', from: ['average-1', 's1'], parameters: background }
  ],
  shown: [{ id: 'background-1' }],
  active: { id: 'background-1' }
};

/** Both arms of a real scan. */
export const bothArms: IScene = {
  name: 'both arms',
  paths: ['279496_1.nxs'],
  shown: ['upper', 'lower'].map(channel => ({ id: 's1', channel })),
  active: { id: 's1', channel: 'upper' }
};

/** A map with three cuts, whose curves are drawn below it. */
export const mapWithCuts: IScene = {
  name: 'map with cuts',
  paths: ['xes-demo-rxes.nxs'],
  steps: [
    cut('herfd', { type: 'CEE', at: 8638.9, width: 0.4 }),
    cut('emission', { type: 'CIE', at: 9660.4, width: 0.3 }),
    cut('pre-edge', { type: 'CIE', at: 9659.39, width: 0.3 })
  ],
  shown: [{ id: 'emission' }, { id: 'pre-edge' }]
};

function cut(id: string, parameters: object) {
  return { id, step: 'cut', from: ['scans'], parameters };
}

/** A step that fails, among scans that can be read. */
export const failed: IScene = {
  name: 'a failed step',
  paths: ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs'],
  steps: [
    { id: 'average-1', step: 'average', from: ['s1', 's2'], parameters: {} },
    { id: 'normalise-1', step: 'normalise', from: ['average-1'], parameters: { range: [1, 2] } }
  ],
  active: { id: 'normalise-1' }
};

/** A fit of a spectrum, with its form, numbers and warnings. */
export const fitted: IScene = {
  name: 'a fit',
  paths: ['xes-demo-kbeta.nxs', 'xes-demo-kbeta-repeat.nxs', 'xes-demo-two-arms.nxs'],
  steps: [
    { id: 'average-1', step: 'average', from: ['s1', 's2'], parameters: {} },
    { id: 'fit-1', step: 'fit', from: ['average-1'], parameters: { model: 'gaussian+linear' } },
    { id: 'smooth-1', step: 'smooth', from: ['average-1'], parameters: {}, off: true }
  ],
  shown: [{ id: 's1' }, { id: 'average-1' }],
  active: { id: 'fit-1' }
};

export const empty: IScene = { name: 'empty', paths: [], active: null };
