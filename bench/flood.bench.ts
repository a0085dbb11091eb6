/**
 * Frames of a page during 100 000 log messages per second, compared with those of the idle page.
 */
import { test } from '@playwright/test';
import { build } from 'esbuild';
import { root } from '../tests/browser/support/lab.js';
import { launch } from '../tests/browser/support/browser.js';

/** Code run in the page: a log with sinks that draw, like JupyterLab's console. */
const source = `
  import { Log } from './src/diagnostics/log.ts';
  const log = new Log();
  const shown = document.body.appendChild(document.createElement('pre'));
  const draw = entry => {
    shown.append(entry.message + '\\n');
    while (shown.childNodes.length > 500) shown.firstChild.remove();
  };
  log.addSink({ write: draw }, { name: 'logConsole', level: 'info', perSecond: 50 });
  log.addSink({ write: () => undefined }, { name: 'file', level: 'info' });
  const io = log.module('io');
  window.frames = (seconds, perSecond) => new Promise(resolve => {
    const times = [];
    const start = performance.now();
    let [sent, spent] = [0, 0];
    const frame = now => {
      times.push(now);
      const begun = performance.now();
      const due = Math.min(seconds, (begun - start) / 1000) * perSecond;
      while (sent < due) io.info('message ' + sent++, { path: 'run/a.nxs' });
      spent += performance.now() - begun;
      if (begun - start < seconds * 1000) requestAnimationFrame(frame);
      else resolve({ times, sent, spent });
    };
    requestAnimationFrame(frame);
  });
`;

interface IFrames {
  times: number[];
  sent: number;
  spent: number;
}

test('frames under a flood of 100 000 messages a second', async () => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, loader: 'js' },
    bundle: true,
    format: 'iife',
    write: false
  });
  const browser = await launch();
  const page = await browser.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: outputFiles[0].text });
  const measure = (rate: number) =>
    page.evaluate(
      perSecond =>
        (window as unknown as { frames(s: number, r: number): Promise<IFrames> }).frames(
          3,
          perSecond
        ),
      rate
    );
  await measure(100_000); // warm-up
  await page.waitForTimeout(3000);
  for (const [name, rate] of [
    ['idle', 0],
    ['flood', 100_000]
  ] as const) {
    const { times, sent, spent } = await measure(rate);
    const steps = times.slice(1).map((time, i) => time - times[i]);
    steps.sort((a, b) => a - b);
    const late = steps.filter(step => step > 25).length;
    console.log(
      `${name}: ${times.length} frames in 3 s, ${late} late (goal: as idle), ` +
        `p95 ${steps[Math.floor(steps.length * 0.95)].toFixed(1)} ms, ${sent} messages, ` +
        `${sent ? ((spent * 1000) / sent).toFixed(2) : '–'} µs a call (goal: 5)`
    );
  }
  await browser.close();
});
