import { History, Log, MemoryOutbox, Recorder, type ILogEntry } from '../../../src/diagnostics';
import { bounded, callSite } from '../../../src/diagnostics/entry';
import { TokenBucket, FloodQueue } from '../../../src/diagnostics/flood';
import type { Threshold } from '../../../src/diagnostics/levels';

class MemorySink {
  entries: ILogEntry[] = [];
  write(entry: ILogEntry): void {
    this.entries.push(entry);
  }
  get texts(): string[] {
    return this.entries.map(({ message }) => message);
  }
}

let log: Log;
let sink: MemorySink;

function attach(level: Threshold = 'debug', name = 'file'): MemorySink {
  const sink = new MemorySink();
  log.addSink(sink, { name, level });
  return sink;
}

describe('Log', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    log = new Log({ session: '0123abcd' });
    sink = attach();
  });
  afterEach(() => {
    log.dispose();
    jest.useRealTimers();
  });

  it('writes numbered entries in batches, not at once', () => {
    jest.setSystemTime(Date.UTC(2026, 10, 24, 22, 15));
    const io = log.module('io');
    io.info('read', { path: 'run/a.nxs', context: { bytes: 7, token: 'abc', gone: undefined } });
    io.debug('again');
    expect(sink.entries).toEqual([]);
    jest.advanceTimersByTime(510);
    expect(sink.entries).toEqual([
      {
        session: '0123abcd',
        seq: 1,
        time: '2026-11-24T22:15:00.000Z',
        level: 'info',
        module: 'io',
        message: 'read',
        path: 'run/a.nxs',
        context: { bytes: 7, token: '[secret]' }
      },
      expect.objectContaining({ seq: 2, level: 'debug', message: 'again', path: '' })
    ]);
    expect(log.module('io')).toBe(io);
    expect(log.history.list()).toEqual(sink.entries);
  });

  it('records the call site from warnings on', () => {
    const io = log.module('io');
    io.info('a');
    io.warning('b');
    io.error('c');
    io.critical('d');
    log.flush();
    const places = sink.entries.map(({ where }) => where);
    expect(places[0]).toBeUndefined();
    places.slice(1).forEach(where => expect(where).toMatch(/^log\.spec\.ts:\d+(:\d+)?$/));
    expect(new Set(places).size).toBeGreaterThan(2);
  });

  it('has thresholds of sinks and of modules, and applies changes at once', () => {
    const console = attach('warning', 'console');
    const logRound = (round: string) => {
      for (const module of ['io', 'plots']) {
        log.module(module).debug(`${round} ${module} debug`);
        log.module(module).warning(`${round} ${module} warning`);
      }
      log.flush();
    };
    logRound('1');
    expect(sink.texts).toHaveLength(4);
    expect(console.texts).toEqual(['1 io warning', '1 plots warning']);
    log.setLevels({ sinks: { file: 'error' }, modules: { plots: 'debug' } });
    logRound('2');
    expect(sink.texts.slice(4)).toEqual(['2 plots debug', '2 plots warning']);
    expect(console.texts.slice(2)).toEqual(['2 io warning', '2 plots debug', '2 plots warning']);
    log.setLevels({ sinks: { file: 'off', console: 'off' }, modules: { io: 'debug' } });
    logRound('3');
    log.setLevels({ sinks: {}, modules: { io: 'off' } });
    logRound('4');
    expect(sink.texts.slice(6)).toEqual(['4 plots debug', '4 plots warning']);
    expect(console.texts.slice(5)).toEqual(['4 plots warning']);
  });

  it('replays missed entries to a late sink', () => {
    log.module('io').info('early');
    log.module('io').debug('too small');
    log.flush();
    const late = new MemorySink();
    const detach = log.addSink(late, { name: 'x', level: 'info', replay: true });
    expect(late.texts).toEqual(['early']);
    detach.dispose();
    log.module('io').error('later');
    log.flush();
    expect(late.texts).toEqual(['early']);
  });

  it('replays a trail to a sink that wants it: earlier entries, each once', () => {
    const trail = new MemorySink();
    log.module('io').debug('one');
    log.flush();
    log.addSink(trail, { name: 'trail', level: 'warning', replay: true, trail: true });
    log.module('plots').info('not of this module');
    log.module('io').info('two');
    log.flush();
    expect(trail.texts).toEqual([]);
    log.setLevels({ sinks: {}, modules: { plots: 'off' } });
    log.module('io').warning('three');
    log.module('io').info('four');
    log.flush();
    expect(trail.texts).toEqual(['one', 'two', 'three']);
    log.module('io').error('five');
    log.flush();
    expect(trail.texts).toEqual(['one', 'two', 'three', 'four', 'five']);
    log.setLevels({ sinks: { trail: 'off' }, modules: {} });
    log.module('io').critical('six');
    log.flush();
    expect(trail.texts).toHaveLength(5);
  });

  it('replays a trail from before the sink, up to severe entries', () => {
    const io = log.module('io');
    io.info('one');
    io.warning('two');
    io.info('three');
    log.flush();
    const trail = new MemorySink();
    log.addSink(trail, { name: 'trail', level: 'warning', replay: true, trail: true });
    expect(trail.texts).toEqual(['one', 'two']);
    io.error('four');
    log.flush();
    expect(trail.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('collapses repeats, also over batches', () => {
    const io = log.module('io');
    for (let i = 0; i < 1000; i++) {
      io.warning('again', { context: { code: 7 } });
    }
    jest.advanceTimersByTime(510);
    expect(sink.entries).toMatchObject([{ message: 'again', repeats: 999 }]);
    for (let i = 0; i < 500; i++) {
      io.warning('again', { context: { code: 7 } });
      jest.advanceTimersByTime(1);
    }
    expect(sink.entries).toHaveLength(1);
    jest.advanceTimersByTime(1500);
    expect(sink.entries).toHaveLength(2);
    expect(sink.entries[1]).toMatchObject({ message: 'again', repeats: 499 });
    io.warning('again', { context: { code: 8 } });
    log.flush();
    expect(sink.entries).toHaveLength(3);
  });

  it('bounds a flood, retains severe entries, and reports how many it dropped', () => {
    const io = log.module('io');
    io.error('grave');
    for (let i = 0; i < 100_000; i++) {
      io.info(`message ${i}`);
    }
    jest.advanceTimersByTime(5_000);
    const { texts } = sink;
    expect(texts[0]).toBe('grave');
    expect(texts).toContain('message 99999');
    expect(texts.length).toBeLessThan(1010);
    const notices = sink.entries.filter(({ module }) => module === 'log');
    const dropped = notices.reduce((sum, { context }) => sum + Number(context?.dropped), 0);
    expect(dropped + texts.length - notices.length).toBe(100_001);
    const numbers = sink.entries.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('spares a sink that draws each line, and reports it there', () => {
    const slow = new MemorySink();
    log.addSink(slow, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 100; i++) {
      log.module('io').info(`message ${i}`);
    }
    jest.advanceTimersByTime(100);
    expect(sink.entries).toHaveLength(100);
    expect(slow.texts).toEqual(sink.texts.slice(0, 20));
    jest.advanceTimersByTime(2000);
    expect(slow.texts.slice(20)).toEqual([
      '70 messages are not shown here: they came too fast',
      ...sink.texts.slice(90)
    ]);
  });

  it('writes entries right after a flood to such a sink too', () => {
    const slow = new MemorySink();
    log.addSink(slow, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 40; i++) {
      log.module('io').error(`error ${i}`);
    }
    log.module('io').info('a trifle');
    log.module('io').error('the last');
    jest.advanceTimersByTime(5_000);
    expect(slow.texts).toContain('the last');
    expect(slow.texts).not.toContain('a trifle');
    expect(slow.texts).toContain('12 messages are not shown here: they came too fast');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('writes all entries waiting for such a sink at the end of a page', () => {
    const slow = new MemorySink();
    log.addSink(slow, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 25; i++) {
      log.module('io').info(`message ${i}`);
    }
    log.flush();
    expect(slow.texts).toEqual(sink.texts);
  });

  it('complains once about a sink with a pace that fails', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    log.addSink({ write: () => fail() }, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 200; i++) {
      log.module('io').info(`message ${i}`);
      jest.advanceTimersByTime(i < 100 ? 10 : 1000);
    }
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  it('never throws, whatever its input, and complains of a sink once', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    log.addSink({ write: () => fail() }, { name: 'broken', level: 'debug' });
    const io = log.module('io');
    log.onRecord = fail;
    expect(() => io.info(Symbol('odd') as unknown as string)).not.toThrow();
    log.onRecord = null;
    io.info(undefined as unknown as string);
    io.info('fine');
    log.flush();
    expect(sink.texts).toEqual(['Symbol(odd)', 'undefined', 'fine']);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('writes the rest at its end and nothing after it', () => {
    const io = log.module('io');
    io.info('last');
    log.dispose();
    io.info('late');
    jest.runAllTimers();
    expect(sink.texts).toEqual(['last']);
  });

  it('accepts entries of a recorder, and passes its events to the reports', async () => {
    const recorder = new Recorder({ sinks: [], log });
    recorder.module('io').info('read');
    recorder.log('warning', 'odd', { doing: 'Reading', path: 'a.nxs', module: 'io' });
    await recorder.report(new Error('broken'), { doing: 'Drawing' });
    log.flush();
    expect(sink.entries.map(({ module, message, path }) => [module, message, path])).toEqual([
      ['io', 'read', ''],
      ['io', 'Reading: odd', 'a.nxs'],
      ['viewer', 'Drawing: broken', '']
    ]);
    expect(sink.entries[1].where).toMatch(/^log\.spec\.ts:/);
    expect(sink.entries[2].where).toMatch(/^log\.spec\.ts:/);
    expect(recorder.events.map(({ message }) => message)).toEqual([
      'io: read',
      'Reading: odd',
      'Drawing: broken'
    ]);
    recorder.dispose();
    expect(log.onRecord).toBeNull();
  });

  it('serves modules if a recorder has sinks only', () => {
    const recorder = new Recorder({ sinks: [sink] });
    recorder.module('io').warning('odd', { path: '/home/ann/a.nxs', context: { n: 1 } });
    expect(sink.entries).toMatchObject([
      { level: 'warning', module: 'io', message: 'odd', path: '~/a.nxs', context: { n: 1 } }
    ]);
    recorder.dispose();
  });
});

describe('bounded', () => {
  it('cuts between words, never inside a word, and leaves short texts', () => {
    expect(bounded('short', 10)).toBe('short');
    expect(bounded('aaaa bbbbbbbbbb cccc', 18)).toBe('aaaa bbbbbbbbbb … (20 characters)');
    expect(bounded('x'.repeat(100), 20)).toBe(' … (100 characters)');
  });
});

describe('callSite', () => {
  it.each([
    [
      'Error\n    at f (https://hub/static/12.ab.js?v=ab:1:22)\n    at g (x.js:3:4)',
      '12.ab.js:1:22'
    ],
    ['Error\n    at https://hub/static/io.js:17:22', 'io.js:17'],
    ['f@https://hub/static/io.js:17:22\ng@https://hub/main.js:1:1', 'io.js:17'],
    ['Error: at noon\n    at /home/ann/src/a.ts:5:6', 'a.ts:5'],
    ['', undefined]
  ])('of %j is %s', (stack, site) => {
    expect(callSite(stack)).toBe(site);
  });
});

describe('FloodQueue', () => {
  it('is bounded by the size of the texts too', () => {
    const queue = new FloodQueue(10, 100);
    for (let i = 0; i < 5; i++) {
      queue.push(record(`${i}`.padEnd(40)));
    }
    expect([queue.length, queue.takeDropped(), queue.takeDropped()]).toEqual([2, 3, 0]);
    queue.push(record('x'.repeat(1000)));
    expect(queue.length).toBe(1);
    expect(queue.shift()?.message).toHaveLength(1000);
    expect(queue.shift()).toBeNull();
  });

  it('preserves the order over both kinds, and many rounds', () => {
    const queue = new FloodQueue(3000);
    const taken: string[] = [];
    for (let i = 0; i < 5000; i++) {
      queue.push({ ...record(`${i}`), level: i % 3 ? 'debug' : 'error' });
      if (i % 2) {
        taken.push(queue.shift()?.message ?? '');
      }
    }
    expect(taken).toEqual(taken.map((_, i) => `${i}`));
  });

  function record(message: string) {
    return {
      time: 0,
      level: 'info' as const,
      module: 'io',
      message,
      path: '',
      context: undefined,
      site: undefined,
      repeats: 0
    };
  }
});

describe('TokenBucket', () => {
  it('is a burst, then a rate per second, also if the clock goes back', () => {
    const allowance = new TokenBucket(2, 3);
    const taken = (now: number) => [0, 0, 0, 0].filter(() => allowance.take(now)).length;
    expect([taken(0), taken(1000), taken(500), taken(1500)]).toEqual([3, 2, 0, 2]);
  });
});

describe('History', () => {
  it('holds the last entries', () => {
    const history = new History(4);
    for (let seq = 1; seq <= 10; seq++) {
      history.write({
        session: '',
        seq,
        time: '',
        level: 'info',
        module: '',
        message: '',
        path: ''
      });
    }
    expect(history.list().map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
    history.dispose();
  });
});

describe('MemoryOutbox', () => {
  it('preserves the order, replaces by key, and drops lower priorities first', async () => {
    const outbox = new MemoryOutbox({ size: 3 });
    const item = (seq: number, level: 'info' | 'error') => ({
      key: ['s', seq] as const,
      folder: null,
      value: { session: 's', seq, time: '', level, module: '', message: '', path: '' }
    });
    await outbox.put([item(1, 'error'), item(2, 'info'), item(3, 'error')]);
    await outbox.put([
      item(3, 'error'),
      item(4, 'info'),
      { key: 'crash', folder: 'a', value: '{}' }
    ]);
    expect((await outbox.list()).map(({ key }) => key)).toEqual([['s', 1], ['s', 3], 'crash']);
    expect(await outbox.list(1)).toHaveLength(1);
    await outbox.remove([['s', 1], 'crash']);
    expect((await outbox.list()).map(({ key }) => key)).toEqual([['s', 3]]);
  });
});

function fail(): never {
  throw new Error('broken');
}
