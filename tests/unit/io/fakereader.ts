import { ReaderClient } from '../../../src/io/client';
import type {
  FailedRead,
  FileVersion,
  OpenResult,
  WorkerReply,
  WorkerRequest
} from '../../../src/io/protocol';
import type { FileListing } from '../../../src/formats/mapping/types';
import type { ErrorCode, XESError } from '../../../src/base/errors';

type Request = Extract<WorkerRequest, { id: number }>;

/** A worker with the answers of a test. */
export class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: ((event: { data: WorkerReply }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly listeners = new Map<string, () => void>();
  readonly requests: Request[] = [];
  readonly links: WorkerRequest[] = [];
  isTerminated = false;

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(request: WorkerRequest): void {
    if ('id' in request) {
      this.requests.push(request);
    } else {
      this.links.push(request);
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }

  get last(): Request {
    return this.requests[this.requests.length - 1];
  }

  open(result: unknown): void {
    this.onmessage?.({ data: { id: this.last.id, type: 'opened', result: result as OpenResult } });
  }

  answer(
    reply: { type: 'listed'; listing: FileListing } | ({ type: 'failed' } & FailedRead)
  ): void {
    this.onmessage?.({ data: { ...reply, id: this.last.id } });
  }

  fail(code: ErrorCode, stack = '', isSpent = false): void {
    const { id } = this.last;
    this.onmessage?.({ data: { id, type: 'failed', code, message: 'why', stack, isSpent } });
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, listener);
  }

  crash(message = 'out of memory'): void {
    this.onerror?.({ message, preventDefault: () => undefined });
  }
}

/** Created objects, requests and reports of one test. */
export function setup(
  target: (path: string) => { path: string; url: string; headers: object } = at,
  version?: (path: string) => Promise<FileVersion>
) {
  FakeWorker.all = [];
  const crashes: string[] = [];
  const reported: { error: XESError; path: string | null }[] = [];
  const client = new ReaderClient({
    target: path => target(path) as never,
    createWorker: () => new FakeWorker() as unknown as Worker,
    version,
    onCrash: (error, path) => {
      crashes.push(error.code);
      reported.push({ error, path });
    }
  });
  const workers = FakeWorker.all;
  const open = (path: string, signal = new AbortController().signal) => {
    const promise = client.open(path, { signal });
    promise.catch(() => undefined);
    return promise;
  };
  return { client, workers, crashes, reported, open };
}

/** Address of a file. */
export const at = (path: string) => ({ path, url: `http://x/files/${path}`, headers: {} });
/** Of a file that has been at rest for long. */
export const version = (id = ''): FileVersion => ({ id, changed: 0 });
/** Let pending promises inside the client settle. */
export const settle = () => jest.advanceTimersByTimeAsync(0);
