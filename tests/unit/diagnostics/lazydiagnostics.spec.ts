import {
  LazyDiagnostics,
  Log,
  Recorder,
  type EarlyLog,
  type ILogEntry
} from '../../../src/diagnostics';

const context = { doing: 'Testing', path: 'run/a.nxs' };

interface IRecording {
  recorder: Recorder;
  log: Log;
}

/** Like the plugin: a log with one sink, and a recorder. */
function record(session: string, early: EarlyLog, entries: ILogEntry[]): IRecording {
  const log = new Log({ session });
  log.addSink({ write: entry => entries.push(entry) }, { name: 'file', level: 'debug' });
  const recorder = new Recorder({ sinks: [], log });
  log.adopt(early);
  return { recorder, log };
}

describe('LazyDiagnostics', () => {
  let entries: ILogEntry[];
  let bring: jest.Mock<Promise<IRecording>, [string, EarlyLog]>;
  let late: LazyDiagnostics<IRecording>;
  let log: Log | null;

  beforeEach(() => {
    entries = [];
    log = null;
    bring = jest.fn((session: string, early: EarlyLog) => {
      const recording = record(session, early, entries);
      log = recording.log;
      return Promise.resolve(recording);
    });
    late = new LazyDiagnostics(bring);
  });
  afterEach(() => {
    late.dispose();
    log?.dispose();
    jest.restoreAllMocks();
  });

  it('loads nothing until something is logged', async () => {
    late.module('io');
    await expect(late.guard(context, () => 7)).resolves.toBe(7);
    expect(late.guardSync(context, () => 8)).toBe(8);
    expect(bring).not.toHaveBeenCalled();
  });

  it('passes earlier messages on to the recorder, with their location', async () => {
    const io = late.module('io');
    io.debug('one');
    io.warning('two');
    late.log('warning', 'three', context);
    expect(late.module('io')).toBe(io);
    await late.load();
    io.error('four');
    late.log('error', 'five');
    log?.flush();
    expect(bring).toHaveBeenCalledTimes(1);
    expect(entries.map(({ message }) => message)).toEqual([
      'one',
      'two',
      'Testing: three',
      'four',
      'five'
    ]);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(entries.map(({ session }) => session))).toEqual(new Set([late.session]));
    for (const { where } of entries.slice(1)) {
      expect(where).toMatch(/^lazydiagnostics\.spec\.ts:/);
    }
    expect(late.module('io')).toBe(io);
    expect((await late.load())?.recorder.events).toHaveLength(5);
  });

  it('reports earlier failures, and never throws', async () => {
    const fail = () => {
      throw new Error('planted');
    };
    await expect(late.guard(context, fail)).resolves.toBeUndefined();
    expect(late.guardSync(context, fail)).toBeUndefined();
    log?.flush();
    expect(entries).toMatchObject([{ level: 'error', message: 'Testing: planted' }]);
  });

  it('retains messages while the recorder cannot be loaded, and retries, not at once', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const now = jest.spyOn(performance, 'now').mockReturnValue(1000);
    bring.mockRejectedValueOnce(new Error('the server is away'));
    await late.report(new Error('planted'), context);
    late.module('io').info('more');
    await late.report(new Error('planted, too'), context);
    expect(bring).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenCalledTimes(1);
    now.mockReturnValue(4000);
    late.log('info', 'the last');
    await late.load();
    now.mockRestore();
    log?.flush();
    expect(entries.map(({ message }) => message)).toEqual([
      'more',
      'Testing: planted',
      'Testing: planted, too',
      'the last'
    ]);
  });

  it('is bounded while it waits', async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    bring.mockRejectedValueOnce(new Error('the server is away'));
    const io = late.module('io');
    for (let i = 0; i < 2000; i++) {
      io.info(`message ${i}`);
      late.log('info', `call ${i}`);
    }
    await late.load();
    jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
    await late.load();
    log?.flush();
    expect(entries.filter(({ message }) => message.startsWith('message'))).toHaveLength(500);
    expect(entries.filter(({ message }) => message.startsWith('call'))).toHaveLength(100);
  });

  it('disposes of the recorder with itself, also if it arrives later', async () => {
    const loading = late.load();
    late.dispose();
    const recording = await loading;
    expect(recording?.recorder.isDisposed).toBe(true);
    late.log('error', 'nobody hears it');
    await expect(late.load()).resolves.toBeNull();
  });
});
