import { XESError } from '../base/errors.js';
import { refusal } from './httpanswer.js';
import type { ReadTarget } from './protocol.js';

/** Timeout for an answer (ms). */
const timeout = 30_000;

/** Options of a request other than for a whole file. */
export interface IAsked {
  method?: 'GET' | 'HEAD';
  /** Bytes from the first up to the second (exclusive). */
  range?: readonly [number, number];
}

/**
 * Send a request and wait for the answer; only for workers, in which blocking does no harm.
 * @returns the answer, including 416.
 * @throws XESError `file/unreachable` and those of `refusal`
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
