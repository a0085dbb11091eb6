import type { ILogEntry } from '../entry.js';

/**
 * Why nothing was written: the server can't be reached now, this folder can't be written, these
 * entries are not taken, or are too many at once.
 */
export type Problem = 'away' | 'place' | 'content' | 'size';

export class DeliveryError extends Error {
  constructor(
    readonly problem: Problem,
    message: string,
    /** Of the server's answer, where there was one. */
    readonly status?: number
  ) {
    super(message);
    this.name = 'DeliveryError';
  }
}

/** A way to the files. */
export interface ILogTransport {
  /**
   * Write entries of one session, in the order of their numbers.
   * @param folder contents path of the folder to write beside.
   * @returns the highest number that is on disk now.
   * @throws DeliveryError where not all is known to be written.
   */
  send(folder: string, session: string, entries: readonly ILogEntry[]): Promise<number>;
  /**
   * Begin a request that outlives the page, before this returns; whether it arrived is not known.
   * @param fits asked whether so many bytes can be sent; where not, nothing is.
   */
  sendAtEnd?(
    folder: string,
    session: string,
    entries: readonly ILogEntry[],
    fits: (bytes: number) => boolean
  ): void;
}

/** What an answer that is no success means. @param isPage whether it is HTML, as of a hub. */
export function problemOf(status: number, isPage: boolean): Problem {
  // a stopped server of a hub answers 403 and 424 with a page
  if (isPage || [401, 408, 424, 429, 502, 503, 504].includes(status)) {
    return 'away';
  }
  return status === 400 ? 'content' : status === 413 ? 'size' : 'place';
}

/** What an error of a request means. */
export function asDeliveryError(reason: unknown): DeliveryError {
  if (reason instanceof DeliveryError) {
    return reason;
  }
  // by shape: the errors of ServerConnection carry the answer
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

/** Whether an answer is HTML, as of a hub or a log-in. */
export function isPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('text/html') ?? false;
}
