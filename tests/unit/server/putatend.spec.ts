import { ServerConnection } from '@jupyterlab/services';
import { putAtEnd } from '../../../src/server/putatend.js';

describe('putAtEnd', () => {
  let requests: Request[];
  let answer: (request: Request) => Promise<Response>;
  const contents = {
    driveName: (path: string) => (path.includes(':') ? path.split(':')[0] : ''),
    localPath: (path: string) => path
  };
  const serverSettings = ServerConnection.makeSettings({
    baseUrl: 'http://lab.example/user/',
    token: '',
    fetch: (request: RequestInfo | URL) => {
      requests.push(request as Request);
      return answer(request as Request);
    },
    Request,
    Headers
  });
  const put = (path: string, limit?: number) =>
    putAtEnd({ contents, serverSettings }, path, '{}', limit);

  beforeEach(() => {
    requests = [];
    answer = () => Promise.resolve(new Response('{}'));
  });

  it('starts a request that outlives the page, before it returns', async () => {
    const done = put('run 1/a#b.json');
    expect(
      requests.map(({ method, url, keepalive }) => [method, url.split('?')[0], keepalive])
    ).toEqual([['PUT', 'http://lab.example/user/api/contents/run%201/a%23b.json', true]]);
    await done;
  });

  it('gives up on an unresponsive server', async () => {
    answer = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('late'))));
    await expect(put('a.json', 10)).resolves.toBeUndefined();
    expect(requests[0].signal.aborted).toBe(true);
  });

  it('fails silently: no server, no such name, another drive', async () => {
    answer = () => Promise.reject(new TypeError('no network'));
    await expect(put('a.json')).resolves.toBeUndefined();
    await expect(put('a\ud800.json')).resolves.toBeUndefined();
    await expect(put('RTC:a.json')).resolves.toBeUndefined();
    expect(requests).toHaveLength(1);
  });
});
