/** @jest-environment jsdom */
import { PageConfig } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';
import { takeHubToken } from '../../../src/workarounds/hubtoken';

const lab = (token: string) =>
  `<script id="jupyter-config-data" type="application/json">${JSON.stringify({ token })}</script>`;

describe('takeHubToken', () => {
  let answers: (string | number | Error)[];
  let requests: { url: string; xsrf: string }[];
  let writes: string[];
  let settings: ServerConnection.ISettings;
  const before = globalThis.fetch;

  beforeEach(() => {
    PageConfig.setOption('hubPrefix', '/hub/');
    document.cookie = '_xsrf=planted';
    [answers, requests, writes] = [[], [], []];
    let token = 'old';
    settings = {
      baseUrl: 'http://hub.example/user/ann/',
      get token() {
        return token;
      },
      set token(value: string) {
        writes.push(value);
        token = value;
      }
    } as ServerConnection.ISettings;
    globalThis.fetch = (async (url: string, { headers }: { headers: Record<string, string> }) => {
      requests.push({ url, xsrf: headers['X-XSRFToken'] });
      const answer = answers.shift() ?? 500;
      if (answer instanceof Error) {
        throw answer;
      }
      const isPage = typeof answer === 'string';
      return { ok: isPage, text: () => Promise.resolve(isPage ? answer : '') };
    }) as unknown as typeof fetch;
  });
  afterEach(() => {
    globalThis.fetch = before;
    PageConfig.setOption('hubPrefix', '');
  });

  it('uses the current token of JupyterLab’s page', async () => {
    answers = [lab('new')];
    expect(await takeHubToken(settings)).toBe(true);
    expect([settings.token, requests]).toEqual([
      'new',
      [{ url: 'http://hub.example/user/ann/lab', xsrf: 'planted' }]
    ]);
  });

  it.each<[string, string | number | Error]>([
    ['is refused', 403],
    ['does not arrive', new TypeError('Failed to fetch')],
    ['ends at a form', '<html><form></form></html>'],
    ['ends within the token', lab('new').replace(/ew.*$/, '')],
    ['has no configuration', '<script id="jupyter-config-data">null</script>']
  ])('retries if the first request %s', async (_, first) => {
    answers = [first, lab('new')];
    expect(await takeHubToken(settings)).toBe(true);
    expect([settings.token, requests.length]).toEqual(['new', 2]);
  });

  it('finds no login if both end at a form', async () => {
    answers = ['<form></form>', lab('')];
    expect(await takeHubToken(settings)).toBe(false);
    expect(writes).toEqual([]);
  });

  it('sends nothing without a hub', async () => {
    PageConfig.setOption('hubPrefix', '');
    expect(await takeHubToken(settings)).toBe(false);
    expect(requests).toEqual([]);
  });

  it('is idle if JupyterLab has updated the token itself', async () => {
    answers = [lab('old')];
    expect(await takeHubToken(settings)).toBe(true);
    expect(writes).toEqual([]);
  });
});
