import type { ILogEntry } from '../entry.js';

/**
 * Why nothing was written: the server is unreachable, the folder can't be written, the entries are
 * refused, or the request is too large.
 */
export type Problem = 'away' | 'place' | 'content' | 'size';

export class DeliveryError extends Error {
  constructor(
    readonly problem: Problem,
    message: string,
    /** Status code of the server's reply, if there was one. */
    readonly status?: number
  ) {
    super(message);
    this.name = 'DeliveryError';
  }
}

/** Writes entries to the log files. */
export interface ILogTransport {
  /**
   * Write entries of one session, in the order of their numbers.
   * @param folder contents path of the folder whose `xes-diagnostics` takes the log.
   * @returns the highest number that is on disk now.
   * @throws DeliveryError unless all entries are known to be written.
   */
  send(folder: string, session: string, entries: readonly ILogEntry[]): Promise<number>;
  /**
   * Send a request that outlives the page, synchronously; whether it arrives is not known.
   * @param fits whether the given number of bytes can be sent; if not, nothing is.
   */
  sendAtEnd?(
    folder: string,
    session: string,
    entries: readonly ILogEntry[],
    fits: (bytes: number) => boolean
  ): void;
}

/** The meaning of an error status. @param isPage whether the reply is HTML, as from a hub. */
export function problemOf(status: number, isPage: boolean): Problem {
  // a hub answers for a stopped server with 403 or 424 and an HTML page
  if (isPage || [401, 408, 424, 429, 502, 503, 504].includes(status)) {
    return 'away';
  }
  return status === 400 ? 'content' : status === 413 ? 'size' : 'place';
}

/** The meaning of a request's error. */
export function asDeliveryError(reason: unknown): DeliveryError {
  if (reason instanceof DeliveryError) {
    return reason;
  }
  // by shape: the errors of ServerConnection carry the response
  const response = (reason as { response?: Response } | null | undefined)?.response;
  const message = reason instanceof Error ? reason.message : String(reason);
  if (typeof response?.status === 'number') {
    return new DeliveryError(
      problemOf(response.status, isPage(response)),
      message,
      response.status
    );
  }
  return new DeliveryError('away', message);
}

/** Whether a response is HTML, as from a hub or a log-in page. */
export function isPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('text/html') ?? false;
}
