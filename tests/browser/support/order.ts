import { expect, type Page } from '@playwright/test';

/** The two plugins that patch the document manager's `open`. */
const plugins = { ours: 'jupyterlab-xes:opening', h5web: 'jupyterlab-h5web' };

interface IOrderWindow {
  jupyterapp?: { activatePlugin(id: string): Promise<void>; started: Promise<void> };
  testOrder?: string[];
}

/**
 * Make one of the two activate before the other. JupyterLab's own page configuration tells it to
 * leave both alone ("deferredExtensions"); once the application exists the page activates the one,
 * and then the other, both before any document is restored.
 */
export async function activateFirst(page: Page, first: 'ours' | 'h5web'): Promise<void> {
  const order = first === 'ours' ? [plugins.ours, plugins.h5web] : [plugins.h5web, plugins.ours];
  await page.route(/\/lab(\?|$)/, async route => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(
      /(<script id="jupyter-config-data"[^>]*>)([^]*?)(<\/script>)/,
      (_, start: string, json: string, end: string) => {
        const config = JSON.parse(json) as Record<string, unknown>;
        return start + JSON.stringify({ ...config, deferredExtensions: order }) + end;
      }
    );
    await route.fulfill({ response: answer, body: html });
  });
  await page.addInitScript(ids => {
    const scope = window as unknown as IOrderWindow;
    const done: string[] = (scope.testOrder = []);
    const timer = setInterval(() => {
      const app = scope.jupyterapp;
      if (app) {
        clearInterval(timer);
        app.started.then(
          () => done.push('started'),
          () => done.push('not started')
        );
        void app
          .activatePlugin(ids[0])
          .then(() => done.push(ids[0]))
          .then(() => app.activatePlugin(ids[1]))
          .then(() => done.push(ids[1]));
      }
    }, 0);
  }, order);
}

/** The plugins were activated in that order, before JupyterLab had started. */
export async function expectOrder(page: Page, first: 'ours' | 'h5web'): Promise<void> {
  const order = first === 'ours' ? [plugins.ours, plugins.h5web] : [plugins.h5web, plugins.ours];
  const seen = () => page.evaluate(() => (window as unknown as IOrderWindow).testOrder);
  await expect.poll(seen).toEqual([...order, 'started']);
}
