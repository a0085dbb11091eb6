import { XESError } from '../base/errors.js';
import { askNow } from './httpnow.js';
import { askRange, bytesOfAnswer, totalOf, type RangeAnswer } from './httpfetch.js';
import type { ReadTarget } from './protocol.js';
import { BufferSource, type ByteSource } from './source.js';

/** Files larger than this are not fetched whole from a server without ranges (bytes). */
export const wholeFileLimit = 64 * 2 ** 20;

/**
 * Bytes fetched with the first request: these mostly include a file's headers, and all of a small
 * scan such as a map of 200². For a large file it is little.
 */
const headLength = 2 ** 19;

/**
 * Request the first bytes of a file, which also gives its size and whether the server supports
 * ranges, and create the matching source. Called in a worker.
 * @throws XESError `file/empty`, `file/no-range`, and those of `refusal`.
 */
export async function openHttpSource(target: ReadTarget): Promise<ByteSource> {
  const stop = new AbortController();
  const empty = new XESError('file/empty', 'The file is empty. Was the scan ever started?');
  const tooLong = new XESError(
    'file/no-range',
    'This server can only send whole files, and this one is too large for that. Use the command line.'
  );
  try {
    const answer = await askRange(target, 0, headLength, stop, empty);
    const { isWhole, total, lastModified, served } = answer;
    if (!isWhole && Number.isNaN(total)) {
      throw new XESError(
        'file/unreachable',
        `The server does not report the size of ${target.path}. Fetch the scan and use the command line.`
      );
    }
    if (isWhole && total > wholeFileLimit) {
      throw tooLong;
    }
    if (isWhole) {
      // the length may not be sent in advance
      const wanted = { room: total || headLength, most: wholeFileLimit, beyond: tooLong };
      const bytes = await bytesOfAnswer(target, answer, stop, wanted);
      if (bytes.length === 0) {
        throw empty;
      }
      return new BufferSource(bytes, lastModified, served);
    }
    const bytes = await partOf(target, answer, stop, Math.min(headLength, total));
    return new HttpSource(target, total, lastModified, bytes, served);
  } finally {
    stop.abort();
  }
}

/** A part of known length. @throws XESError `file/unreachable` if its length differs */
async function partOf(
  target: ReadTarget,
  answer: RangeAnswer,
  stop: AbortController,
  length: number,
  onBytes?: (bytes: number) => void
): Promise<Uint8Array> {
  const beyond = new XESError(
    'file/unreachable',
    `More than the ${length} bytes that were asked for arrived. Reload the scan.`
  );
  const wanted = { room: length, most: length, beyond };
  const bytes = await bytesOfAnswer(target, answer, stop, wanted, onBytes);
  requireLength(bytes, length);
  return bytes;
}

/** @throws XESError `file/unreachable` if bytes are missing */
function requireLength(bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) {
    throw new XESError(
      'file/unreachable',
      `Only ${bytes.length} of ${length} bytes arrived. Reload the scan.`
    );
  }
}

const changed = () =>
  new XESError('file/changed', 'The file changed while it was read. Reload the scan.');

const shorter = () =>
  new XESError('file/changed', 'The file became shorter while it was read. Reload the scan.');

/**
 * Ranges of a file on the server: large ones by `fetch`, those HDF5 needs in between by synchronous
 * XHR, which is only for workers, in which blocking does no harm.
 */
export class HttpSource implements ByteSource {
  constructor(
    private _target: ReadTarget,
    readonly size: number,
    readonly lastModified: string,
    readonly head: Uint8Array,
    readonly served: number
  ) {}

  async fetch(
    start: number,
    end: number,
    signal: AbortSignal,
    onBytes: (bytes: number) => void
  ): Promise<Uint8Array> {
    const stop = new AbortController();
    const abort = () => stop.abort();
    signal.addEventListener('abort', abort);
    try {
      const answer = await askRange(this._target, start, end, stop, shorter());
      const { isWhole, total, lastModified } = answer;
      this._requireSame(isWhole ? this.size : total, lastModified);
      if (!isWhole) {
        return await partOf(this._target, answer, stop, end - start, onBytes);
      }
      const wanted = { room: this.size, most: this.size, beyond: changed() };
      const bytes = await bytesOfAnswer(this._target, answer, stop, wanted, onBytes);
      this._requireSame(bytes.length, lastModified);
      return bytes.length > end - start ? bytes.slice(start, end) : bytes;
    } finally {
      signal.removeEventListener('abort', abort);
      stop.abort();
    }
  }

  mayGrow(): void {
    this._isGrowing = true;
  }

  /** @throws XESError `file/changed` */
  private _requireSame(total: number, lastModified: string): void {
    const isSame = total === this.size && lastModified === this.lastModified;
    if (!isSame && !(this._isGrowing && total >= this.size)) {
      throw changed();
    }
  }

  read(start: number, end: number): Uint8Array {
    const request = askNow(this._target, { range: [start, end] });
    if (request.status === 416) {
      throw shorter();
    }
    return this._checked(request, start, end);
  }

  private _checked(request: XMLHttpRequest, start: number, end: number): Uint8Array {
    const bytes = new Uint8Array(request.response as ArrayBuffer);
    const whole = request.status === 200;
    const total = whole ? bytes.length : totalOf(request.getResponseHeader('Content-Range'));
    const modified = request.getResponseHeader('Last-Modified') ?? '';
    this._requireSame(total, modified);
    const wanted = whole ? bytes.subarray(start, end) : bytes;
    requireLength(wanted, end - start);
    return wanted;
  }

  private _isGrowing = false;
}
