import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { ICrashEvent } from '../crashevent.js';

/** A request that takes longer is given up (ms). */
const patience = 30_000;

/** Hand an event to the server extension. @throws where the server does not take it. */
export async function postEvent(
  settings: ServerConnection.ISettings,
  event: ICrashEvent
): Promise<void> {
  const url = URLExt.join(settings.baseUrl, 'jupyterlab-xes', 'events');
  const body = JSON.stringify({ event });
  const init = { method: 'POST', body, signal: AbortSignal.timeout(patience) };
  const response = await ServerConnection.makeRequest(url, init, settings);
  if (!response.ok) {
    throw new ServerConnection.ResponseError(response);
  }
}
