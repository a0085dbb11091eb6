import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection, type ServiceManager } from '@jupyterlab/services';

/**
 * Begin a PUT through the Contents API that outlives the page; with the token and the XSRF header of
 * any other request. A page that ends never hears whether it arrived.
 * @returns settled when it was answered, or failed.
 */
export async function putAtEnd(
  { contents, serverSettings }: ServiceManager.IManager,
  path: string,
  body: string
): Promise<void> {
  if (contents.driveName(path) !== '') {
    return; // another drive has no Contents API of this server
  }
  const url = URLExt.join(
    serverSettings.baseUrl,
    'api/contents',
    contents.localPath(path).split('/').map(encodeURIComponent).join('/')
  );
  const init = { method: 'PUT', body, keepalive: true };
  await ServerConnection.makeRequest(url, init, serverSettings).catch(() => undefined);
}
