import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { isPage } from '../diagnostics/sinks/transport.js';
import { loginAnswerOf, type LoginAnswer } from './login.js';

/** Longest wait for the server (ms). */
const timeout = 10_000;

/** Check our login with a small request. @throws if the server does not answer. */
export async function checkLogin(settings: ServerConnection.ISettings): Promise<LoginAnswer> {
  const url = `${URLExt.join(settings.baseUrl, 'api/contents')}?content=0`;
  const init = { cache: 'no-store', signal: AbortSignal.timeout(timeout) } as const;
  const response = await ServerConnection.makeRequest(url, init, settings);
  return loginAnswerOf(response.status, isPage(response));
}
