import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection, type Contents, type ServiceManager } from '@jupyterlab/services';

/** What a page that goes on waits for an answer (ms). */
const timeout = 20_000;

/** As much of the application's services as is needed. */
export interface IEndServices {
  contents: Pick<Contents.IManager, 'driveName' | 'localPath'>;
  serverSettings: ServiceManager.IManager['serverSettings'];
}

/**
 * Begin a PUT through the Contents API that outlives the page; with the token and the XSRF header of
 * any other request. A page that ends never hears whether it arrived.
 * @returns settled when it was answered, failed, or was given up. Never rejects.
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
    // a name that no address can hold, no server, or no answer: the outbox has it still
  }
}
