import { ContentsManager, Drive, ServerConnection, type Contents } from '@jupyterlab/services';
import { versionOf } from '../../../src/documents/fileversion';

const model = {
  name: 'a b.nxs',
  path: 'a b.nxs',
  type: 'file',
  writable: true,
  created: '2026-11-24T10:00:00.000001Z',
  last_modified: '2026-11-24T10:00:00.000002Z',
  mimetype: null,
  content: null,
  format: null,
  size: 7
};

/** A contents manager of JupyterLab whose requests are recorded. */
function setup(answer: () => { status: number; body: object }) {
  const requests: { url: string; init: RequestInit }[] = [];
  class RecordedRequest {
    readonly headers = { append: () => undefined, has: () => false, set: () => undefined };
    constructor(url: string, init: RequestInit) {
      requests.push({ url, init });
    }
  }
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost/base/',
    Request: RecordedRequest as never,
    fetch: () => {
      const { status, body } = answer();
      return Promise.resolve({ status, ok: status < 300, json: async () => body } as Response);
    }
  });
  const contents = new ContentsManager({ defaultDrive: new Drive({ serverSettings }) });
  return { contents, requests };
}

describe('versionOf', () => {
  it('requests no content, and bypasses the cache of the browser', async () => {
    const { contents, requests } = setup(() => ({ status: 200, body: model }));
    await expect(versionOf(contents, 'a b.nxs')).resolves.toEqual({
      id: '7|2026-11-24T10:00:00.000002Z|2026-11-24T10:00:00.000001Z',
      changed: Date.UTC(2026, 10, 24, 10)
    });
    const { url, init } = requests[0];
    expect(url).toMatch(/^http:\/\/localhost\/base\/api\/contents\/a%20b\.nxs\?content=0/);
    expect(init.cache).toBe('no-store');
    contents.dispose();
  });

  it.each<Partial<Contents.IModel>>([
    { size: 8 },
    { created: '2026-11-24T10:00:00.000003Z' },
    { last_modified: '2026-11-24T10:00:00.000003Z' }
  ])('changes with %j', async change => {
    let body: object = model;
    const { contents } = setup(() => ({ status: 200, body }));
    const before = await versionOf(contents, 'a');
    body = { ...model, ...change };
    expect((await versionOf(contents, 'a')).id).not.toBe(before.id);
    contents.dispose();
  });

  it('rejects if the server refuses', async () => {
    const { contents } = setup(() => ({ status: 404, body: { message: 'not there' } }));
    await expect(versionOf(contents, 'a')).rejects.toThrow();
    contents.dispose();
  });
});
