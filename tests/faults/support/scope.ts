import { expect, type Locator, type Page } from '@playwright/test';

/** A widget of JupyterLab's main area, as far as the faults use it. */
export interface IWidget {
  title: { label: string };
  isDisposed: boolean;
  isVisible: boolean;
  node: HTMLElement;
  context?: { path: string; model: { dirty: boolean } };
  hasClass(name: string): boolean;
  close(): void;
}

export interface IApp {
  commands: {
    listCommands(): string[];
    execute(id: string, args?: object): Promise<unknown>;
    isEnabled(id: string, args?: object): boolean;
    isVisible(id: string, args?: object): boolean;
    label(id: string, args?: object): string;
  };
  shell: { widgets(area: string): Iterable<IWidget>; currentWidget: IWidget | null };
  serviceManager: { contents: Record<string, unknown> };
}

/** What `installScope` puts on the page's window. */
export interface IScope {
  jupyterapp: IApp;
  /** Remove the faults that do not end by themselves. */
  planted?: (() => void)[];
  faults: {
    /** The service of a plugin, by the name of its token. */
    service(token: string): Record<string, unknown>;
    /** Move the page's clock by some ms. */
    skip(milliseconds: number): void;
  };
}

/**
 * Give a page that is not loaded yet access to the services of extensions, and a clock that can
 * jump: each fault begins a minute after the previous one, for within a minute the recorder writes
 * at most ten reports.
 */
export async function installScope(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const RealDate = Date;
    let offset = 0;
    const now = () => RealDate.now() + offset;
    const Moved = function (this: unknown, ...parts: [number]) {
      return new.target
        ? new RealDate(...(parts.length > 0 ? parts : ([now()] as [number])))
        : new RealDate(now()).toString();
    };
    window.Date = Object.assign(Moved, { now, parse: RealDate.parse, UTC: RealDate.UTC }) as never;
    Object.defineProperty(Moved, 'prototype', { value: RealDate.prototype });
    interface IPlugin {
      provides?: { name: string } | null;
      service?: unknown;
    }
    const scope = window as unknown as {
      jupyterapp: { pluginRegistry: { _plugins: Map<string, IPlugin> } };
      faults: unknown;
    };
    scope.faults = {
      skip: (milliseconds: number) => (offset += milliseconds),
      service: (token: string) => {
        const plugins = [...scope.jupyterapp.pluginRegistry._plugins.values()];
        const plugin = plugins.find(entry => entry.provides?.name === token && entry.service);
        if (!plugin) {
          throw new Error(`no service ${token}`);
        }
        return plugin.service;
      }
    };
  });
}

/** Names of the tokens that the faults use. */
export const tokens = {
  diagnostics: 'jupyterlab-xes:IXESDiagnostics',
  tracker: 'jupyterlab-xes:IXESTracker',
  docManager: '@jupyterlab/docmanager:IDocumentManager',
  browsers: '@jupyterlab/filebrowser:IFileBrowserFactory',
  settings: '@jupyterlab/coreutils:ISettingRegistry',
  loggers: '@jupyterlab/logconsole:ILoggerRegistry'
} as const;

interface ILogger {
  source: string;
  outputAreaModel: { length: number; get(i: number): { toJSON(): object } };
}

/** Every line of the log console, of any source, oldest first by source. */
export function logLines(page: Page): Promise<string[]> {
  return page.evaluate(token => {
    const { faults } = window as unknown as IScope;
    const registry = faults.service(token) as unknown as { getLoggers(): ILogger[] };
    return registry
      .getLoggers()
      .flatMap(({ source, outputAreaModel: model }) =>
        Array.from(
          { length: model.length },
          (_, i) => `${source}: ${JSON.stringify(model.get(i).toJSON())}`
        )
      );
  }, tokens.loggers);
}

/**
 * Remove planted faults, close all documents without a question and the toasts, advance by a
 * minute.
 */
export function tidy(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { jupyterapp, faults, planted = [] } = window as unknown as IScope;
    planted.splice(0).forEach(release => release());
    faults.skip(61_000);
    const documents = () => [...jupyterapp.shell.widgets('main')].filter(widget => widget.context);
    for (const widget of documents()) {
      if (widget.context) {
        widget.context.model.dirty = false;
      }
      widget.close();
    }
    const left = () => [
      ...documents().map(({ title }) => title.label),
      ...[...document.querySelectorAll('.jp-XESViewer')].map(node => node.className)
    ];
    document.querySelectorAll<HTMLElement>('.Toastify__toast').forEach(toast => {
      // removed in a second or so, after its animation
      toast.dataset.fault = 'before';
      toast.querySelector<HTMLElement>('button[aria-label="close"]')?.click();
    });
    for (let i = 0; i < 600 && left().length > 0; i++) {
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    if (left().length > 0) {
      throw new Error(`these do not close:\n${left().join('\n')}`);
    }
  });
}

/** Dismiss all JupyterLab dialogs with Escape. */
export async function dismissDialogs(page: Page): Promise<void> {
  const dialogs = page.locator('.jp-Dialog');
  await expect(async () => {
    if ((await dialogs.count()) > 0) {
      await page.keyboard.press('Escape');
    }
    expect(await dialogs.count()).toBe(0);
  }).toPass();
}

/** A viewer's state as compared by the faults. */
export interface IFaultState {
  kind: string | null;
  plots: number;
  scans: { path: string; state: string; error: { code: string; message: string } | null }[];
  cuts: { type: string; at: number }[];
}

/** Open a document, and wait in the page until all of it is read, and drawn if possible. */
export function open(page: Page, path: string): Promise<IFaultState> {
  return page.evaluate(async name => {
    const { jupyterapp } = window as unknown as IScope;
    await jupyterapp.commands.execute('xes:open', { path: name });
    const isThere = () => jupyterapp.shell.currentWidget?.context?.path === name;
    const state = async () =>
      (await jupyterapp.commands.execute('xes:state')) as IFaultState | null;
    const visible = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].some(
        node => node.getClientRects().length > 0
      );
    const isDrawn = () =>
      visible('.jp-XESError') ||
      visible('.jp-XESMap svg.main-svg') ||
      visible('.jp-XESSpectra svg.main-svg');
    let last: IFaultState | null = null;
    for (let i = 0; i < 1600; i++) {
      last = isThere() ? await state() : null;
      const isRead =
        last && last.scans.length > 0 && last.scans.every(scan => scan.state !== 'loading');
      if (last && isRead && isDrawn()) {
        return last;
      }
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    throw new Error(`${name} does not open: ${JSON.stringify(last)}`);
  }, path);
}

/** The notification of this fault, by its text. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.Toastify__toast:not([data-fault])', { hasText: text });
}

/**
 * Reread the shown scan, and wait in the page until that is done.
 * @returns the code of its error.
 */
export function reload(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    const { commands } = (window as unknown as IScope).jupyterapp;
    await commands.execute('xes:reload');
    await commands.execute('xes:settled');
    const { scans } = (await commands.execute('xes:state')) as IFaultState;
    return scans[0].error?.code ?? null;
  });
}
