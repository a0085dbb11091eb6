import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';

/** Longest wait for the page (ms). */
const timeout = 10_000;

/**
 * JupyterLab keeps the token its page was created with for the life of the page. If a hub has
 * restarted the server, or the log-in was renewed in another tab, that token is refused although
 * the valid one is available: JupyterLab's page contains it, and requesting that page renews the
 * server's cookie. Here it is taken over. No issue of JupyterLab is known to us;
 * `ServerConnection.ISettings.token` is read-only there.
 *
 * If JupyterLab takes it over itself, its settings already have the token, and this does nothing.
 * @returns whether the browser is logged in.
 */
export async function takeHubToken(settings: ServerConnection.ISettings): Promise<boolean> {
  if (!PageConfig.getOption('hubPrefix')) {
    return false;
  }
  const url = URLExt.join(settings.baseUrl, PageConfig.getOption('appUrl') || 'lab');
  // the first request may fail but sets the XSRF cookie
  for (let i = 0; i < 2; i++) {
    const token = tokenIn(await pageAt(url));
    if (token !== null) {
      if (settings.token !== token) {
        (settings as { token: string }).token = token; // an object shared by JupyterLab's services
      }
      return true;
    }
  }
  return false;
}

async function pageAt(url: string): Promise<string> {
  const xsrf = /(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  const signal = AbortSignal.timeout(timeout);
  const init = { headers: { 'X-XSRFToken': xsrf }, cache: 'no-store', signal } as const;
  try {
    const answer = await fetch(url, init);
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}

/** The token in a page of JupyterLab; null if it is another page, or has none. */
function tokenIn(page: string): string | null {
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  const config = parsed.getElementById('jupyter-config-data')?.textContent;
  try {
    const { token } = JSON.parse(config ?? '{}') as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null; // truncated, or null
  }
}
