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
  /** Posted as JSON; without it the route is only read. */
  body?: string;
  /** Whether it outlives the page. */
  keepalive?: boolean;
  /** Aborted where the one who asks has ended. */
  signal?: AbortSignal;
  /** What takes longer is given up (ms). */
  timeout?: number;
}

/**
 * Ask a route of the server extension; the request begins before this returns.
 * @returns its JSON, empty where that is no object.
 * @throws DeliveryError where it did not answer as itself, or not in time.
 */
export type AskServer = (route: Route, request?: IServerRequest) => Promise<object>;

const defaultTimeout = 10_000;

/** The one way to the routes of the server extension. */
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

/** Aborted after a time (ms), or with its owner. */
function deadline(timeout: number, owner?: AbortSignal): AbortSignal {
  const time = AbortSignal.timeout(timeout);
  return owner ? AbortSignal.any([owner, time]) : time;
}
