import type { ILogEntry } from '../../../src/diagnostics';
import { ServerTransport } from '../../../src/server/serverlog';
import { serverOf, type IAnswer } from './support';

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

describe('ServerTransport', () => {
  it('sends a session to a folder as named by the server', async () => {
    const { ask, requests } = serverOf({ body: { session, acknowledged: 3 } });
    const transport = new ServerTransport(ask, folder => folder.replace('RTC:', ''));
    await expect(transport.send('RTC:run', session, [entry])).resolves.toBe(3);
    expect(requests[0].url.split('?')[0]).toBe('http://localhost/user/ann/jupyterlab-xes/log');
    expect(JSON.parse(requests[0].body)).toEqual({ session, folder: 'run', entries: [entry] });
  });

  it.each<[IAnswer, string]>([
    [{ status: 400 }, 'content'],
    [{ status: 413 }, 'size'],
    [{ status: 409 }, 'place'],
    [{ status: 507 }, 'place'],
    [{ status: 503 }, 'away'],
    [{ type: 'text/html', body: '<html>' }, 'away'],
    [{ body: {} }, 'away']
  ])('classifies %p as a problem of kind %s', async (answer, problem) => {
    const transport = new ServerTransport(serverOf(answer).ask, folder => folder);
    await expect(transport.send('', session, [entry])).rejects.toMatchObject({ problem });
  });
});
