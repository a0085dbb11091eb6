import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';
import { takeHubToken } from '../workarounds/hubtoken.js';
import { checkLogin } from './checklogin.js';
import { LoginState } from './login.js';

const known = new WeakMap<object, LoginState>();

/** The state of our login, shared by the application for the life of the page. */
export function loginOf({ serviceManager }: JupyterFrontEnd): LoginState {
  const { serverSettings } = serviceManager;
  let login = known.get(serviceManager);
  if (!login) {
    let notice: string | null = null;
    login = new LoginState({
      ask: () => checkLogin(serverSettings),
      renew: () => takeHubToken(serverSettings),
      onChanged: isEnded => {
        if (notice !== null) {
          Notification.dismiss(notice);
        }
        notice = isEnded ? showNotice(serverSettings) : null;
      }
    });
    known.set(serviceManager, login);
  }
  return login;
}

/** Notify the user that the login has ended, with a button to log in. @returns the id. */
function showNotice({ baseUrl }: ServerConnection.ISettings): string {
  const hub = PageConfig.getOption('hubPrefix');
  const page = hub ? URLExt.join(location.origin, hub, 'home') : URLExt.join(baseUrl, 'login');
  const text = 'Your login has ended. Log in in another tab; your work is kept.';
  const callback = (event: MouseEvent) => {
    event.preventDefault(); // the notification stays until the login is valid again
    window.open(page, '_blank', 'noopener');
  };
  return Notification.warning(text, { autoClose: false, actions: [{ label: 'Log in', callback }] });
}
