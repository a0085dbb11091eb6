import { expect, type Page } from '@playwright/test';
import { tokens, type IScope, type IWidget } from '../../faults/support/scope.js';
import { execute } from './lab.js';

/**
 * Reset a page to its state after JupyterLab was loaded, and check it: no document, viewer, dialog,
 * menu, notification or reader of the previous test, the launcher in front, default settings, an
 * empty log and nothing recorded for a crash. It fails the test that left something.
 * @param page prepared by `installScope`.
 */
export async function cleanUp(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  page.removeAllListeners('dialog');
  await closeMenus(page);
  expect(await page.locator('.jp-Dialog').allInnerTexts(), 'dialogs').toEqual([]);
  await page.mouse.move(0, 0);
  await inPage(page, takeFaultsAway);
  await inPage(page, closeWidgets);
  await resetSettings(page);
  await inPage(page, dismissToasts);
  await inPage(page, forget);
  await execute(page, 'filebrowser:go-to-path', { path: '/' });
  await execute(page, 'filebrowser:refresh');
  const workers = () =>
    page.workers().filter(worker => worker.url().includes('jupyterlab-xes')).length;
  await expect.poll(workers, { message: 'workers' }).toBeLessThanOrEqual(2);
  expect(await inPage(page, leftOvers), 'left on the page').toEqual([]);
}

/** Run code on the page that needs JupyterLab's services, which it receives. */
function inPage<T>(
  page: Page,
  work: (names: typeof tokens & typeof more) => T | Promise<T>
): Promise<T> {
  return page.evaluate<T, typeof tokens & typeof more>(work, { ...tokens, ...more });
}

const more = {
  state: '@jupyterlab/coreutils:IStateDB',
  themes: '@jupyterlab/apputils:IThemeManager'
} as const;

async function closeMenus(page: Page): Promise<void> {
  const open = page.locator('.lm-Menu, #modal-command-palette:visible');
  await expect(async () => {
    if ((await open.count()) > 0) {
      await page.keyboard.press('Escape');
    }
    expect(await open.count(), 'menus').toBe(0);
  }).toPass();
}

/**
 * Faults planted by `inject`, and the moved clock: a minute on, so that reports are not
 * rate-limited.
 */
function takeFaultsAway(): void {
  const { faults, planted = [] } = window as unknown as IScope & { planted?: (() => void)[] };
  planted.reverse().forEach(release => release());
  planted.length = 0;
  faults.skip(61_000);
}

/** Close all but one launcher, without a question, and wait until that is in front. */
async function closeWidgets(): Promise<void> {
  const { shell, commands } = (window as unknown as IScope).jupyterapp;
  const isLauncher = (widget: IWidget) => widget.node.querySelector('.jp-Launcher') !== null;
  const widgets = (area: string) => [...shell.widgets(area)];
  const others = () => {
    const [, ...extra] = widgets('main').filter(isLauncher);
    return [...widgets('main').filter(widget => !isLauncher(widget)), ...extra, ...widgets('down')];
  };
  for (const widget of others()) {
    if (widget.context) {
      widget.context.model.dirty = false;
    }
    widget.close();
  }
  const isReady = () =>
    others().length === 0 &&
    widgets('main').length === 1 &&
    shell.currentWidget === widgets('main')[0] &&
    document.querySelector('.jp-XESViewer') === null;
  for (let i = 0; !isReady(); i++) {
    if (i === 1200) {
      const left = [...widgets('main'), ...widgets('down')].map(({ title }) => title.label);
      throw new Error(`these do not close, or the launcher does not come: ${left.join(', ')}`);
    }
    if (i === 40 && widgets('main').length === 0) {
      await commands.execute('launcher:create');
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Dismiss the visible notifications; their animation takes no time. */
async function dismissToasts(): Promise<void> {
  const { commands } = (window as unknown as IScope).jupyterapp;
  const style = document.createElement('style');
  style.textContent = '.Toastify__toast { animation-duration: 1ms !important }';
  document.head.append(style);
  const toasts = () => [...document.querySelectorAll<HTMLElement>('.Toastify__toast')];
  for (let i = 0; toasts().length > 0; i++) {
    if (i === 1200) {
      throw new Error(
        `these do not go: ${toasts()
          .map(({ innerText }) => innerText)
          .join('\n')}`
      );
    }
    for (const { id } of toasts()) {
      await commands.execute('apputils:dismiss-notification', { id });
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  style.remove();
}

interface ILogger {
  clear(): void;
}

interface IStateDB {
  list(namespace: string): Promise<{ ids: string[] }>;
  remove(id: string): Promise<void>;
}

/** Data that JupyterLab and the browser store for closed documents, and logs and measurements. */
async function forget(names: { loggers: string; state: string }): Promise<void> {
  const { faults } = window as unknown as IScope;
  const service = <T>(name: string) => faults.service(name) as unknown as T;
  service<{ getLoggers(): ILogger[] }>(names.loggers)
    .getLoggers()
    .forEach(logger => logger.clear());
  performance.clearMeasures();
  const state = service<IStateDB>(names.state);
  const { ids } = await state.list('jupyterlab-xes');
  await Promise.all(ids.map(id => state.remove(id)));
  if (!(await indexedDB.databases()).some(({ name }) => name === 'jupyterlab-xes')) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('jupyterlab-xes');
    opening.onerror = () => reject(opening.error ?? new Error('no answer'));
    opening.onsuccess = () => {
      const { result: database } = opening;
      const clearing = database.transaction('snapshots', 'readwrite');
      clearing.objectStore('snapshots').clear();
      clearing.oncomplete = () => resolve();
      clearing.onabort = () => reject(clearing.error ?? new Error('not cleared'));
      database.close();
    };
  });
}

/** Leftovers that a freshly loaded page does not have. */
async function leftOvers(names: { state: string }): Promise<string[]> {
  const { jupyterapp, faults } = window as unknown as IScope;
  const state = faults.service(names.state) as unknown as IStateDB;
  const { ids } = await state.list('jupyterlab-xes');
  const nodes = document.querySelectorAll(
    '.jp-XESViewer, .jp-XESPlot, .jp-Dialog, .lm-Menu, .Toastify__toast, .lm-mod-drag-image'
  );
  return [
    ...[...jupyterapp.shell.widgets('main')]
      .filter(widget => widget.context)
      .map(widget => widget.title.label),
    ...[...nodes].map(({ className }) => className),
    ...ids
  ];
}

interface ISettings {
  user: object;
  remove(key: string): Promise<void>;
}

/** Undo what was set since the page was loaded. */
async function resetSettings(page: Page): Promise<void> {
  await inPage(page, async names => {
    const { faults } = window as unknown as IScope;
    const registry = faults.service(names.settings) as unknown as {
      load(plugin: string): Promise<ISettings>;
    };
    const ours = await registry.load('jupyterlab-xes:plugin');
    for (const key of Object.keys(ours.user)) {
      await ours.remove(key);
    }
    const themes = faults.service(names.themes) as unknown as {
      theme: string;
      setTheme(name: string): Promise<void>;
    };
    if (themes.theme !== 'JupyterLab Light') {
      await themes.setTheme('JupyterLab Light');
    }
  });
}
