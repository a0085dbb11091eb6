import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { bytesOf } from '../blackbox/endbudget.js';
import type { ILogEntry } from '../entry.js';
import {
  asDeliveryError,
  DeliveryError,
  isPage,
  problemOf,
  type ILogTransport
} from './transport.js';

/** A request that takes longer is given up (ms). */
const patience = 30_000;

/** The server extension, which appends to rotating files. */
export class ServerTransport implements ILogTransport {
  /** @param _local a folder as the server names it: without a drive. */
  constructor(
    private _settings: ServerConnection.ISettings,
    private _local: (folder: string) => string
  ) {}

  async send(place: string, session: string, entries: readonly ILogEntry[]): Promise<number> {
    const body = this._bodyOf(place, session, entries);
    const answer = await ask(this._settings, 'log', { method: 'POST', body });
    const { acknowledged } = answer as { acknowledged?: unknown };
    if (typeof acknowledged !== 'number') {
      throw new DeliveryError('away', 'The server did not say what it wrote');
    }
    return acknowledged;
  }

  sendAtEnd(
    place: string,
    session: string,
    entries: readonly ILogEntry[],
    fits: (bytes: number) => boolean
  ): void {
    const body = this._bodyOf(place, session, entries);
    if (fits(bytesOf(body))) {
      const init = { method: 'POST', body, keepalive: true };
      ask(this._settings, 'log', init).catch(() => undefined);
    }
  }

  private _bodyOf(place: string, session: string, entries: readonly ILogEntry[]): string {
    return JSON.stringify({ session, folder: this._local(place), entries });
  }
}

/**
 * What the server extension can do; nothing where there is none.
 * @throws DeliveryError where the server can't be reached.
 */
export async function serverFeatures(settings: ServerConnection.ISettings): Promise<string[]> {
  try {
    const { features } = (await ask(settings, 'about', {})) as { features?: unknown };
    return Array.isArray(features) ? features.map(String) : [];
  } catch (error) {
    // a server that does not know the address says so with a page
    if (error instanceof DeliveryError && (error.problem !== 'away' || error.status === 404)) {
      return [];
    }
    throw error;
  }
}

async function ask(
  settings: ServerConnection.ISettings,
  name: string,
  init: RequestInit
): Promise<object> {
  const url = URLExt.join(settings.baseUrl, 'jupyterlab-xes', name);
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await ServerConnection.makeRequest(url, { ...init, signal }, settings);
    if (!response.ok || isPage(response)) {
      const problem = problemOf(response.status, isPage(response));
      throw new DeliveryError(problem, `The server answered ${response.status}`, response.status);
    }
    const answer = (await response.json()) as unknown;
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch (error) {
    throw asDeliveryError(error);
  }
}
