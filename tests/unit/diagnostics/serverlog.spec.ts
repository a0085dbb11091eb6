import { ServerConnection } from '@jupyterlab/services';
import type { ILogEntry } from '../../../src/diagnostics';
import { serverFeatures, ServerTransport } from '../../../src/diagnostics/sinks/serverlog';

const session = '0123abcd';
const entry: ILogEntry = {
  session,
  seq: 3,
  time: '2026-11-24T22:15:00.000Z',
  level: 'error',
  module: 'io',
  message: 'planted',
  path: 'run/a.nxs'
};

interface IAnswer {
  status?: number;
  type?: string;
  body?: unknown;
}

/** Settings whose server gives one answer, and remembers what it was asked. */
function serverOf({ status = 200, type = 'application/json', body = {} }: IAnswer) {
  const asked: { url: string; body: string }[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost/user/ann/',
    fetch: async input => {
      const request = input as Request;
      asked.push({ url: request.url, body: await request.text() });
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': type }
      });
    }
  });
  return { settings, asked };
}

describe('ServerTransport', () => {
  it('sends a session to a folder as the server names it', async () => {
    const { settings, asked } = serverOf({ body: { session, acknowledged: 3 } });
    const transport = new ServerTransport(settings, folder => folder.replace('RTC:', ''));
    await expect(transport.send('RTC:run', session, [entry])).resolves.toBe(3);
    expect(asked[0].url.split('?')[0]).toBe('http://localhost/user/ann/jupyterlab-xes/log');
    expect(JSON.parse(asked[0].body)).toEqual({ session, folder: 'run', entries: [entry] });
  });

  it.each<[IAnswer, string]>([
    [{ status: 400 }, 'content'],
    [{ status: 413 }, 'size'],
    [{ status: 409 }, 'place'],
    [{ status: 507 }, 'place'],
    [{ status: 503 }, 'away'],
    [{ type: 'text/html', body: '<html>' }, 'away'],
    [{ body: {} }, 'away']
  ])('takes %p for a problem of kind %s', async (answer, problem) => {
    const transport = new ServerTransport(serverOf(answer).settings, folder => folder);
    await expect(transport.send('', session, [entry])).rejects.toMatchObject({ problem });
  });
});

describe('serverFeatures', () => {
  it('are none where there is no extension, whatever says so', async () => {
    const features = (answer: IAnswer) => serverFeatures(serverOf(answer).settings);
    await expect(features({ body: { features: ['log', 'health'] } })).resolves.toEqual([
      'log',
      'health'
    ]);
    await expect(features({ status: 404 })).resolves.toEqual([]);
    await expect(features({ status: 404, type: 'text/html', body: '<html>' })).resolves.toEqual([]);
    await expect(features({ body: { features: 7 } })).resolves.toEqual([]);
    await expect(features({ status: 503 })).rejects.toMatchObject({ problem: 'away' });
  });
});
