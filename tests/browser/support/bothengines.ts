import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import type { Page } from '@playwright/test';
import path from 'node:path';
import { root } from './lab.js';
import type { IJob, IOutcome } from './runjob.js';

/** The code of `run` in one script, for a page or a Node context. */
async function script(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'tests/browser/support/runjob.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error'
  });
  return outputFiles[0].text;
}

/** Run a job in Node and in a page, by the same code, and return both results. */
export async function inBothEngines(
  page: Page,
  job: IJob
): Promise<{ node: IOutcome[]; browser: IOutcome[] }> {
  const code = await script();
  const text = JSON.stringify(job);
  const inNode = { text, structuredClone, performance, AbortController, TextEncoder, Uint8Array };
  const node = JSON.parse(
    await (runInNewContext(`${code}; runJob(text)`, inNode) as Promise<string>)
  ) as IOutcome[];
  await page.addScriptTag({ content: code });
  const browser = JSON.parse(
    await page.evaluate(name => (globalThis as unknown as IRunner).runJob(name), text)
  ) as IOutcome[];
  return { node, browser };
}

interface IRunner {
  runJob(text: string): Promise<string>;
}
