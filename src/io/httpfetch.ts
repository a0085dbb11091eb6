import { XESError } from '../base/errors.js';
import { refusal } from './httpanswer.js';
import type { ReadTarget } from './protocol.js';

/** Timeout for an answer, and for each further part of it (ms). */
const timeout = 30_000;

/** An answer with bytes: a part of the file, or all of it. */
export interface RangeAnswer {
  /** 206: the requested part; 200: the whole file. */
  isWhole: boolean;
  /** Size of the file; NaN if unknown. */
  total: number;
  lastModified: string;
  /** When it was sent, by the server's clock (ms since 1970); NaN if unknown. */
  served: number;
  body: ReadableStream<Uint8Array> | null;
}

/**
 * Request a range of a file without blocking. Resolves for answers with bytes only.
 * @param end exclusive.
 * @param stop aborted when no more of the answer is needed.
 * @throws XESError `file/unreachable` and those of `refusal`; status 416 as `beyond`.
 */
export async function askRange(
  target: ReadTarget,
  start: number,
  end: number,
  stop: AbortController,
  beyond: XESError
): Promise<RangeAnswer> {
  const timer = setTimeout(() => stop.abort(), timeout);
  const answer = await fetch(target.url, {
    headers: { ...target.headers, Range: `bytes=${start}-${end - 1}` },
    // the browser's cache would return old bytes of a replaced file
    cache: 'no-store',
    credentials: 'same-origin',
    signal: stop.signal
  })
    .catch((cause: unknown) => {
      throw new XESError(
        'file/unreachable',
        `The server does not answer for ${target.path}. Try again when it is back.`,
        { cause }
      );
    })
    .finally(() => clearTimeout(timer));
  if (answer.status === 416) {
    throw beyond;
  }
  const refused = refusal(target.path, target.url, {
    status: answer.status,
    contentType: answer.headers.get('Content-Type') ?? '',
    responseURL: answer.redirected ? answer.url : ''
  });
  if (refused) {
    throw refused;
  }
  const isWhole = answer.status === 200;
  const length = Number(answer.headers.get('Content-Length') ?? NaN);
  return {
    isWhole,
    total: isWhole ? length : totalOf(answer.headers.get('Content-Range')),
    lastModified: answer.headers.get('Last-Modified') ?? '',
    served: Date.parse(answer.headers.get('Date') ?? ''),
    body: answer.body
  };
}

/** The size of the file, from an answer with a part of it; NaN if unknown. */
export function totalOf(contentRange: string | null): number {
  return Number(/\/(\d+)$/.exec(contentRange ?? '')?.[1] ?? NaN);
}

/**
 * The bytes of an answer as they arrive, each part stored in place at once.
 * @param room number of bytes allocated in advance.
 * @param most larger answers are refused, with `beyond`.
 * @param onBytes called with the number of bytes since its last call.
 * @throws XESError `file/unreachable` if the connection breaks or stalls; `beyond`.
 */
export async function bytesOfAnswer(
  { path }: ReadTarget,
  { body }: RangeAnswer,
  stop: AbortController,
  { room, most, beyond }: { room: number; most: number; beyond: XESError },
  onBytes: (bytes: number) => void = () => undefined
): Promise<Uint8Array> {
  let bytes = new Uint8Array(room);
  let length = 0;
  let silentSeconds = 0; // one timer for all parts, which are many
  const clock = setInterval(() => {
    if (++silentSeconds >= timeout / 1000) {
      stop.abort();
    }
  }, 1000);
  try {
    const reader = body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      silentSeconds = 0;
      const end = length + part.value.length;
      if (end > most) {
        throw beyond;
      }
      bytes = end > bytes.length ? grown(bytes, end) : bytes;
      bytes.set(part.value, length);
      length = end;
      onBytes(part.value.length);
    }
  } catch (cause) {
    throw cause instanceof XESError
      ? cause
      : new XESError(
          'file/unreachable',
          `The connection broke while reading ${path}. Reload the scan.`,
          { cause }
        );
  } finally {
    clearInterval(clock);
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, 2 * bytes.length));
  larger.set(bytes);
  return larger;
}
