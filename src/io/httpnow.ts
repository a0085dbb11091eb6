import { XESError } from '../base/errors.js';
import { refusal } from './httpanswer.js';
import type { ReadTarget } from './protocol.js';

/** How long an answer is waited for (ms). */
const timeout = 30_000;

/** What is asked for besides a whole file. */
export interface IAsked {
  method?: 'GET' | 'HEAD';
  /** Bytes from the first up to the second (exclusive). */
  range?: readonly [number, number];
}

/**
 * Ask a server and wait for the answer, which is only for a worker, where blocking does no harm.
 * @returns the answer, 416 among those that are no refusals. @throws XESError `file/unreachable` and those of `refusal`
 */
export function askNow(
  { url, headers, path }: Pick<ReadTarget, 'url' | 'headers' | 'path'>,
  { method = 'GET', range }: IAsked = {}
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open(method, url, false);
  request.responseType = 'arraybuffer';
  request.timeout = timeout;
  for (const [name, value] of Object.entries(headers)) {
    request.setRequestHeader(name, value);
  }
  if (range) {
    request.setRequestHeader('Range', `bytes=${range[0]}-${range[1] - 1}`);
  }
  request.setRequestHeader('Cache-Control', 'no-cache');
  try {
    request.send();
  } catch (cause) {
    throw new XESError(
      'file/unreachable',
      `The connection broke while reading ${path}. Reload the scan.`,
      { cause }
    );
  }
  const { status, responseURL } = request;
  const contentType = request.getResponseHeader('Content-Type') ?? '';
  const refused = status === 416 ? null : refusal(path, url, { status, contentType, responseURL });
  if (refused) {
    throw refused;
  }
  return request;
}
