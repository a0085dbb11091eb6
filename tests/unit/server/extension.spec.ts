import { ServerExtension, type Route } from '../../../src/server';
import { DeliveryError, problemOf } from '../../../src/diagnostics/sinks/transport';

/** @param isPage whether unknown requests are refused with a page. */
function serverOf(answers: Partial<Record<Route, object>>, status = 404, isPage = false) {
  const requested: Route[] = [];
  const server = new ServerExtension(route => {
    requested.push(route);
    const answer = answers[route];
    const refused = new DeliveryError(problemOf(status, isPage), String(status), status);
    return answer ? Promise.resolve(answer) : Promise.reject(refused);
  });
  return { server, requested };
}

describe('ServerExtension', () => {
  it('is queried once if it is missing', async () => {
    const { server, requested } = serverOf({});
    expect([await server.about(), await server.health(), await server.health()]).toEqual([
      null,
      null,
      null
    ]);
    expect(requested).toEqual(['about']);
  });

  it('is queried again if the server was away', async () => {
    const answers: Partial<Record<Route, object>> = {};
    const { server, requested } = serverOf(answers, 503);
    expect(await server.about()).toBeNull();
    answers.about = { version: '0.1.0', features: [] };
    expect(await server.about()).toEqual(answers.about);
    expect(requested).toEqual(['about', 'about']);
  });

  it.each([true, false])(
    'is missing if it is unknown, even if reported by a page: %p',
    async isPage => {
      const { server, requested } = serverOf({}, 404, isPage);
      expect([await server.find(), await server.find()]).toEqual([null, null]);
      expect(requested).toEqual(['about']);
    }
  );

  it('is queried again if it was refused, and on request', async () => {
    const answers: Partial<Record<Route, object>> = {};
    const { server, requested } = serverOf(answers, 403);
    expect(await server.find()).toBeNull();
    answers.about = { version: '0.1.0', features: ['log'] };
    expect(await server.find()).toEqual(answers.about);
    delete answers.about;
    expect(await server.find()).toMatchObject({ version: '0.1.0' });
    server.forget();
    expect(await server.find()).toBeNull();
    expect(requested).toHaveLength(3);
  });

  it('reports an unreachable server to those who must know', async () => {
    const { server } = serverOf({}, 503);
    await expect(server.find()).rejects.toMatchObject({ problem: 'away' });
  });

  it('is queried once for simultaneous callers', async () => {
    const { server, requested } = serverOf({ about: { version: '0.1.0', features: [] } });
    await Promise.all([server.find(), server.about(), server.health()]);
    expect(requested).toEqual(['about']);
  });

  it('is not queried for health if it does not offer that', async () => {
    const { server, requested } = serverOf({ about: { version: '0.1.0' } });
    expect(await server.health()).toBeNull();
    expect(await server.about()).toEqual({ version: '0.1.0', features: [] });
    expect(requested).toEqual(['about']);
  });

  it('reports the memory of its process; missing values are unknown', async () => {
    const about = { version: '0.1.0', features: ['health', 3] };
    const reply = { rss: 7, cpu: null, uptime: 'long', disk: { free: 3, total: NaN } };
    const { server, requested } = serverOf({ about, health: reply });
    expect(await server.health()).toEqual({
      pid: null,
      rss: 7,
      cpu: null,
      uptime: null,
      disk: { free: 3, total: null },
      memory: { available: null, total: null }
    });
    await server.health();
    expect(requested).toEqual(['about', 'health', 'health']);
    const odd = serverOf({ about: {} });
    expect(await odd.server.about()).toBeNull();
    const failing = serverOf({ about });
    expect(await failing.server.health()).toBeNull();
  });
});
