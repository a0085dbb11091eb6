/**
 * Time until the list of an analysis of 5 000 scans is usable and its first scan is shown, and the
 * bytes read for it.
 */
import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { current, execute, settled } from '../tests/browser/support/lab.js';
import { useSession } from '../tests/browser/support/session.js';

const session = useSession();
const count = 5000;

test('an analysis of 5 000 scans', async () => {
  const { page } = session;
  const name = 'many.xes.json';
  const scans = Array.from({ length: count }, (_, i) => ({
    id: `s${i + 1}`,
    path: i % 2 === 0 ? 'xes-demo-rxes.nxs' : `scan-${i}.nxs`
  }));
  const view = { firstCuts: 'own' }; // one row per scan only
  const text = { type: 'xes-analysis', version: 3, scans, steps: [], view };
  writeFileSync(session.file(name), JSON.stringify(text));
  await execute(page, 'xes:open', { path: 'xes-demo-kbeta.nxs' }); // load the code first
  await settled(page);
  const reads: string[] = [];
  page.on('request', request => {
    if (request.url().includes('/files/')) {
      reads.push(new URL(request.url()).pathname);
    }
  });
  await page.evaluate(() => {
    const log = { tasks: [] as number[] };
    Object.assign(window, { log });
    new PerformanceObserver(list =>
      list.getEntries().forEach(({ duration }) => log.tasks.push(duration))
    ).observe({ type: 'longtask' });
  });
  const start = Date.now();
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await page.waitForFunction(
    wanted =>
      [...document.querySelectorAll('.jp-XESList-rows')].some(
        rows => rows.getAttribute('aria-rowcount') === String(wanted)
      ),
    count,
    { polling: 'raf' }
  );
  const listed = Date.now() - start;
  await settled(page);
  const shown = Date.now() - start;
  await page.locator('.jp-XESList:visible .jp-XESList-row').nth(2).click();
  const chosen = Date.now();
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('.jp-XESList-row[aria-selected=true]')].some(
        row => row.getAttribute('aria-rowindex') === '3'
      ),
    null,
    { polling: 'raf' }
  );
  const tasks = await page.evaluate(
    () => (window as unknown as { log: { tasks: number[] } }).log.tasks
  );
  console.log(
    `list of ${count} rows after ${listed} ms, its first scan after ${shown} ms; a click is shown after ` +
      `${Date.now() - chosen} ms; ${new Set(reads).size} files read; tasks over 50 ms: ` +
      `${tasks.map(task => task.toFixed(0)).join(', ') || 'none'}`
  );
});
