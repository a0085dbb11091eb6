import { openHttpSource } from '../../../src/io/httpsource';
import { pattern } from './helpers';

/** A server of one file, as `fetch` and a synchronous XHR see it. */
class Server {
  bytes = pattern(1000);
  modified = 'Tue, 24 Nov 2026 10:00:00 GMT';
  hasRanges = true;
  status: number | null = null;
  contentType = 'application/octet-stream';
  /** Redirected address of a response. */
  elsewhere = '';
  /** Bytes lost from each response. */
  lost = 0;
  readonly requests: Record<string, string>[] = [];

  answer(headers: Record<string, string>) {
    this.requests.push(headers);
    const range = /bytes=(\d+)-(\d+)/.exec(headers['Range'] ?? '');
    if (this.status) {
      return { status: this.status, body: new Uint8Array(0), headers: {} };
    }
    const common = { 'Last-Modified': this.modified, 'Content-Type': this.contentType };
    if (!range || !this.hasRanges) {
      const length = { 'Content-Length': String(this.bytes.length) };
      return { status: 200, body: this.bytes, headers: { ...common, ...length } };
    }
    const [start, end] = [Number(range[1]), Number(range[2]) + 1];
    if (start >= this.bytes.length) {
      return { status: 416, body: new Uint8Array(0), headers: {} };
    }
    const body = this.bytes.slice(start, end - this.lost);
    const part = { 'Content-Range': `bytes ${start}-${end - 1}/${this.bytes.length}` };
    return { status: 206, body, headers: { ...common, ...part } };
  }
}

let server: Server;

class FakeXHR {
  responseType = '';
  timeout = 0;
  status = 0;
  responseURL = '';
  response: ArrayBuffer | null = null;
  private _url = '';
  private _requestHeaders: Record<string, string> = {};
  private _responseHeaders = new Headers();

  open(_method: string, url: string, isAsync: boolean): void {
    expect(isAsync).toBe(false);
    this._url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this._requestHeaders[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this._responseHeaders.get(name);
  }

  send(): void {
    const { status, body, headers } = server.answer(this._requestHeaders);
    this.status = status;
    this.responseURL = server.elsewhere || this._url;
    this.response = body.slice().buffer;
    this._responseHeaders = new Headers(headers);
  }
}

const url = "http://host/files/it's%20é.nxs?_xsrf=1";
const target = { path: 'a.nxs', url, contentsUrl: null, headers: { Authorization: 'token t' } };
const code = (value: string) => expect.objectContaining({ code: value }) as Error;
const before = { fetch: globalThis.fetch };

beforeEach(() => {
  server = new Server();
  const fetched = (_url: string, options: RequestInit) => {
    expect(options.cache).toBe('no-store');
    const { status, body, headers } = server.answer(options.headers as Record<string, string>);
    const answer = new Response(body.slice(), { status, headers });
    if (server.elsewhere) {
      Object.defineProperties(answer, {
        redirected: { value: true },
        url: { value: server.elsewhere }
      });
    }
    return Promise.resolve(answer);
  };
  Object.assign(globalThis, { fetch: fetched, XMLHttpRequest: FakeXHR });
});

afterEach(() => {
  Object.assign(globalThis, before, { XMLHttpRequest: undefined });
});

describe('openHttpSource', () => {
  it('reads ranges, with the headers of the session and past the cache', async () => {
    const source = await openHttpSource(target);
    expect(source.size).toBe(1000);
    expect(source.lastModified).toBe(server.modified);
    expect(source.read(100, 300)).toEqual(server.bytes.slice(100, 300));
    expect(server.requests.at(-1)).toEqual({
      Authorization: 'token t',
      Range: 'bytes=100-299',
      'Cache-Control': 'no-cache'
    });
  });

  it('accepts the whole file from a server without ranges, if it is not large', async () => {
    server.hasRanges = false;
    const source = await openHttpSource(target);
    expect(source.read(10, 20)).toEqual(server.bytes.slice(10, 20));
    expect(server.requests).toHaveLength(1);
    server.bytes = new Uint8Array(65 * 2 ** 20);
    await expect(openHttpSource(target)).rejects.toEqual(code('file/no-range'));
  });

  it.each([
    [401, 'file/forbidden'],
    [403, 'file/forbidden'],
    [404, 'file/not-found'],
    [416, 'file/empty'],
    [424, 'file/unreachable'],
    [503, 'file/unreachable']
  ])('explains the status %i, at the first and at a later request', async (status, expected) => {
    const source = await openHttpSource(target);
    server.status = status;
    await expect(openHttpSource(target)).rejects.toEqual(code(expected));
    expect(() => source.read(0, 10)).toThrow(
      status === 416 ? code('file/changed') : code(expected)
    );
  });

  it('reports an empty file', async () => {
    server.bytes = new Uint8Array(0);
    await expect(openHttpSource(target)).rejects.toEqual(code('file/empty'));
    server.hasRanges = false;
    await expect(openHttpSource(target)).rejects.toEqual(code('file/empty'));
  });

  it('recognises a log-in page by its URL', async () => {
    const source = await openHttpSource(target);
    Object.assign(server, { elsewhere: 'http://host/hub/login', contentType: 'text/html' });
    await expect(openHttpSource(target)).rejects.toEqual(code('file/html-login'));
    expect(() => source.read(0, 10)).toThrow(code('file/html-login'));
  });

  it('detects that the file changed: its time, its size, or missing bytes', async () => {
    const source = await openHttpSource(target);
    server.modified = 'later';
    expect(() => source.read(0, 10)).toThrow(code('file/changed'));
    server.modified = source.lastModified;
    server.bytes = pattern(1001);
    expect(() => source.read(0, 10)).toThrow(code('file/changed'));
    server.bytes = pattern(1000);
    server.lost = 1;
    expect(() => source.read(0, 10)).toThrow(code('file/unreachable'));
    server.lost = 0;
    expect(source.read(0, 10)).toEqual(server.bytes.slice(0, 10));
  });

  it('continues if the file is still being written and grows, but not if it shrinks', async () => {
    server.bytes = pattern(2 ** 20);
    const source = await openHttpSource(target);
    const grown = pattern(2 ** 20 + 100);
    Object.assign(server, { bytes: grown, modified: 'Tue, 24 Nov 2026 10:00:09 GMT' });
    expect(() => source.read(10, 20)).toThrow(code('file/changed'));
    source.mayGrow?.();
    expect(source.read(10, 20)).toEqual(grown.slice(10, 20));
    expect(await source.fetch?.(10, 20, new AbortController().signal, () => undefined)).toEqual(
      grown.slice(10, 20)
    );
    server.bytes = pattern(2 ** 20 - 1);
    expect(() => source.read(10, 20)).toThrow(code('file/changed'));
  });

  it('accepts 200 with the whole file for the range of it all', async () => {
    const source = await openHttpSource(target);
    server.hasRanges = false;
    expect(source.read(0, 1000)).toEqual(server.bytes);
  });

  it('reports a broken connection', async () => {
    const source = await openHttpSource(target);
    jest.spyOn(server, 'answer').mockImplementation(() => {
      throw new DOMException('failed', 'NetworkError');
    });
    expect(() => source.read(0, 10)).toThrow(code('file/unreachable'));
    Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await expect(openHttpSource(target)).rejects.toEqual(code('file/unreachable'));
  });
});

describe('the first request', () => {
  it('requests the first bytes of a file, and passes them on', async () => {
    server.bytes = pattern(700_000);
    const source = await openHttpSource(target);
    expect(server.requests).toEqual([{ Authorization: 'token t', Range: 'bytes=0-524287' }]);
    expect(source.head).toEqual(server.bytes.slice(0, 524_288));
    server.bytes = pattern(1000);
    const { head, size } = await openHttpSource(target);
    expect([head, size]).toEqual([server.bytes, 1000]);
  });

  it.each([
    ['fewer', 524_288 - 7, 7],
    ['more', 524_288 + 7, -7]
  ])('refuses %s bytes than were requested', async (_, count, lost) => {
    server.bytes = pattern(700_000);
    server.lost = lost;
    await expect(openHttpSource(target)).rejects.toMatchObject({
      code: 'file/unreachable',
      message: expect.stringMatching(lost > 0 ? `Only ${count}` : 'More than the 524288') as string
    });
  });
});

describe('fetch of a large part', () => {
  const open = async () => {
    server.bytes = pattern(300_000);
    const source = await openHttpSource(target);
    const progress: number[] = [];
    const stop = new AbortController();
    const get = (start = 1000, end = 201_000) =>
      source.fetch?.(start, end, stop.signal, bytes => progress.push(bytes));
    return { source, get, progress, stop };
  };

  it('returns its bytes, past the cache, and reports their number', async () => {
    const { get, progress } = await open();
    expect(await get()).toEqual(server.bytes.slice(1000, 201_000));
    expect(server.requests.at(-1)).toEqual({
      Authorization: 'token t',
      Range: 'bytes=1000-200999'
    });
    expect(progress.reduce((a, b) => a + b, 0)).toBe(200_000);
  });

  it('accepts 200 with the whole file, for a part and for all of it', async () => {
    const { get } = await open();
    server.hasRanges = false;
    expect(await get()).toEqual(server.bytes.slice(1000, 201_000));
    expect(await get(0, 300_000)).toEqual(server.bytes);
    server.bytes = pattern(300_001);
    await expect(get()).rejects.toEqual(code('file/changed'));
    server.bytes = pattern(299_999);
    await expect(get()).rejects.toEqual(code('file/changed'));
  });

  it.each([
    [401, 'file/forbidden'],
    [404, 'file/not-found'],
    [416, 'file/changed'],
    [424, 'file/unreachable'],
    [503, 'file/unreachable']
  ])('explains the status %i', async (status, expected) => {
    const { get } = await open();
    server.status = status;
    await expect(get()).rejects.toEqual(code(expected));
  });

  it('recognises a log-in page, another version, and missing or excess bytes', async () => {
    const { get, source } = await open();
    Object.assign(server, { elsewhere: 'http://host/hub/login', contentType: 'text/html' });
    await expect(get()).rejects.toEqual(code('file/html-login'));
    Object.assign(server, { elsewhere: '', contentType: 'application/octet-stream' });
    server.modified = 'later';
    await expect(get()).rejects.toEqual(code('file/changed'));
    server.modified = source.lastModified;
    server.bytes = pattern(300_001);
    await expect(get()).rejects.toEqual(code('file/changed'));
    server.bytes = pattern(300_000);
    for (const lost of [1, -1]) {
      server.lost = lost;
      await expect(get()).rejects.toEqual(code('file/unreachable'));
    }
    server.lost = 0;
    expect(await get()).toHaveLength(200_000);
  });

  /** A response whose body breaks, or never ends, after some bytes. */
  const broken = (after: (stop: AbortSignal) => Promise<never>) =>
    Object.assign(globalThis, {
      fetch: (_url: string, { signal }: { signal: AbortSignal }) =>
        Promise.resolve(
          new Response(
            new ReadableStream<Uint8Array>({
              start: controller => controller.enqueue(new Uint8Array(10)),
              pull: () => after(signal)
            }),
            {
              status: 206,
              headers: {
                'Content-Range': 'bytes 1000-200999/300000',
                'Last-Modified': server.modified
              }
            }
          )
        )
    });
  const untilStopped = (signal: AbortSignal) =>
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError')))
    );

  it('reports a connection that breaks in the middle, or returns nothing', async () => {
    const { get } = await open();
    broken(() => Promise.reject(new TypeError('network error')));
    await expect(get()).rejects.toEqual(code('file/unreachable'));
    Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await expect(get()).rejects.toEqual(code('file/unreachable'));
  });

  it('aborts a silent connection', async () => {
    const { get } = await open();
    broken(untilStopped);
    jest.useFakeTimers();
    const reading = get();
    const failed = expect(reading).rejects.toEqual(code('file/unreachable'));
    await jest.advanceTimersByTimeAsync(29_000);
    await jest.advanceTimersByTimeAsync(2_000);
    jest.useRealTimers();
    await failed;
  });

  it('ends when aborted', async () => {
    const { get, stop } = await open();
    broken(untilStopped);
    const failed = expect(get()).rejects.toEqual(code('file/unreachable'));
    setTimeout(() => stop.abort(), 10);
    await failed;
  });
});
