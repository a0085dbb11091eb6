import { ServerExtension } from '../../../../src/diagnostics/memory';

function serverOf(answers: Record<string, unknown>, status = 404) {
  const asked: string[] = [];
  const server = new ServerExtension(route => {
    asked.push(route);
    const refused = Object.assign(new Error(String(status)), { response: { status } });
    return route in answers ? Promise.resolve(answers[route]) : Promise.reject(refused);
  });
  return { server, asked };
}

describe('ServerExtension', () => {
  it('is asked once where it is not there', async () => {
    const { server, asked } = serverOf({});
    expect([await server.about(), await server.health(), await server.health()]).toEqual([
      null,
      null,
      null
    ]);
    expect(asked).toEqual(['about']);
  });

  it('is asked again where the server was away', async () => {
    const answers: Record<string, unknown> = {};
    const { server, asked } = serverOf(answers, 503);
    expect(await server.about()).toBeNull();
    answers.about = { version: '0.1.0', features: [] };
    expect(await server.about()).toEqual(answers.about);
    expect(asked).toEqual(['about', 'about']);
  });

  it('is not asked for its health where it does not offer that', async () => {
    const { server, asked } = serverOf({ about: { version: '0.1.0' } });
    expect(await server.health()).toBeNull();
    expect(await server.about()).toEqual({ version: '0.1.0', features: [] });
    expect(asked).toEqual(['about']);
  });

  it('tells the memory of its process; what it does not know is unknown', async () => {
    const about = { version: '0.1.0', features: ['health', 3] };
    const told = { rss: 7, cpu: null, uptime: 'long', disk: { free: 3, total: NaN } };
    const { server, asked } = serverOf({ about, health: told });
    expect(await server.health()).toEqual({
      pid: null,
      rss: 7,
      cpu: null,
      uptime: null,
      disk: { free: 3, total: null },
      memory: { available: null, total: null }
    });
    await server.health();
    expect(asked).toEqual(['about', 'health', 'health']);
    const odd = serverOf({ about: 'yes' });
    expect(await odd.server.about()).toBeNull();
    const failing = serverOf({ about });
    expect(await failing.server.health()).toBeNull();
  });
});
