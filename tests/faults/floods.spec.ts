import { copyFileSync, rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { map, useFaults } from './support/faults.js';
import { logLines, open, tokens, type IScope } from './support/scope.js';

const f = useFaults();

interface IDiagnostics {
  log(level: string, message: string, context: object): void;
  report(error: unknown, context: object): Promise<void>;
}

test('100 000 log messages at once: the page survives, the log holds the last', async () => {
  const { page } = f;
  await open(page, map);
  const took = await page.evaluate(
    ([token, path]) => {
      const { faults } = window as unknown as IScope;
      const diagnostics = faults.service(token) as unknown as IDiagnostics;
      const start = performance.now();
      for (let i = 0; i < 100_000; i++) {
        diagnostics.log('warning', `flood ${i}`, { doing: 'Flooding', path });
      }
      return performance.now() - start;
    },
    [tokens.diagnostics, map] as const
  );
  console.log(`100 000 messages took ${Math.round(took)} ms`);
  await expect
    .poll(async () => (await logLines(page)).join('\n'))
    .toMatch(/\d+ messages were dropped: they came faster than they can be written/);
  expect((await logLines(page)).length).toBeLessThan(10_000);
  await page.evaluate(() =>
    (window as unknown as IScope).jupyterapp.commands.execute('xes:show-log')
  );
  f.undo(() =>
    page.evaluate(() => {
      for (const widget of (window as unknown as IScope).jupyterapp.shell.widgets('down')) {
        widget.close();
      }
    })
  );
  await expect(page.locator('.jp-XESLog-row', { hasText: 'flood 99999' })).toHaveCount(1);
  expect(f.reports()).toEqual([]);
});

test('10 000 different errors: at most ten reports, the page survives', async () => {
  const { page } = f;
  await open(page, map);
  await page.evaluate(
    async ([token, path]) => {
      const { faults } = window as unknown as IScope;
      const diagnostics = faults.service(token) as unknown as IDiagnostics;
      const all: Promise<void>[] = [];
      for (let i = 0; i < 10_000; i++) {
        all.push(diagnostics.report(new Error(`planted ${i}`), { doing: 'Flooding', path }));
      }
      await Promise.all(all);
    },
    [tokens.diagnostics, map] as const
  );
  await f.expectReported(/planted \d/, /Flooding failed/);
  expect(f.reports().length).toBeLessThanOrEqual(10);
  await expect.poll(() => page.locator('.Toastify__toast').count()).toBeLessThanOrEqual(20);
});

test('20 viewers at once, closed at once', async () => {
  const { page } = f;
  const names = Array.from({ length: 20 }, (_, i) => `many-${i}.nxs`);
  names.forEach(name => copyFileSync(f.file(map), f.file(name)));
  f.undo(() => names.forEach(name => rmSync(f.file(name))));
  await page.evaluate(async paths => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    await Promise.all(paths.map(path => commands.execute('xes:open', { path })));
  }, names);
  for (const name of [names[19], names[0]]) {
    expect((await open(page, name)).kind).toBe('RXES');
  }
  await expect(page.locator('.jp-XESViewer')).toHaveCount(20);
});

test('another extension throws in the slots of signals that we use', async () => {
  const { page } = f;
  await open(page, map);
  const count = await page.evaluate(token => {
    const { faults, jupyterapp } = window as unknown as IScope;
    interface ISignal {
      connect(slot: () => void): void;
      disconnect(slot: () => void): void;
    }
    const tracker = faults.service(token) as unknown as Record<string, ISignal>;
    const { currentWidget } = jupyterapp.shell as unknown as {
      currentWidget: { context: Record<string, ISignal>; model: Record<string, ISignal> };
    };
    let thrown = 0;
    const slot = () => {
      thrown++;
      throw new Error('planted by another extension');
    };
    for (const signal of [
      tracker.currentChanged,
      tracker.widgetAdded,
      currentWidget.context.pathChanged,
      currentWidget.model.changed
    ]) {
      signal.connect(slot);
    }
    (currentWidget.model as unknown as { setView(view: object): void }).setView({ scale: 'log' });
    for (const signal of [tracker.currentChanged, tracker.widgetAdded]) {
      signal.disconnect(slot);
    }
    return thrown;
  }, tokens.tracker);
  expect(count).toBeGreaterThan(0);
  await expect(page.getByRole('combobox', { name: 'Scale' })).toHaveValue('log');
});

for (const [name, jump] of [
  ['forward by a year', 365 * 86_400_000],
  ['back by two years', -2 * 365 * 86_400_000]
] as const) {
  test(`the system clock jumps ${name}`, async () => {
    const { page } = f;
    await open(page, map);
    await page.evaluate(by => (window as unknown as IScope).faults.skip(by), jump);
    await page.evaluate(
      async ([token, path, words]) => {
        const { faults } = window as unknown as IScope;
        const diagnostics = faults.service(token) as unknown as IDiagnostics;
        await diagnostics.report(new Error(words), { doing: 'Jumping', path });
      },
      [tokens.diagnostics, map, `planted after a jump ${name}`] as const
    );
    await f.expectReported(`planted after a jump ${name}`, /Jumping failed/);
  });
}
