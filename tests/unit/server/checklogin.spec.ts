import { ServerConnection } from '@jupyterlab/services';
import { checkLogin } from '../../../src/server/checklogin';
import { LoginState } from '../../../src/server/login';

/** Answers of a hub, and a server behind it (run against JupyterHub 6.1.1). */
interface IHubAnswer {
  status: number;
  type?: 'text/html' | 'application/json';
  /** The request never arrives, or is redirected in a circle. */
  isLost?: boolean;
}

function settingsOf(answer: () => IHubAnswer, requests: Request[] = []) {
  return ServerConnection.makeSettings({
    baseUrl: 'http://hub.example/base/user/ann/',
    token: 'planted',
    fetch: async input => {
      requests.push(input as Request);
      const { status, type = 'application/json', isLost } = answer();
      if (isLost) {
        throw new TypeError('Failed to fetch');
      }
      return new Response(type === 'text/html' ? '<html>' : '{}', {
        status,
        headers: { 'Content-Type': type }
      });
    },
    Request,
    Headers
  });
}

describe('checkLogin', () => {
  it.each<[string, IHubAnswer, string]>([
    ['the folder', { status: 200 }, 'alive'],
    ['a form to log in', { status: 200, type: 'text/html' }, 'ended'],
    ['a way elsewhere', { status: 302 }, 'ended'],
    ['no login', { status: 401 }, 'ended'],
    ['a dead token', { status: 403 }, 'ended'],
    ['a refusal as a page', { status: 403, type: 'text/html' }, 'ended'],
    ['a stopped server', { status: 424, type: 'text/html' }, 'unknown'],
    ['a stopped server, to a program', { status: 424 }, 'unknown'],
    ['a killed server', { status: 503, type: 'text/html' }, 'unknown']
  ])('understands %s', async (_, answer, expected) => {
    expect(await checkLogin(settingsOf(() => answer))).toBe(expected);
  });

  it('sends a small request, past the cache', async () => {
    const requests: Request[] = [];
    await checkLogin(settingsOf(() => ({ status: 200 }), requests));
    expect(requests.map(({ url, cache }) => [url.split('&')[0], cache])).toEqual([
      ['http://hub.example/base/user/ann/api/contents?content=0', 'no-store']
    ]);
  });
});

describe('the state of a login at a hub', () => {
  const page = globalThis as { window?: EventTarget };
  const before = page.window;
  beforeEach(() => (page.window = new EventTarget()));
  afterEach(() => {
    page.window = before;
  });

  it.each<[string, IHubAnswer, boolean]>([
    ['stands while the server is stopped', { status: 424, type: 'text/html' }, false],
    ['stands while the server is killed', { status: 503, type: 'text/html' }, false],
    ['stands while nothing arrives', { status: 0, isLost: true }, false],
    ['ends with the hub’s form', { status: 200, type: 'text/html' }, true],
    ['ends with a dead token', { status: 403 }, true],
    ['ends where nobody is logged in', { status: 401 }, true]
  ])('%s', async (_, answer, isEnded) => {
    let now: IHubAnswer = answer;
    const states: boolean[] = [];
    const login = new LoginState({
      ask: () => checkLogin(settingsOf(() => now)),
      renew: () => Promise.resolve(false),
      onChanged: changed => states.push(changed)
    });
    await login.check();
    expect([login.isEnded, states]).toEqual([isEnded, isEnded ? [true] : []]);
    now = { status: 503, type: 'text/html' }; // does not report it
    await login.check();
    expect(login.isEnded).toBe(isEnded);
    now = { status: 200 };
    await login.check();
    expect([login.isEnded, states]).toEqual([false, isEnded ? [true, false] : []]);
    login.dispose();
  });
});
