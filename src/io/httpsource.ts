import { XESError } from '../science/errors.js';
import { refusal } from './httpanswer.js';
import type { ReadTarget } from './protocol.js';
import { BufferSource, type ByteSource } from './source.js';

/** Larger files than this are not fetched whole from a server without ranges (bytes). */
const wholeFileLimit = 64 * 2 ** 20;
const timeout = 30_000;

/**
 * Ask whether the server answers ranges, and make the source that fits. Called in a worker.
 * @throws XESError `file/empty`, `file/no-range`, and what `refusal` tells.
 */
export async function openHttpSource(target: ReadTarget): Promise<ByteSource> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const answer = await fetch(target.url, {
      headers: { ...target.headers, Range: 'bytes=0-7' },
      // a browser's cache gives old bytes of a replaced file
      cache: 'no-store',
      credentials: 'same-origin',
      signal: abort.signal
    }).catch((cause: unknown) => {
      throw new XESError(
        'file/unreachable',
        `The server does not answer for ${target.path}. Try again when it is back.`,
        { cause }
      );
    });
    clearTimeout(timer); // a whole file may take longer than an answer may
    return await fromProbe(target, answer, abort);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function fromProbe(
  target: ReadTarget,
  answer: Response,
  abort: AbortController
): Promise<ByteSource> {
  const lastModified = answer.headers.get('Last-Modified') ?? '';
  if (answer.status === 416) {
    throw new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  }
  const refused = refusal(target.path, target.url, {
    status: answer.status,
    contentType: answer.headers.get('Content-Type') ?? '',
    responseURL: answer.redirected ? answer.url : ''
  });
  if (refused) {
    throw refused;
  }
  if (answer.status === 206) {
    const total = totalOf(answer.headers.get('Content-Range'));
    if (Number.isNaN(total)) {
      throw new XESError(
        'file/unreachable',
        `The server does not tell the size of ${target.path}. Fetch the scan and use the command line.`
      );
    }
    return new HttpSource(target, total, lastModified);
  }
  const bytes = await wholeBody(target, answer, abort);
  if (bytes.length === 0) {
    throw new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  }
  return new BufferSource(bytes, lastModified);
}

/** The whole of an answer, given up as soon as it is seen to be too large. */
async function wholeBody(
  target: ReadTarget,
  answer: Response,
  abort: AbortController
): Promise<Uint8Array> {
  const tooLarge = () => {
    abort.abort();
    return new XESError(
      'file/no-range',
      'This server can only send whole files, and this one is too large for that. Use the command line.'
    );
  };
  if (Number(answer.headers.get('Content-Length') ?? 0) > wholeFileLimit) {
    throw tooLarge();
  }
  try {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > wholeFileLimit) {
        throw tooLarge(); // the length need not be told beforehand
      }
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  } catch (cause) {
    throw cause instanceof XESError
      ? cause
      : new XESError(
          'file/unreachable',
          `The connection broke while reading ${target.path}. Reload the scan.`,
          { cause }
        );
  }
}

function totalOf(contentRange: string | null): number {
  return Number(/\/(\d+)$/.exec(contentRange ?? '')?.[1] ?? NaN);
}

/** Ranges of a file on the server, by synchronous XHR: only in a worker, where blocking harms nobody. */
class HttpSource implements ByteSource {
  constructor(
    private _target: ReadTarget,
    readonly size: number,
    readonly lastModified: string
  ) {}

  read(start: number, end: number): Uint8Array {
    const { url, headers, path } = this._target;
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.responseType = 'arraybuffer';
    request.timeout = timeout;
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.setRequestHeader('Range', `bytes=${start}-${end - 1}`);
    request.setRequestHeader('Cache-Control', 'no-cache');
    try {
      request.send();
    } catch (cause) {
      throw new XESError(
        'file/unreachable',
        `The connection broke while reading ${path}. Reload the scan.`,
        {
          cause
        }
      );
    }
    if (request.status === 416) {
      throw new XESError(
        'file/changed',
        'The file became shorter while it was read. Reload the scan.'
      );
    }
    const refused = refusal(path, url, {
      status: request.status,
      contentType: request.getResponseHeader('Content-Type') ?? '',
      responseURL: request.responseURL
    });
    if (refused) {
      throw refused;
    }
    return this._checked(request, start, end);
  }

  private _checked(request: XMLHttpRequest, start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(request.response as ArrayBuffer);
    const whole = request.status === 200;
    const total = whole ? bytes.length : totalOf(request.getResponseHeader('Content-Range'));
    const modified = request.getResponseHeader('Last-Modified') ?? '';
    if (total !== this.size || modified !== this.lastModified) {
      throw new XESError('file/changed', 'The file changed while it was read. Reload the scan.');
    }
    const wanted = whole ? bytes.subarray(start, end) : bytes;
    if (wanted.length !== end - start) {
      throw new XESError(
        'file/unreachable',
        `Only ${wanted.length} of ${end - start} bytes arrived. Reload the scan.`
      );
    }
    return wanted;
  }
}
