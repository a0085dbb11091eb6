import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { counts } from '../browser/support/heap.js';
import { execute } from '../browser/support/lab.js';

/** Resources in use, after a forced garbage collection; sizes in bytes. */
export interface IMeasure {
  heap: number;
  /** Memory that the viewer itself reported, and released on request; of that WebAssembly's. */
  held: number;
  wasm: number;
  nodes: number;
  listeners: number;
  workers: number;
  viewers: number;
  plots: number;
  files: number;
  diagnostics: number;
}

interface IFreed {
  freed: number;
  accounts: { kind: string; bytes: number }[];
}

/**
 * Widgets of ours still in JupyterLab's document are viewers; plots are nodes that plotly drew on.
 */
export async function measure(page: Page, cdp: CDPSession, folder: string): Promise<IMeasure> {
  const { nodes, listeners } = await counts(cdp);
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const [viewers, plots] = await page.evaluate(() => [
    document.querySelectorAll('.jp-XESViewer').length,
    document.querySelectorAll('.jp-XESPlot').length
  ]);
  const { freed, accounts } = (await execute(page, 'xes:free-memory')) as IFreed;
  const wasm = accounts.filter(({ kind }) => kind === 'wasm');
  const workers = page.workers().filter(worker => worker.url().includes('jupyterlab-xes')).length;
  const reports = path.join(folder, 'xes-diagnostics');
  const names = existsSync(reports) ? readdirSync(reports) : [];
  return {
    heap: usedSize,
    held: freed,
    wasm: wasm.reduce((sum, { bytes }) => sum + bytes, 0),
    nodes,
    listeners,
    workers,
    viewers,
    plots,
    files: readdirSync(folder).length,
    diagnostics: names.reduce((sum, name) => sum + statSync(path.join(reports, name)).size, 0)
  };
}

/** The two measures side by side. */
export function table(start: IMeasure, end: IMeasure): string {
  const row = (...cells: (string | number)[]) =>
    cells
      .map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(14)))
      .join('');
  const names = Object.keys(start) as (keyof IMeasure)[];
  return [
    row('', 'start', 'end', 'difference'),
    ...names.map(name => row(name, start[name], end[name], end[name] - start[name]))
  ].join('\n');
}
