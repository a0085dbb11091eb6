import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { current, execute, settled } from './lab.js';
import type { ISession } from './session.js';

export interface IReport {
  /** Name, text and content of the file. */
  file: string;
  text: string;
  reason: string;
  doing: string;
  path: string | null;
  error: { message: string; code: string | null; stack: string | null };
}

/** The crash reports in a folder of the server, such as '' or 'run'. */
export function reportsIn(session: ISession, folder: string): IReport[] {
  const place = session.file(path.join(folder, 'xes-diagnostics'));
  const isReport = (name: string) => /^[^.]*\.json$/.test(name); // not one of its analyses
  const files = existsSync(place) ? readdirSync(place).filter(isReport) : [];
  return files.map(file => {
    const text = readFileSync(path.join(place, file), 'utf8');
    // a file that is just being written is skipped
    return { file, text, ...(text.endsWith('}\n') ? (JSON.parse(text) as object) : {}) } as IReport;
  });
}

/** Wait for the one crash report of a folder. */
export async function reportIn(session: ISession, folder: string): Promise<IReport> {
  await expect
    .poll(() => reportsIn(session, folder).map(({ doing }) => typeof doing))
    .toEqual(['string']);
  const [report] = reportsIn(session, folder);
  const kind = report.reason === 'on-demand' ? 'report' : 'crash';
  expect(report.file).toMatch(new RegExp(`^${kind}-\\d{8}T\\d{6}Z-[0-9a-f]{8}\\.json$`));
  return report;
}

interface ILogPanel {
  content: {
    source: string | null;
    loggerRegistry: {
      getLoggers(): {
        source: string;
        outputAreaModel: { length: number; get(i: number): { toJSON(): object } };
      }[];
    };
  };
}

interface IApp {
  commands: { isToggled(id: string): boolean; execute(id: string): Promise<unknown> };
  shell: { widgets(area: string): Iterable<{ content?: Partial<ILogPanel['content']> }> };
}

/**
 * The entries of the log console for a source, oldest first. The console is opened if necessary.
 */
export async function logOf(page: Page, source: string): Promise<string[]> {
  return page.evaluate(async wanted => {
    const { jupyterapp } = window as unknown as { jupyterapp: IApp };
    if (!jupyterapp.commands.isToggled('logconsole:open')) {
      await jupyterapp.commands.execute('logconsole:open');
    }
    const panel = [...jupyterapp.shell.widgets('down')].find(
      widget => widget.content?.loggerRegistry
    );
    const loggers = panel?.content?.loggerRegistry?.getLoggers() ?? [];
    const model = loggers.find(logger => logger.source === wanted)?.outputAreaModel;
    return Array.from({ length: model?.length ?? 0 }, (_, i) =>
      JSON.stringify(model?.get(i).toJSON())
    );
  }, source);
}

/** The notification with a text. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.Toastify__toast', { hasText: text });
}

/** The viewer answers and its first cut moves by key; JupyterLab opens a launcher. */
export async function expectUsable(page: Page, scan: string): Promise<void> {
  await execute(page, 'xes:open', { path: scan });
  await current(page, scan.split('/').pop() ?? scan);
  const before = await settled(page);
  expect(before.kind).toBe('RXES');
  const cut = page.locator('.jp-XESViewer:visible .jp-XESCut').first();
  const moved = async () => {
    await cut.focus(); // a tab that comes to the front may take the focus meanwhile
    await page.keyboard.press('ArrowLeft');
    // a JupyterLab dialog captures every key: then that is wrong, not the cut
    const dialogs = await page.locator('.jp-Dialog').allInnerTexts();
    const focus = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    return { at: (await settled(page)).cuts[0].at, dialogs, focus };
  };
  await expect
    .poll(async () => {
      const { at, dialogs, focus } = await moved();
      return at === before.cuts[0].at ? { dialogs, focus } : 'moved';
    })
    .toBe('moved');
  await execute(page, 'launcher:create');
  await expect(page.locator('.jp-Launcher:visible')).toBeVisible();
}
