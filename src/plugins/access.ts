import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { Access, standingOf, type Standing } from '../diagnostics/access.js';
import { isPage } from '../diagnostics/sinks/transport.js';

const known = new WeakMap<object, Access>();
/** A question that is not answered in so long says nothing (ms). */
const patience = 10_000;

/** The one owner of "does our login live" of an application, for the life of the page. */
export function accessOf({ serviceManager }: JupyterFrontEnd): Access {
  const { serverSettings } = serviceManager;
  let access = known.get(serviceManager);
  if (!access) {
    let note: string | null = null;
    access = new Access({
      ask: () => ask(serverSettings),
      renew: () => renew(serverSettings),
      onChanged: isEnded => {
        if (note !== null) {
          Notification.dismiss(note);
        }
        note = isEnded ? tell(serverSettings) : null;
      }
    });
    known.set(serviceManager, access);
  }
  return access;
}

async function ask(settings: ServerConnection.ISettings): Promise<Standing> {
  const url = `${URLExt.join(settings.baseUrl, 'api/contents')}?content=0`;
  const init = { cache: 'no-store', signal: AbortSignal.timeout(patience) } as const;
  const response = await ServerConnection.makeRequest(url, init, settings);
  return standingOf(response.status, isPage(response));
}

/**
 * A hub's login renews the server's cookie where JupyterLab's page is asked for, and that page holds
 * the token that is valid now. The first request may fail: it brings the XSRF value.
 */
async function renew(settings: ServerConnection.ISettings): Promise<boolean> {
  if (!PageConfig.getOption('hubPrefix')) {
    return false;
  }
  const url = URLExt.join(settings.baseUrl, PageConfig.getOption('appUrl') || 'lab');
  for (let i = 0; i < 2; i++) {
    const xsrf = /(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? '';
    const signal = AbortSignal.timeout(patience);
    const init = { headers: { 'X-XSRFToken': xsrf }, cache: 'no-store', signal } as const;
    const text = await fetch(url, init).then(
      answer => (answer.ok ? answer.text() : ''),
      () => ''
    );
    const token = tokenIn(text);
    if (token !== null) {
      // one object, shared by all that JupyterLab asks with
      (settings as { token: string }).token = token;
      return true;
    }
  }
  return false;
}

/** The token in a page of JupyterLab; null where it is another page, or has none. */
function tokenIn(page: string): string | null {
  const parsed = new DOMParser().parseFromString(page, 'text/html');
  const config = parsed.getElementById('jupyter-config-data')?.textContent;
  const { token } = JSON.parse(config ?? '{}') as { token?: unknown };
  return typeof token === 'string' && token !== '' ? token : null;
}

function tell({ baseUrl }: ServerConnection.ISettings): string {
  const hub = PageConfig.getOption('hubPrefix');
  const page = hub ? URLExt.join(location.origin, hub, 'home') : URLExt.join(baseUrl, 'login');
  const text = 'Your login has ended. Log in in another tab; your work is kept.';
  const callback = (event: MouseEvent) => {
    event.preventDefault(); // it stays until the login lives again
    window.open(page, '_blank', 'noopener');
  };
  return Notification.warning(text, { autoClose: false, actions: [{ label: 'Log in', callback }] });
}
