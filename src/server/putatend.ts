import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection, type Contents, type ServiceManager } from '@jupyterlab/services';

/** Longest wait of a page that goes on (ms). */
const timeout = 20_000;

/** The services needed. */
export interface IEndServices {
  contents: Pick<Contents.IManager, 'driveName' | 'localPath'>;
  serverSettings: ServiceManager.IManager['serverSettings'];
}

/**
 * Start a PUT through the Contents API that outlives the page, with token and XSRF header like any
 * other request. A page that ends never learns whether it arrived.
 * @returns settles when the request succeeded, failed or timed out. Never rejects.
 */
export async function putAtEnd(
  { contents, serverSettings }: IEndServices,
  path: string,
  body: string,
  limit = timeout
): Promise<void> {
  if (contents.driveName(path) !== '') {
    return; // another drive has no Contents API of this server
  }
  try {
    const url = URLExt.join(
      serverSettings.baseUrl,
      'api/contents',
      contents.localPath(path).split('/').map(encodeURIComponent).join('/')
    );
    const signal = AbortSignal.timeout(limit);
    await ServerConnection.makeRequest(
      url,
      { method: 'PUT', body, keepalive: true, signal },
      serverSettings
    );
  } catch {
    // a name that no URL can hold, no server, or no reply: the outbox still holds the file
  }
}
