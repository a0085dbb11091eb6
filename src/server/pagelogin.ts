import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';
import { takeHubToken } from '../workarounds/hubtoken.js';
import { askForLogin } from './asklogin.js';
import { LoginState } from './login.js';

const known = new WeakMap<object, LoginState>();

/** Whether our login lives: one state for an application, for the life of the page. */
export function loginOf({ serviceManager }: JupyterFrontEnd): LoginState {
  const { serverSettings } = serviceManager;
  let login = known.get(serviceManager);
  if (!login) {
    let notice: string | null = null;
    login = new LoginState({
      ask: () => askForLogin(serverSettings),
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

/** Say that the login has ended, and where to log in. @returns the notification's id. */
function showNotice({ baseUrl }: ServerConnection.ISettings): string {
  const hub = PageConfig.getOption('hubPrefix');
  const page = hub ? URLExt.join(location.origin, hub, 'home') : URLExt.join(baseUrl, 'login');
  const text = 'Your login has ended. Log in in another tab; your work is kept.';
  const callback = (event: MouseEvent) => {
    event.preventDefault(); // it stays until the login lives again
    window.open(page, '_blank', 'noopener');
  };
  return Notification.warning(text, { autoClose: false, actions: [{ label: 'Log in', callback }] });
}
