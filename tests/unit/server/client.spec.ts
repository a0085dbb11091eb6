import { Lifetime } from '../../../src/lifecycle';
import { serverOf, type IAnswer } from './support';

describe('serverClient', () => {
  it('reads a route, and posts its arguments', async () => {
    const { ask, requests } = serverOf({ body: { version: '0.1.0' } });
    await expect(ask('about')).resolves.toEqual({ version: '0.1.0' });
    await ask('events', { body: '{"event":{}}' });
    const url = 'http://localhost/user/ann/jupyterlab-xes/';
    expect(requests).toEqual([
      { url: `${url}about`, method: 'GET', body: '' },
      { url: `${url}events`, method: 'POST', body: '{"event":{}}' }
    ]);
  });

  it('treats anything but an object as an empty one', async () => {
    await expect(serverOf({ body: '7' }).ask('about')).resolves.toEqual({});
  });

  it.each<[IAnswer, object]>([
    [{ status: 404 }, { problem: 'place', status: 404 }],
    [{ status: 503 }, { problem: 'away', status: 503 }],
    [
      { type: 'text/html', body: '<html>' },
      { problem: 'away', status: 200 }
    ],
    [{ body: 'cut o' }, { problem: 'away' }]
  ])('refuses %p', async (answer, problem) => {
    await expect(serverOf(answer).ask('health')).rejects.toMatchObject(problem);
  });

  it('gives up on a silent server', async () => {
    const { ask } = serverOf({ isSilent: true });
    await expect(ask('health', { timeout: 20 })).rejects.toMatchObject({ problem: 'away' });
  });

  it('cancels with its owner', async () => {
    const lifetime = new Lifetime();
    const { ask } = serverOf({ isSilent: true });
    const asking = ask('health', { signal: lifetime.signal });
    lifetime.dispose();
    await expect(asking).rejects.toMatchObject({ problem: 'away' });
  });
});
