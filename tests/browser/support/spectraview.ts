import { expect, type Locator, type Page } from '@playwright/test';
import { axesOf, type IAxes } from './mapview.js';

/** Wait until spectra are drawn, and read their axes: eV; intensity or its power of ten. */
export async function spectraAxes(page: Page): Promise<IAxes> {
  await expect(page.locator('.jp-XESSpectra:visible svg.main-svg').first()).toBeVisible();
  const [found] = await axesOf(page, '.jp-XESSpectra');
  if (!found) {
    throw new Error('There are no spectra');
  }
  return found;
}

/** Pixel of the screen at an energy (eV). */
export function pixelOf({ left, width, x }: IAxes, energy: number): number {
  return left + ((energy - x[0]) / (x[1] - x[0])) * width;
}

/** Energy of one pixel, eV. */
export function pixelEnergy({ width, x }: IAxes): number {
  return (x[1] - x[0]) / width;
}

/** A part of a mark over the spectra, by its name. */
export function markPart(page: Page, name: string): Locator {
  return page.locator('.jp-XESMarkLayer:visible').getByRole('slider', { name, exact: true });
}

/** Press at an energy, at a height of the plot (0 is its top), move to another, and release. */
export async function dragEnergy(
  page: Page,
  from: number,
  to: number,
  { height = 0.5, isLetGo = true } = {}
): Promise<void> {
  const axes = await spectraAxes(page);
  const y = axes.top + height * axes.height;
  await page.mouse.move(pixelOf(axes, from), y);
  await page.mouse.down();
  await page.mouse.move(pixelOf(axes, to), y, { steps: 8 });
  if (isLetGo) {
    await page.mouse.up();
  }
}
