import { readFileSync } from 'node:fs';
import { expect, type Download, type Page } from '@playwright/test';

/** Position of the map's axes on the screen (pixels), and their ranges (eV). */
export interface IAxes {
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
  };
}

/** Axes of each visible plot in a part of the page, from plotly itself. */
export function axesOf(page: Page, within: string): Promise<IAxes[]> {
  return page.locator(`${within} .js-plotly-plot:visible`).evaluateAll(nodes =>
    (nodes as IPlotly[]).map(node => {
      const box = node.getBoundingClientRect();
      const { _size, xaxis, yaxis } = node._fullLayout;
      return {
        left: box.left + _size.l,
        top: box.top + _size.t,
        width: _size.w,
        height: _size.h,
        x: [xaxis.range[0], xaxis.range[1]] as [number, number],
        y: [yaxis.range[0], yaxis.range[1]] as [number, number]
      };
    })
  );
}

/** Wait until the map and both cuts are drawn, and read its axes. */
export async function axes(page: Page): Promise<IAxes> {
  await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible();
  const [found] = await axesOf(page, '.jp-XESMap');
  if (!found) {
    throw new Error('There is no map');
  }
  return found;
}

/** The point of the screen at an incident and an emission energy (eV). */
export function pointOf(area: IAxes, incident: number, emission: number): [number, number] {
  const { left, top, width, height, x, y } = area;
  return [
    left + ((incident - x[0]) / (x[1] - x[0])) * width,
    top + ((y[1] - emission) / (y[1] - y[0])) * height
  ];
}

/** Energies (eV) of one pixel. */
export function pixel({ width, height, x, y }: IAxes): { incident: number; emission: number } {
  return { incident: (x[1] - x[0]) / width, emission: (y[1] - y[0]) / height };
}

/** Choose a new cut in the menu over the map. @param root of the viewer, if there are several. */
export async function newCut(
  page: Page,
  type: 'CIE' | 'CEE' | 'CET' | 'Line',
  root = 'body'
): Promise<void> {
  await page.locator(`${root} .jp-XESViewer-controls:visible`).getByText('+ Cut ▾').last().click();
  await page.locator('.jp-XESCutMenu').getByRole('menuitem', { name: type }).click();
  await expect(page.locator('.jp-XESCutMenu')).toHaveCount(0);
}

/** Press at a point, move to another, release. */
export async function drag(
  page: Page,
  from: [number, number],
  to: [number, number]
): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 8 });
  await page.mouse.up();
}

/** The download of a button of the viewer's toolbar. */
export async function download(page: Page, label: string): Promise<Download> {
  const coming = page.waitForEvent('download');
  await page.locator('.jp-XESDocument:visible .jp-Toolbar jp-button', { hasText: label }).click();
  return coming;
}

/** The header and the numbers of a downloaded CSV, and its provenance. */
export async function csv(
  file: Download
): Promise<{ header: string; rows: number[][]; comments: string[] }> {
  const all = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\n');
  const [header, ...lines] = all.filter(line => !line.startsWith('#'));
  return {
    header,
    rows: lines.map(line => line.split(',').map(Number)),
    comments: all.filter(line => line.startsWith('#'))
  };
}

/** Whether each shown map has pixels of contours. */
export function haveContours(page: Page): Promise<boolean[]> {
  return page.locator('.jp-XESViewer:visible .jp-XESMap-contours').evaluateAll(nodes =>
    (nodes as HTMLCanvasElement[]).map(canvas =>
      canvas
        .getContext('2d')!
        .getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height))
        .data.some(value => value > 60)
    )
  );
}
