import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { isPage } from '../diagnostics/sinks/transport.js';
import { loginAnswerOf, type LoginAnswer } from './login.js';

/** A question that is not answered in so long says nothing (ms). */
const timeout = 10_000;

/** Ask the server one small thing with our login. @throws where it does not answer. */
export async function askForLogin(settings: ServerConnection.ISettings): Promise<LoginAnswer> {
  const url = `${URLExt.join(settings.baseUrl, 'api/contents')}?content=0`;
  const init = { cache: 'no-store', signal: AbortSignal.timeout(timeout) } as const;
  const response = await ServerConnection.makeRequest(url, init, settings);
  return loginAnswerOf(response.status, isPage(response));
}
