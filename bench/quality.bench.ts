/**
 * The quality page of 100 scans: time until it is shown, from ticking a box to its hollow point,
 * and for a pointer move.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from '@playwright/test';
import { current, execute } from '../tests/browser/support/lab.js';
import { useSession } from '../tests/browser/support/session.js';
import { workClock } from './frames.js';
import { python } from './science/python.mjs';

const session = useSession();
const count = 100;

/** Python that writes spectra of 2 000 points as NXdata, one hour apart: scan-1.nxs and so on. */
const make = `
import sys, h5py, numpy
energy = numpy.linspace(9500, 9700, 2000)
for i in range(int(sys.argv[2])):
    noise = numpy.random.default_rng(i)
    counts = noise.poisson(500 + 2e4 / (1 + ((energy - 9572) / 3) ** 2))
    with h5py.File(f"{sys.argv[1]}/scan-{i + 1}.nxs", "w") as file:
        data = file.create_group("entry/data")
        file["entry"].attrs["NX_class"] = "NXentry"
        file["entry"].attrs["default"] = "data"
        file["entry/start_time"] = f"2023-11-{1 + i // 24:02d}T{i % 24:02d}:00:00+00:00"
        file.attrs["default"] = "entry"
        data.attrs.update(NX_class="NXdata", signal="counts", axes=["emission_energy"])
        data["counts"] = counts.astype(float)
        data["counts_errors"] = numpy.sqrt(counts)
        data["emission_energy"] = energy
        data["emission_energy"].attrs["units"] = "eV"
`;

test('the quality page of 100 scans', async () => {
  const { page, lab } = session;
  execFileSync(python, ['-c', make, lab.folder, String(count)]);
  const name = 'quality.xes.json';
  const scans = Array.from({ length: count }, (_, i) => ({
    id: `s${i + 1}`,
    path: `scan-${i + 1}.nxs`
  }));
  const text = { type: 'xes-analysis', version: 3, scans, steps: [] };
  writeFileSync(path.join(lab.folder, name), JSON.stringify(text));
  await execute(page, 'xes:open', { path: name });
  await current(page, name);
  await execute(page, 'xes:settled');
  await page.evaluate(() => {
    const log = { tasks: [] as number[] };
    Object.assign(window, { log });
    new PerformanceObserver(list =>
      list.getEntries().forEach(({ duration }) => log.tasks.push(duration))
    ).observe({ type: 'longtask' });
  });
  const drawn = (hollow: number) =>
    page.waitForFunction(
      ([wanted, all]) => {
        const nodes = document.querySelectorAll<
          HTMLElement & { data?: { marker?: { symbol: unknown } }[] }
        >('.jp-XESSeries .js-plotly-plot');
        const symbols = [...nodes]
          .flatMap(({ data = [] }) => data)
          .map(({ marker }) => marker?.symbol)
          .find(symbol => Array.isArray(symbol) && symbol.length === all) as string[] | undefined;
        return symbols?.filter(symbol => symbol === 'circle-open').length === wanted;
      },
      [hollow, count] as const,
      { polling: 'raf', timeout: 120_000 }
    );
  const work = await workClock(page);
  const start = Date.now();
  await execute(page, 'xes:quality', { page: 'quality' });
  await drawn(0);
  const opened = Date.now() - start;
  const opening = await work();
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const box = page.locator('.jp-XESSeries:visible input[type=checkbox]').nth(i);
    await box.scrollIntoViewIfNeeded();
    const before = Date.now();
    await box.click();
    await drawn(i + 1);
    times.push(Date.now() - before);
  }
  const leaving = (await work()) / times.length;
  const { x, y, width, height } = (await page
    .locator('.jp-XESSeries-plot:visible')
    .boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const moving = Date.now();
  for (let i = 0; i < 100; i++) {
    await page.mouse.move(x + 90 + ((width - 110) * i) / 100, y + height / 6);
  }
  const moved = (Date.now() - moving) / 100;
  const hovering = (await work()) / 100;
  const tasks = await page.evaluate(
    () => (window as unknown as { log: { tasks: number[] } }).log.tasks
  );
  await session.picture('quality-100');
  times.sort((a, b) => a - b);
  console.log(
    `the quality page of ${count} scans after ${opened} ms, with reading them; a scan left out is hollow after ${times[5]} ms ` +
      `(median; longest ${times[9]}); a move of the pointer takes ${moved.toFixed(1)} ms; of it the page itself works ` +
      `${opening.toFixed(0)} ms, ${leaving.toFixed(0)} ms and ${hovering.toFixed(1)} ms; tasks over 50 ms: ` +
      `${tasks.map(task => task.toFixed(0)).join(', ') || 'none'}`
  );
});
