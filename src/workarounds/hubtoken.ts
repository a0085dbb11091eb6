import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';

/** What does not answer in so long is no page with a token (ms). */
const timeout = 10_000;

/**
 * JupyterLab keeps the token that its page was made with, for the life of the page. Where a hub has started the server
 * again, or its log-in was renewed in another tab, that token is refused while the browser could have the one that is
 * valid now: JupyterLab's page holds it, and who asks for that page has the server's cookie renewed. Here it is taken
 * over. No issue of JupyterLab's is known to us; `ServerConnection.ISettings.token` is read-only there.
 *
 * Where JupyterLab takes it over itself, its settings have that token already, and this does nothing.
 * @returns whether there was a login.
 */
export async function takeHubToken(settings: ServerConnection.ISettings): Promise<boolean> {
  if (!PageConfig.getOption('hubPrefix')) {
    return false;
  }
  const url = URLExt.join(settings.baseUrl, PageConfig.getOption('appUrl') || 'lab');
  // the first request may fail: it brings the XSRF value
  for (let i = 0; i < 2; i++) {
    const token = tokenIn(await pageAt(url));
    if (token !== null) {
      if (settings.token !== token) {
        (settings as { token: string }).token = token; // one object, shared by all that JupyterLab asks with
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

/** The token in a page of JupyterLab; null where it is another page, or has none. */
function tokenIn(page: string): string | null {
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  const config = parsed.getElementById('jupyter-config-data')?.textContent;
  try {
    const { token } = JSON.parse(config ?? '{}') as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null; // cut off on its way, or null
  }
}
