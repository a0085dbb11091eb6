import type { Page } from '@playwright/test';

/** Frames of a page during some work. */
export interface IFrames {
  /** ms between frames. */
  median: number;
  p95: number;
  longest: number;
  /** Tasks of more than 50 ms, ms each. */
  tasks: number[];
}

/** Measure frames and long tasks of the page during some work. */
export async function framesOf(page: Page, work: () => Promise<void>): Promise<IFrames> {
  await page.evaluate(() => {
    const log = { frames: [] as number[], tasks: [] as number[], isOn: true };
    Object.assign(window, { log });
    new PerformanceObserver(list =>
      list.getEntries().forEach(({ duration }) => log.isOn && log.tasks.push(duration))
    ).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      log.frames.push(now - last);
      last = now;
      if (log.isOn) {
        requestAnimationFrame(frame);
      }
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const { log } = window as unknown as {
      log: { frames: number[]; tasks: number[]; isOn: boolean };
    };
    log.isOn = false;
    const sorted = log.frames.slice(1).sort((a, b) => a - b);
    const at = (part: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
    return { median: at(0.5), p95: at(0.95), longest: at(1), tasks: log.tasks };
  });
}

/**
 * A clock of the CPU time of the page's main thread, ms, which hardly depends on the machine's
 * other load.
 */
export async function workClock(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  let before = await worked();
  return async () => {
    const now = await worked();
    const since = now - before;
    before = now;
    return since;
  };
}

/** Print frames under a name. */
export function show(name: string, { median, p95, longest, tasks }: IFrames): void {
  console.log(
    `${name}: frame median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, longest ${longest.toFixed(0)} ms; ` +
      `${tasks.length} tasks over 50 ms${tasks.length > 0 ? `, longest ${Math.max(...tasks).toFixed(0)} ms` : ''}`
  );
}
