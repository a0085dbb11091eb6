import { requestVersion, VersionAfter } from '../../../src/io/fileversion';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';

const contentsUrl = 'http://x/api/contents/a.nxs';
const target = { path: 'a.nxs', url: 'http://x/files/a.nxs', contentsUrl, headers: { a: 'b' } };
const model = { size: 3, last_modified: '2026-11-28T10:00:00Z', created: '2026-11-28T11:00:00Z' };
const expected = {
  id: '3|2026-11-28T10:00:00Z|2026-11-28T11:00:00Z',
  changed: Date.UTC(2026, 10, 28, 11)
};
const { fetch: before } = globalThis;

/** @returns the requests made. */
function serve(answer: () => Promise<Partial<Response>>) {
  const requests: { url: string; init: RequestInit }[] = [];
  globalThis.fetch = ((url: string, init: RequestInit) => {
    requests.push({ url, init });
    return answer();
  }) as typeof fetch;
  return requests;
}

const served = async () => ({ ok: true, redirected: false, json: async () => model });

afterEach(() => {
  globalThis.fetch = before;
});

describe('requestVersion', () => {
  it('requests the contents API past the cache, with the session of the page', async () => {
    const requests = serve(served);
    expect(await requestVersion(target)).toEqual(expected);
    expect(requests).toMatchObject([
      { url: `${contentsUrl}?content=0&hash=0`, init: { cache: 'no-store', headers: { a: 'b' } } }
    ]);
  });

  it('is null without an API, and if the server refuses, redirects or does not answer', async () => {
    const requests = serve(served);
    expect(await requestVersion({ ...target, contentsUrl: null })).toBeNull();
    expect(requests).toHaveLength(0);
    serve(async () => ({ ...(await served()), ok: false }));
    expect(await requestVersion(target)).toBeNull();
    serve(async () => ({ ...(await served()), redirected: true }));
    expect(await requestVersion(target)).toBeNull();
    serve(() => Promise.reject(new Error('offline')));
    expect(await requestVersion(target)).toBeNull();
  });
});

describe('VersionAfter', () => {
  it('is requested when the bytes are there, and again if more were requested since', async () => {
    const requests = serve(served);
    const after = new VersionAfter(target);
    after.fetched(2);
    expect(requests).toHaveLength(1);
    expect(await after.of(2)).toEqual(expected);
    expect(requests).toHaveLength(1);
    expect(await after.of(3)).toEqual(expected);
    expect(requests).toHaveLength(2);
  });

  it('is requested at the end if nothing reported that the bytes were there', async () => {
    const requests = serve(served);
    expect(await new VersionAfter(target).of(1)).toEqual(expected);
    expect(requests).toHaveLength(1);
  });
});

test('a file that arrives as a whole is fetched before it is parsed', async () => {
  const text = 'energy_eV,intensity,sigma\n9000,2,1\n9001,3,1\n9002,5,1\n';
  const events: string[] = [];
  const bytes = new TextEncoder().encode(text);
  await openScan(new BufferSource(bytes, '', 5), 'a', {
    onFetched: () => events.push('fetched'),
    onProgress: () => events.push('progress')
  });
  expect(events[0]).toBe('fetched');
});
