import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import {
  asDeliveryError,
  DeliveryError,
  isPage,
  problemOf
} from '../diagnostics/sinks/transport.js';

export type Route = 'about' | 'health' | 'log' | 'events' | `schemas?folder=${string}`;

export interface IServerRequest {
  /** JSON to post; without it the request is a GET. */
  body?: string;
  /** Whether it outlives the page. */
  keepalive?: boolean;
  /** Aborted when the caller is disposed of. */
  signal?: AbortSignal;
  /** Longest wait (ms). */
  timeout?: number;
}

/**
 * Request a route of the server extension; the request is started synchronously.
 * @returns the JSON of the reply; an empty object if it is not an object.
 * @throws DeliveryError if the extension did not answer, or not in time.
 */
export type AskServer = (route: Route, request?: IServerRequest) => Promise<object>;

const defaultTimeout = 10_000;

/** Client of the routes of the server extension. */
export function serverClient(settings: ServerConnection.ISettings): AskServer {
  return async (route, request = {}) => {
    const { body, keepalive, signal, timeout = defaultTimeout } = request;
    const url = URLExt.join(settings.baseUrl, 'jupyterlab-xes', route);
    try {
      const init = {
        ...(body === undefined ? {} : { method: 'POST', body }),
        keepalive,
        signal: deadline(timeout, signal)
      };
      const response = await ServerConnection.makeRequest(url, init, settings);
      if (!response.ok || isPage(response)) {
        const problem = problemOf(response.status, isPage(response));
        throw new DeliveryError(problem, `The server answered ${response.status}`, response.status);
      }
      const answer = (await response.json()) as unknown;
      return typeof answer === 'object' && answer !== null ? answer : {};
    } catch (error) {
      throw asDeliveryError(error);
    }
  };
}

/** A signal aborted after a time (ms), or with that of the owner. */
function deadline(timeout: number, owner?: AbortSignal): AbortSignal {
  const time = AbortSignal.timeout(timeout);
  return owner ? AbortSignal.any([owner, time]) : time;
}
