import {
  Recorder,
  type ICrashReport,
  type ILogEntry,
  type IRecorderOptions
} from '../../../src/diagnostics/index.js';
import { LifetimeEnded } from '../../../src/lifecycle/index.js';

const context = { doing: 'Reading the scan', path: 'run/a.nxs' };

/** A recorder with records of everything it does. */
class Bench {
  time = Date.UTC(2026, 10, 24, 22, 15);
  entries: ILogEntry[] = [];
  reports: ICrashReport[] = [];
  notes: {
    level: string;
    message: string;
    details: string;
    path: string | null | undefined;
  }[] = [];
  recorder: Recorder;

  constructor(options: Partial<IRecorderOptions> = {}) {
    this.recorder = new Recorder({
      sinks: [{ write: entry => void this.entries.push(entry) }],
      notify: {
        notify: ({ report, ...note }) => void this.notes.push({ ...note, path: report?.path })
      },
      reports: {
        write: async report => {
          this.reports.push(report);
          return { path: `x/${report.id}.json`, download: () => {} };
        }
      },
      now: () => new Date(this.time),
      ...options
    });
  }
}

let bench: Bench;
const make = (options?: Partial<IRecorderOptions>) => (bench = new Bench(options));

/** With a code, as the errors of science have. */
function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function fail(): never {
  throw new Error('part broken');
}

describe('Recorder', () => {
  let warn: jest.SpyInstance;
  beforeEach(() => {
    warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    bench.recorder.dispose();
    warn.mockRestore();
  });

  it('logs, writes a report and notifies the user', async () => {
    make({ environment: () => ({ browser: 'x' }), snapshot: () => ({ open: ['a'] }) });
    bench.recorder.log('info', 'opened', context);
    bench.recorder.log('info', 'opened', context);
    const cause = coded('io/gone', 'no file');
    await bench.recorder.report(new TypeError('odd', { cause }), context);

    expect(bench.entries.map(({ level, message, path }) => [level, message, path])).toEqual([
      ['info', 'Reading the scan: opened', 'run/a.nxs'],
      ['info', 'Reading the scan: opened', 'run/a.nxs'],
      ['error', 'Reading the scan: odd', 'run/a.nxs']
    ]);
    const [report] = bench.reports;
    expect(report).toMatchObject({
      schemaVersion: 3,
      time: '20261124T221500Z',
      doing: 'Reading the scan',
      path: 'run/a.nxs',
      error: {
        name: 'TypeError',
        message: 'odd',
        code: null,
        cause: { code: 'io/gone', message: 'no file', cause: null }
      },
      environment: { browser: 'x' },
      snapshot: { open: ['a'] }
    });
    expect(report.id).toMatch(/^[0-9a-f]{8}$/);
    expect(report.events.map(event => event.count)).toEqual([2, 1]);
    expect(bench.notes).toEqual([
      {
        level: 'error',
        message: 'Reading the scan failed. Your work is kept; the report says why.',
        details: 'odd',
        path: `x/${report.id}.json`
      }
    ]);
  });

  it("uses an error's own message if it has a code, in 140 characters", async () => {
    make();
    await bench.recorder.report(
      coded('scan/no-energy', 'Choose an energy axis. '.repeat(9)),
      context
    );
    expect(bench.notes[0].message).toMatch(/^Choose an energy axis/);
    expect(bench.notes[0].message).toHaveLength(140);
    await bench.recorder.report(coded('internal/error', 'x of undefined'), context);
    expect(bench.notes[1].message).toMatch(/failed/);
  });

  it.each(['command/argument', 'cut/outside'])(
    'shows %s to whoever clicked, and files no warning of it',
    async code => {
      make();
      await bench.recorder.report(coded(code, 'Select a curve.'), context);
      expect(bench.entries.map(({ level, message }) => [level, message])).toEqual([
        ['info', `Reading the scan: Select a curve. [${code}]`]
      ]);
      expect(bench.notes).toMatchObject([{ level: 'warning', message: 'Select a curve.' }]);
      expect(bench.reports).toEqual([]);
    }
  );

  it.each(['file/empty', 'file/write-failed', 'scan/no-energy', 'analysis/scan-target'])(
    'logs %s and shows it, and writes no crash report',
    async code => {
      make();
      const again = () => bench.recorder.report(coded(code, 'Save an analysis.'), context);
      await again();
      expect(bench.entries.map(({ level, message }) => [level, message])).toEqual([
        ['warning', `Reading the scan: Save an analysis. [${code}]`]
      ]);
      const note = { level: 'warning', message: 'Save an analysis.', details: 'Save an analysis.' };
      expect(bench.notes).toEqual([{ ...note, path: undefined }]);
      expect(bench.reports).toEqual([]);
      bench.time += 2_999;
      await again();
      expect(bench.notes).toHaveLength(1);
      bench.time += 1;
      await again(); // the user retried
      expect(bench.notes).toHaveLength(2);
      expect(bench.reports).toEqual([]);
    }
  );

  it.each(['worker/crashed', 'plot/failed', 'internal/error', 'ENOENT', 'file', 'file/'])(
    'treats %s as a crash',
    async code => {
      make();
      await bench.recorder.report(coded(code, 'odd'), context);
      expect(bench.reports.map(({ error }) => error.code)).toEqual([code]);
      expect(bench.notes.map(({ level }) => level)).toEqual(['error']);
    }
  );

  it('assigns an error without a document to the current one', async () => {
    let current: string | undefined = 'b.nxs';
    make({ currentPath: () => current });
    await bench.recorder.report(new Error('one'), { doing: 'Working' });
    await bench.recorder.report(new Error('two'), context);
    current = undefined;
    await bench.recorder.report(new Error('three'), { doing: 'Working' });
    expect(bench.entries.map(({ path }) => path)).toEqual(['b.nxs', 'run/a.nxs', '']);
    expect(bench.reports.map(({ path }) => path)).toEqual(['b.nxs', 'run/a.nxs', null]);
  });

  it('counts repeats within a minute and reports their number after it', async () => {
    make();
    const again = () => bench.recorder.report(new Error('odd'), context);
    await Promise.all([again(), again()]);
    await bench.recorder.report(new Error('odd'), { doing: 'Drawing' });
    bench.time += 59_999;
    await again();
    expect(bench.reports).toHaveLength(2);
    expect(bench.notes).toHaveLength(2);
    expect(bench.entries).toHaveLength(2);
    bench.time += 1;
    await again();
    expect(bench.reports).toHaveLength(3);
    expect(bench.entries[2].message).toContain('(and 2 times more before)');
  });

  it('bounds a flood of different errors: logged, not reported', async () => {
    make();
    for (let i = 0; i < 50; i++) {
      await bench.recorder.report(new Error(`odd ${i}`), context);
    }
    expect(bench.reports).toHaveLength(10);
    expect(bench.entries).toHaveLength(50);
    bench.time += 60_000;
    await bench.recorder.report(new Error('later'), context);
    expect(bench.reports).toHaveLength(11);
  });

  it('holds the last 200 events', async () => {
    make();
    for (let i = 0; i < 300; i++) {
      bench.recorder.log('debug', `event ${i}`);
    }
    await bench.recorder.report(new Error('odd'), context);
    const { events } = bench.reports[0];
    expect(events).toHaveLength(200);
    expect(events[0].message).toBe('event 101');
  });

  it('redacts what it logs and shows', async () => {
    make();
    bench.recorder.log('info', 'GET /user/ann/x?token=abcdef');
    await bench.recorder.report(coded('io/x', 'Ask ann@example.org.'), context);
    expect(JSON.stringify([bench.entries, bench.notes])).not.toMatch(/ann|abcdef/);
  });

  it('never throws or rejects, whatever part is broken', async () => {
    make({
      sinks: [{ write: fail }, { write: entry => void bench.entries.push(entry) }],
      notify: { notify: fail },
      reports: { write: fail },
      environment: fail,
      snapshot: fail
    });
    await expect(bench.recorder.report(new Error('odd'), context)).resolves.toBeUndefined();
    expect(bench.entries.map(entry => entry.level)).toEqual(['error', 'warning']);
    bench.recorder.dispose();

    make({ reports: { write: () => Promise.reject(new Error('full')) } });
    await expect(bench.recorder.report(new Error('odd'), context)).resolves.toBeUndefined();
    expect(bench.notes[0].message).toContain('the details say why');
    bench.recorder.dispose();

    make({ now: fail });
    await expect(bench.recorder.report(new Error('odd'), context)).resolves.toBeUndefined();
    expect(() => bench.recorder.log('info', 'x')).not.toThrow();
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'refused'],
    ['a symbol', Symbol('x')],
    ['an object without a prototype', Object.create(null) as unknown],
    ['an error of another frame', { name: 'Error', message: 'far', stack: 's' }],
    ['an aggregate', new AggregateError([new Error('one'), 'two'], 'both')]
  ])('reports %s', async (_, thrown) => {
    make();
    await bench.recorder.report(thrown, context);
    expect(bench.reports).toHaveLength(1);
    expect(bench.notes).toHaveLength(1);
  });

  it('includes the parts of an aggregate and stops at a circular cause', async () => {
    make();
    await bench.recorder.report(new AggregateError([new Error('one'), 'two'], 'both'), context);
    expect(bench.reports[0].error.errors?.map(part => part.message)).toEqual(['one', 'two']);
    const loop = new Error('loop');
    loop.cause = loop;
    await bench.recorder.report(loop, context);
    expect(bench.reports).toHaveLength(2);
  });

  it('does nothing after its end, not even for a pending report', async () => {
    let finish = () => {};
    make({
      reports: {
        write: () =>
          new Promise(resolve => (finish = () => resolve({ path: 'x', download: () => {} })))
      }
    });
    const underWay = bench.recorder.report(new Error('odd'), context);
    bench.recorder.dispose();
    finish();
    await underWay;
    bench.recorder.log('error', 'late');
    await bench.recorder.report(new Error('late'), context);
    expect(bench.notes).toEqual([]);
    expect(bench.entries).toHaveLength(1);
  });
});

describe('guard', () => {
  beforeEach(() => make());
  afterEach(() => bench.recorder.dispose());

  it('returns what the work returns', async () => {
    await expect(bench.recorder.guard(context, async () => 7)).resolves.toBe(7);
    await expect(bench.recorder.guard(context, () => 8)).resolves.toBe(8);
    expect(bench.recorder.guardSync(context, () => 9)).toBe(9);
  });

  it('catches errors', async () => {
    const work = async () => fail();
    await expect(bench.recorder.guard(context, work)).resolves.toBeUndefined();
    expect(bench.recorder.guardSync({ doing: 'Drawing' }, fail)).toBeUndefined();
    await Promise.resolve();
    expect(bench.reports.map(report => report.doing)).toEqual(['Reading the scan', 'Drawing']);
  });

  it.each([
    ['work past the end of its owner', new LifetimeEnded()],
    ['a cancelled worker', Object.assign(new Error('x'), { code: 'worker/cancelled' })],
    ['an aborted request', new DOMException('x', 'AbortError')]
  ])('ignores %s', async (_, error) => {
    const work = () => {
      throw error;
    };
    await expect(bench.recorder.guard(context, work)).resolves.toBeUndefined();
    expect(bench.recorder.guardSync(context, work)).toBeUndefined();
    expect(bench.entries).toEqual([]);
    expect(bench.reports).toEqual([]);
  });
});
