import { writeFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { emptyDocument } from '../../../src/analysis/document/index.js';
import { current, execute, loaded, settled, type IState } from './lab.js';
import type { ISession } from './session.js';

/** A step of a document. */
export interface IStep {
  id: string;
  step: string;
  from: (string | object)[];
  parameters: object;
}

/** The state of the viewer, as far as the list is concerned. */
export interface IListState extends IState {
  shown: string[];
  selected: string[];
  steps: (IState['steps'][number] & { label: string; off?: boolean; outputs: string[] })[];
  drawn: { ref: { id: string; output?: string }; key: string; color: string; points: number }[];
}

/** Open an analysis of scans, by their paths, with ids `s1`, `s2`, …, and of steps. */
export async function openAnalysis(
  { page, file }: ISession,
  name: string,
  paths: readonly string[],
  steps: readonly IStep[] = []
): Promise<void> {
  const scans = paths.map((path, i) => ({ id: `s${i + 1}`, path }));
  writeFileSync(file(name), JSON.stringify({ ...emptyDocument(), scans, steps }));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await loaded(page);
  await settled(page);
  // the list is drawn in the next frame
  await expect(list(page).locator('[role="row"]')).not.toHaveCount(0);
}

export async function listState(page: Page): Promise<IListState> {
  return (await execute(page, 'xes:state')) as IListState;
}

export function list(page: Page): Locator {
  return page.locator('.jp-XESViewer:visible .jp-XESList');
}

/** The row of that label. */
export function listRow(page: Page, label: string): Locator {
  return list(page)
    .locator('.jp-XESList-row')
    .filter({ has: page.locator('.jp-XESList-label').getByText(label, { exact: true }) });
}

/** The labels of the drawn rows, in their order. */
export function listLabels(page: Page): Promise<string[]> {
  return list(page)
    .locator('.jp-XESList-row')
    .evaluateAll(rows =>
      rows
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map(row => row.querySelector('.jp-XESList-label')?.textContent ?? '')
    );
}

/** Click a row outside its buttons, and wait until it takes the keys. */
export async function clickRow(
  page: Page,
  label: string,
  modifiers: ('Control' | 'Shift')[] = []
): Promise<void> {
  await listRow(page, label).locator('.jp-XESList-label').click({ modifiers });
  await expect(listRow(page, label)).toBeFocused();
}

/**
 * Tick a row by its checkbox, or untick it, and wait until it is drawn: that happens in the next
 * frame.
 */
export async function tickRow(page: Page, label: string, isTicked = true): Promise<void> {
  const box = listRow(page, label).getByRole('checkbox');
  await expect(box).toBeChecked({ checked: !isTicked });
  await box.click();
  await expect(box).toBeChecked({ checked: isTicked });
}

/**
 * Drag a row by mouse and hold it over another.
 * @param part of the height of the other, from its top.
 */
export async function dragRow(page: Page, label: string, over: string, part: number) {
  const place = async (name: string, y: number) => {
    const box = await listRow(page, name).boundingBox();
    if (!box) {
      throw new Error(`There is no row "${name}"`);
    }
    return [box.x + 0.6 * box.width, box.y + y * box.height] as const;
  };
  await page.mouse.move(...(await place(label, 0.5)));
  await page.mouse.down();
  // the first moves begin the drag, the last are over the row
  await page.mouse.move(...(await place(over, 0.5)), { steps: 3 });
  await page.mouse.move(...(await place(over, part)), { steps: 2 });
}
