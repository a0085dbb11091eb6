import { httpNeighbours, requireUnchanged } from '../../../src/io/httplinked';
import type { OpenResult } from '../../../src/io/protocol';
import { pattern } from './helpers';

interface IServed {
  bytes: Uint8Array;
  version?: number;
  status?: number;
  type?: string;
  hasRanges?: boolean;
  size?: number;
}

/** Files below `http://host/files/`, and the contents API's answers for them. */
let files: Record<string, IServed>;
let requested: string[];

const modelOf = ({ bytes, version = 1, type = 'file', size }: IServed) => ({
  type,
  size: size ?? bytes.length,
  last_modified: `2026-11-24T10:00:0${version}Z`,
  created: '2026-11-24T10:00:00Z'
});

class FakeXHR {
  responseType = '';
  timeout = 0;
  status = 0;
  responseURL = '';
  response = new ArrayBuffer(0);
  private _responseHeaders: Record<string, string> = {};
  private _requestHeaders: Record<string, string> = {};
  private _method = '';

  open(method: string, url: string, isAsync: boolean): void {
    expect(isAsync).toBe(false);
    this._method = method;
    this.responseURL = url;
  }

  setRequestHeader(name: string, value: string): void {
    this._requestHeaders[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this._responseHeaders[name] ?? null;
  }

  send(): void {
    expect(this._requestHeaders['Authorization']).toBe('token t');
    const path = new URL(this.responseURL).pathname;
    requested.push(`${this._method} ${path}`);
    const file = files[decodeURIComponent(path.replace(/^\/(files|api\/contents)\//, ''))];
    this.status = file ? (file.status ?? 200) : 404;
    if (this.status !== 200) {
      return;
    }
    if (path.startsWith('/api/')) {
      this.response = new TextEncoder().encode(JSON.stringify(modelOf(file))).slice().buffer;
      return;
    }
    const { bytes, hasRanges = true } = file;
    this._responseHeaders = {
      'Last-Modified': `${file.version}`,
      ...(hasRanges ? { 'Accept-Ranges': 'bytes' } : {})
    };
    const [start, end] = (
      /bytes=(\d+)-(\d+)/.exec(this._requestHeaders['Range'] ?? '')?.slice(1) ?? []
    ).map(Number);
    if (this._method === 'GET' && start >= bytes.length) {
      this.status = 416;
    } else if (this._method === 'GET') {
      const part = hasRanges ? bytes.slice(start, end + 1) : bytes;
      const isWhole = part.length === bytes.length;
      this.status = isWhole ? 200 : 206;
      this.response = part.slice().buffer;
      this._responseHeaders['Content-Range'] = `bytes ${start}-${end}/${bytes.length}`;
    }
  }
}

const before = { fetch: globalThis.fetch };

beforeEach(() => {
  requested = [];
  files = { 'run/a b.h5': { bytes: pattern(200_000) }, 'run/small.h5': { bytes: pattern(100) } };
  const fetched = async (url: string) => {
    const path = decodeURIComponent(new URL(url).pathname.replace('/api/contents/', ''));
    return new Response(JSON.stringify(modelOf(files[path])));
  };
  Object.assign(globalThis, { fetch: fetched, XMLHttpRequest: FakeXHR });
});

afterEach(() => void Object.assign(globalThis, before, { XMLHttpRequest: undefined }));

const targetOf = (drive = '') => ({
  path: `${drive}run/master.h5`,
  url: 'http://host/files/run/master.h5',
  contentsUrl: 'http://host/api/contents/run/master.h5',
  headers: { Authorization: 'token t' },
  among: {
    local: 'run/master.h5',
    files: 'http://host/files/',
    contents: 'http://host/api/contents/',
    serverRoot: '/srv'
  }
});

const open = (path: string, drive = '') => httpNeighbours(targetOf(drive))?.open(path) ?? null;

describe('the files around one on the server', () => {
  it('are those below its root, which absolute names begin with; none if its location is unknown', () => {
    expect(httpNeighbours(targetOf())).toMatchObject({ path: '/run/master.h5', root: '/srv' });
    expect(httpNeighbours({ ...targetOf(), among: undefined })).toBeUndefined();
  });

  it('arrive in parts, each by its address, with the version from before', () => {
    const source = open('/run/a b.h5', 'drive:');
    expect(source).toMatchObject({ shown: 'drive:run/a b.h5', size: 200_000 });
    expect(source?.version).toContain('2026-11-24T10:00:01Z');
    expect(source?.head).toEqual(pattern(200_000).slice(0, 2 ** 16));
    expect(source?.read(150_000, 150_010)).toEqual(pattern(200_000).slice(150_000, 150_010));
    expect(requested).toEqual([
      'GET /api/contents/run/a%20b.h5',
      'GET /files/run/a%20b.h5',
      'GET /files/run/a%20b.h5'
    ]);
    expect(open('/run/small.h5')?.read(0, 100)).toEqual(pattern(100));
  });

  it('are absent if the contents API knows none: the file is not requested', () => {
    // by the name that the page requests later
    expect(httpNeighbours(targetOf('drive:'))?.shownAt('/run/gone.h5')).toBe('drive:run/gone.h5');
    expect(open('/run/gone.h5')).toBeNull();
    expect(requested).toEqual(['GET /api/contents/run/gone.h5']);
  });

  it.each([
    ['file/forbidden', { status: 403 }],
    ['file/unreachable', { status: 503 }],
    ['file/unreadable', { type: 'directory' }],
    ['file/empty', { bytes: new Uint8Array(0) }],
    ['file/no-range', { hasRanges: false, size: 2 ** 30 }]
  ])('are refused: %s', (code, served) => {
    files['run/bad.h5'] = { bytes: pattern(10), ...served };
    expect(() => open('/run/bad.h5')).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('change between two reads, and until all are there', async () => {
    const source = open('/run/a b.h5');
    const read = (isBeingWritten = false) => {
      const linked = [
        { path: 'run/a b.h5', size: 1, lastModified: '', version: source?.version ?? '' }
      ];
      const stamp = { size: 1, lastModified: '', linked };
      return { stamp, isBeingWritten } as OpenResult;
    };
    await expect(requireUnchanged(targetOf(), read())).resolves.toBeUndefined();
    files['run/a b.h5'].version = 2;
    const changed = expect.objectContaining({ code: 'file/changed' }) as Error;
    expect(() => source?.read(150_000, 150_010)).toThrow(changed);
    await expect(requireUnchanged(targetOf(), read())).rejects.toEqual(changed);
    await expect(requireUnchanged(targetOf(), read(true))).resolves.toBeUndefined();
  });
});
