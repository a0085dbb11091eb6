import { bytesOf } from '../diagnostics/endbudget.js';
import type { ILogEntry } from '../diagnostics/entry.js';
import type { AskServer } from './client.js';
import { DeliveryError, type ILogTransport } from '../diagnostics/sinks/transport.js';

/** Longest wait (ms): the server's disk may be slow. */
const timeout = 30_000;

/** Writes the log through the server extension, which appends to rotating files. */
export class ServerTransport implements ILogTransport {
  /** @param _local returns the server's path of a folder, without its drive. */
  constructor(
    private _ask: AskServer,
    private _local: (folder: string) => string
  ) {}

  async send(place: string, session: string, entries: readonly ILogEntry[]): Promise<number> {
    const body = this._bodyOf(place, session, entries);
    const answer = await this._ask('log', { body, timeout });
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
      this._ask('log', { body, timeout, keepalive: true }).catch(() => undefined);
    }
  }

  private _bodyOf(place: string, session: string, entries: readonly ILogEntry[]): string {
    return JSON.stringify({ session, folder: this._local(place), entries });
  }
}
