import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { demoScans } from './support/data.js';
import { current, execute, settled } from './support/lab.js';
import { axes, axesOf, pointOf } from './support/mapview.js';
import { columnsOf } from './support/python.js';
import { useSession } from './support/session.js';
import { spectraAxes } from './support/spectraview.js';

const session = useSession({ isQuiet: true });
const name = 'xes-demo-rxes.nxs';

interface ITruth {
  rxes: {
    line: { centre: number; fwhm: number; peak: number };
    edge: { centre: number; width: number };
    background: number;
  };
}

/** The intensity from which the demonstration map's counts were drawn (make-demo-scans.py). */
function trueIntensity({ rxes }: ITruth, incident: number, emission: number): number {
  const { line, edge, background } = rxes;
  const rise = 0.5 + Math.atan((incident - edge.centre) / edge.width) / Math.PI;
  return background + (rise * line.peak) / (1 + ((2 * (emission - line.centre)) / line.fwhm) ** 2);
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

test('the readout shows Ω, ω, Δ, I ± σ and counts of the cell under the pointer', async () => {
  const { page } = session;
  const columns = columnsOf(session.file(name));
  const truth = JSON.parse(readFileSync(path.join(demoScans(), 'truth.json'), 'utf8')) as ITruth;
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  const area = await axes(page);
  const readout = page.locator('.jp-XESStatus-readout');
  for (const [outer, inner] of [
    [0, 0],
    [3, 21],
    [7, 36],
    [16, 73]
  ]) {
    const nominal = [9658 + 0.3 * outer, 8628 + 0.3 * inner] as const;
    await page.mouse.move(...pointOf(area, ...nominal));
    // a second readout, from the numbers of the file as read by h5py
    const counts = columns.counts[outer][inner];
    const monitor = columns.monitor[outer][inner];
    const incident = median(columns.incident[outer]);
    const emission = columns.emission[outer][inner];
    const sigma = Math.sqrt(Math.max(counts, 1)) / monitor;
    await expect(readout).toContainText(`ω ${emission.toFixed(2)}`);
    const text = (await readout.innerText()).replaceAll('\u202f', '');
    const numbers =
      /^Ω ([\d.]+)\s+ω ([\d.]+)\s+Δ ([\d.]+) eV\s+I ([\d.e-]+) ± ([\d.e-]+)\s+(\d+) counts$/.exec(
        text
      );
    expect(numbers, text).not.toBeNull();
    const [shownIncident, shownEmission, transfer, intensity, error, n] = (numbers ?? [])
      .slice(1)
      .map(Number);
    expect(Math.abs(shownIncident - incident)).toBeLessThan(0.0061); // two digits; the median of 74
    expect(Math.abs(shownEmission - emission)).toBeLessThan(1e-9);
    expect(Math.abs(transfer - (incident - emission))).toBeLessThan(0.0061);
    expect(n).toBe(counts);
    expect(Math.abs(intensity / (counts / monitor) - 1)).toBeLessThan(5e-4); // four digits
    expect(Math.abs(error / sigma - 1)).toBeLessThan(5e-2); // two digits
    // and the truth itself is within the uncertainty
    const expected = trueIntensity(truth, ...nominal);
    expect(Math.abs(intensity - expected)).toBeLessThan(5 * sigma);
  }
  await page.mouse.move(area.left + area.width / 2, area.top + area.height + 30);
  await expect(readout).toHaveText('');
});

test('keys read out a map and a spectrum, and a resting readout is announced', async () => {
  const { page } = session;
  await execute(page, 'xes:open', { path: name });
  await settled(page);
  await current(page, name);
  await axes(page);
  const readout = page.locator('.jp-XESViewer:visible .jp-XESStatus-readout');
  const announced = page
    .locator('.jp-XESViewer:visible')
    .getByRole('status')
    .filter({ hasText: 'ω' });
  const emission = async () => Number(/ω ([\d.]+)/.exec((await readout.textContent()) ?? '')?.[1]);
  await page.locator('.jp-XESMap:visible').focus();
  await page.keyboard.press('c');
  await expect(page.locator('.jp-XESCrosshair:visible').first()).toBeVisible();
  await expect(readout).toContainText('counts');
  const first = await emission();
  await page.keyboard.press('ArrowUp');
  await expect.poll(emission).toBeCloseTo(first + 0.3, 1);
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(emission).toBeCloseTo(first + 0.3 - 3, 1);
  await expect(announced).toHaveText(((await readout.textContent()) ?? '').trim());
  // the plot is redrawn when zoomed, and the cursor stays
  const [before] = await axesOf(page, '.jp-XESMap');
  await page.keyboard.press('+');
  await expect
    .poll(async () => (await axesOf(page, '.jp-XESMap'))[0].x[0])
    .toBeGreaterThan(before.x[0]);
  await expect(page.locator('.jp-XESCrosshair:visible').first()).toBeVisible();
  await expect(readout).toContainText('counts');
  await page.keyboard.press('Escape');
  await expect(readout).toHaveText('');

  await execute(page, 'xes:open', { path: 'xes-demo-kbeta.nxs' });
  await settled(page);
  await current(page, 'xes-demo-kbeta.nxs');
  await spectraAxes(page);
  await page.locator('.jp-XESSpectra:visible').focus();
  await page.keyboard.press('c');
  await expect(readout).toContainText('counts');
  const middle = await emission();
  await page.keyboard.press('ArrowRight');
  await expect.poll(emission).toBeGreaterThan(middle);
  await expect(page.locator('.jp-XESSpectra-mark:visible')).toHaveCount(1);
  await expect(announced).toContainText(String((await emission()).toFixed(2)));
});
