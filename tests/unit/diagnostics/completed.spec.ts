import { CompletedReports, type IReportHelp } from '../../../src/diagnostics/completed.js';
import { buildReport, type ICrashReport } from '../../../src/diagnostics/index.js';

const session = '0123abcd';
const context = { doing: 'Reading' };
const server = {
  pid: 1,
  rss: 2,
  cpu: 3,
  uptime: 4,
  disk: { free: 5, total: 6 },
  memory: { available: 7, total: 8 }
};
const never = () => new Promise<never>(() => {});
const fail = () => Promise.reject(new Error('broken'));

function someReport(error: unknown = new Error('odd')): ICrashReport {
  const now = new Date(Date.UTC(2026, 10, 24, 22, 15));
  const sources = { environment: () => ({}), snapshot: () => ({}) };
  return buildReport({ error, context, session, now, events: [], ...sources });
}

/** Written reports, and the ids of announced ones. */
function bench(help: Partial<IReportHelp> | null, path: string | null = 'x.json') {
  const written: ICrashReport[] = [];
  const announced: string[] = [];
  const full: IReportHelp = {
    server: () => Promise.resolve(server),
    viewer: () => Promise.resolve(null),
    map: stacks => Promise.resolve(stacks.map(stack => `mapped ${stack}`)),
    announce: ({ id }) => Promise.resolve(void announced.push(id)),
    ...help
  };
  const writer = {
    write: (report: ICrashReport) => {
      written.push(structuredClone(report));
      return Promise.resolve({ path, download: () => {} });
    }
  };
  const load = () => (help ? Promise.resolve(full) : fail());
  return { reports: new CompletedReports(writer, session, load), written, announced };
}

describe('CompletedReports', () => {
  afterEach(() => jest.useRealTimers());

  it('completes a report, with its causes and parts, and announces it', async () => {
    const { reports, written, announced } = bench({});
    const part = Object.assign(new Error('part'), { stack: 'of the part' });
    const cause = Object.assign(new AggregateError([part], 'cause'), { stack: 'of the cause' });
    const report = someReport(Object.assign(new Error('odd', { cause }), { stack: 'of all' }));
    await reports.write(report, context);
    expect(written).toMatchObject([
      {
        health: { server, viewer: null },
        error: {
          stack: 'of all',
          mappedStack: 'mapped of all',
          cause: {
            mappedStack: 'mapped of the cause',
            errors: [{ mappedStack: 'mapped of the part' }]
          }
        }
      }
    ]);
    expect(announced).toEqual([report.id]);
  });

  it('maps the first five of very many stacks, together', async () => {
    const sources: (readonly string[])[] = [];
    const map = (stacks: readonly string[]) => {
      sources.push(stacks);
      return Promise.resolve(stacks.map(stack => (stack === 'of 1' ? null : `mapped ${stack}`)));
    };
    const { reports, written } = bench({ map });
    const parts = Array.from({ length: 50 }, (_, i) =>
      Object.assign(new Error('part'), { stack: `of ${i % 25}` })
    );
    await reports.write(
      someReport(Object.assign(new AggregateError(parts, 'many'), { stack: 'of all' })),
      context
    );
    expect(sources).toEqual([['of all', 'of 0', 'of 1', 'of 2', 'of 3']]);
    const { errors } = written[0].error;
    expect(errors?.slice(0, 5).map(({ mappedStack }) => mappedStack)).toEqual([
      'mapped of 0',
      undefined,
      'mapped of 2',
      'mapped of 3',
      undefined
    ]);
  });

  it('waits two seconds at most, and uses what it has by then', async () => {
    jest.useFakeTimers();
    const { reports, written } = bench({ server: never, map: never });
    const done = reports.write(someReport(), context);
    await jest.advanceTimersByTimeAsync(1999);
    expect(written).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    await done;
    expect(written).toMatchObject([{ health: { server: null, viewer: null } }]);
    expect(written[0].error).not.toHaveProperty('mappedStack');
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['everything fails', { server: fail, viewer: fail, map: fail, announce: fail }],
    ['its code is not to be had', null]
  ])('writes the report if %s', async (_, help) => {
    const { reports, written, announced } = bench(help);
    const report = someReport();
    expect(await reports.write(report, context)).toMatchObject({ path: 'x.json' });
    const health = { server: null, viewer: null };
    expect(written).toEqual([{ ...report, health }]);
    expect(announced).toEqual([]);
  });

  it('leaves the report of an earlier page unchanged', async () => {
    const { reports, written, announced } = bench({});
    const report = { ...someReport(), session: 'ffff0000' };
    await reports.write(report, context);
    expect(written[0]).not.toHaveProperty('health');
    expect(announced).toEqual([report.id]);
  });

  it('announces no report that was not written, and none made on request', async () => {
    const unwritten = bench({}, null);
    await unwritten.reports.write(someReport(), context);
    const requested = bench({});
    await requested.reports.write({ ...someReport(), reason: 'on-demand' }, context);
    expect([...unwritten.announced, ...requested.announced]).toEqual([]);
  });
});
