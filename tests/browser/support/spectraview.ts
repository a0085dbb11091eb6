import { expect, type Locator, type Page } from '@playwright/test';

/** Where the axes of the spectra are on the screen (pixels), and what they show (eV; intensity or its power of ten). */
export interface ISpectraAxes {
  left: number;
  top: number;
  width: number;
  height: number;
  x: [number, number];
  y: [number, number];
}

interface IPlotly extends HTMLElement {
  _fullLayout: {
    _size: { l: number; t: number; w: number; h: number };
    xaxis: { range: [number, number] };
    yaxis: { range: [number, number] };
    yaxis2?: { range: [number, number]; domain: [number, number] };
  };
}

/** Wait until spectra are drawn, and read their axes, from plotly itself. */
export async function spectraAxes(page: Page): Promise<ISpectraAxes> {
  await expect(page.locator('.jp-XESSpectra:visible svg.main-svg').first()).toBeVisible();
  return page.evaluate(() => {
    const node = [...document.querySelectorAll<IPlotly>('.jp-XESSpectra .js-plotly-plot')].find(
      ({ offsetParent }) => offsetParent !== null
    );
    if (!node) {
      throw new Error('There are no spectra');
    }
    const box = node.getBoundingClientRect();
    const { _size, xaxis, yaxis } = node._fullLayout;
    return {
      left: box.left + _size.l,
      top: box.top + _size.t,
      width: _size.w,
      height: _size.h,
      x: [...xaxis.range] as [number, number],
      y: [...yaxis.range] as [number, number]
    };
  });
}

/** Pixel of the screen at which an energy lies (eV). */
export function pixelOf({ left, width, x }: ISpectraAxes, energy: number): number {
  return left + ((energy - x[0]) / (x[1] - x[0])) * width;
}

/** Energy of one pixel, eV. */
export function pixelEnergy({ width, x }: ISpectraAxes): number {
  return (x[1] - x[0]) / width;
}

/** A part of a mark over the spectra, by its name. */
export function markPart(page: Page, name: string): Locator {
  return page.locator('.jp-XESMarkLayer:visible').getByRole('slider', { name, exact: true });
}

/** Press where an energy lies, at a height of the plot (0 is its top), go to another, and let go. */
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
