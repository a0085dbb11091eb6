/**
 * Smoothness of 100 spectra of 2 000 points in one plot: frames while idle, and while the user
 * hovers, drags a zoom, zooms with the wheel, pans, and drags the range of a step; overlaid and
 * stacked. `XES_CURVES` and `XES_POINTS` change their numbers.
 */
import { writeFileSync } from 'node:fs';
import { test, type Page } from '@playwright/test';
import { emptyDocument, type AxesView } from '../src/analysis/document/index.js';
import { current, execute, settled } from '../tests/browser/support/lab.js';
import { useSession } from '../tests/browser/support/session.js';
import { dragEnergy, pixelOf, spectraAxes } from '../tests/browser/support/spectraview.js';
import { framesOf, show } from './frames.js';

const session = useSession({ viewport: { width: 1600, height: 900 } });
const count = Number(process.env.XES_CURVES ?? 100);
const points = Number(process.env.XES_POINTS ?? 2000);
const moves = 60;

/** Noise of unit σ, the same in every run. */
function noise(seed: number): () => number {
  let state = seed + 1;
  const uniform = () => {
    state = (1664525 * state + 1013904223) % 4294967296;
    return state / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** The counted spectrum of a line on a background: energies, counts, monitor. */
function spectrum(n: number): string {
  const next = noise(n);
  const rows = Array.from({ length: points }, (_, i) => {
    const energy = 8600 + (80 * i) / points;
    const mean = 400 + 4000 / (1 + ((energy - 8639 - n / 200) / 2) ** 2);
    const counts = Math.max(0, Math.round(mean + Math.sqrt(mean) * next()));
    return `${energy.toFixed(3)},${counts / 1000},${Math.sqrt(counts) / 1000}`;
  });
  return ['energy_eV,intensity,sigma', ...rows, ''].join('\n');
}

async function open(page: Page, axes: Partial<AxesView>): Promise<void> {
  const scans = Array.from({ length: count }, (_, i) => ({ id: `s${i + 1}`, path: `c${i}.csv` }));
  scans.forEach(({ path }, i) => writeFileSync(session.file(path), spectrum(i)));
  const empty = emptyDocument();
  const step = {
    id: 'normalise-1',
    step: 'normalise',
    from: ['s1'],
    parameters: { range: [8630, 8650] }
  };
  const view = {
    ...empty.view,
    shown: scans.map(({ id }) => ({ id })),
    active: { id: 'normalise-1' },
    axes: { ...empty.view.axes, ...axes }
  };
  const document = { ...empty, scans, steps: [step], view };
  writeFileSync(session.file('overlay.xes.json'), JSON.stringify(document));
  await execute(page, 'xes:open', { path: 'overlay.xes.json' });
  await current(page, 'overlay.xes.json');
  await settled(page);
}

for (const [name, axes] of [
  ['over one another', {}],
  ['waterfall', { waterfall: { offset: null, factor: null } }]
] as const) {
  test(`${count} spectra of ${points} points, ${name}`, async () => {
    const { page } = session;
    await open(page, axes);
    const { left, top, width, height } = await spectraAxes(page);
    const at = (x: number, y: number) => [left + x * width, top + y * height] as const;
    await page.waitForTimeout(2000);
    const measure = async (what: string, work: () => Promise<void>) => {
      show(`${name}, ${what}`, await framesOf(page, work));
      await page.waitForTimeout(1000);
    };
    await measure('idle', () => page.waitForTimeout(2000));
    await measure('hover', async () => {
      for (let i = 0; i < moves; i++) {
        await page.mouse.move(...at(0.1 + (0.8 * i) / moves, 0.8 + 0.1 * Math.sin(i / 9)));
      }
    });
    await page.mouse.move(...at(0.66, 0.3));
    await measure('drag a zoom', async () => {
      await page.mouse.down();
      for (let i = 0; i < moves; i++) {
        await page.mouse.move(...at(0.66 + (0.3 * i) / moves, 0.3 + (0.4 * i) / moves));
      }
    });
    await measure('let go of it', async () => {
      await page.mouse.up();
      await page.waitForTimeout(1500);
    });
    await page.mouse.dblclick(...at(0.7, 0.5));
    await page.waitForTimeout(1500);
    await measure('wheel', async () => {
      for (let i = 0; i < moves; i++) {
        await page.mouse.wheel(0, i < moves / 2 ? -20 : 20);
      }
    });
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await measure('move the picture', async () => {
      for (let i = 0; i < moves; i++) {
        await page.mouse.move(...at(0.7 + 0.1 * Math.sin(i / 15), 0.5 + 0.1 * Math.sin(i / 21)));
      }
    });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await page.waitForTimeout(1500);
    await dragEnergy(page, 8650, 8651, { isLetGo: false });
    const x = pixelOf(await spectraAxes(page), 8651);
    await measure('drag a range', async () => {
      for (let i = 0; i < moves; i++) {
        await page.mouse.move(x + 60 * Math.sin(i / 15), top + height / 2);
      }
    });
    await page.mouse.up();
  });
}
