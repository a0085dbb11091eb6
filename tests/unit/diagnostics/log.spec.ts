import { History, Log, MemoryOutbox, Recorder, type ILogEntry } from '../../../src/diagnostics';
import { bounded, callSite } from '../../../src/diagnostics/entry';
import { TokenBucket, FloodQueue } from '../../../src/diagnostics/flood';
import type { Threshold } from '../../../src/diagnostics/levels';

class Kept {
  entries: ILogEntry[] = [];
  write(entry: ILogEntry): void {
    this.entries.push(entry);
  }
  get texts(): string[] {
    return this.entries.map(({ message }) => message);
  }
}

let log: Log;
let kept: Kept;

function attach(level: Threshold = 'debug', name = 'file'): Kept {
  const sink = new Kept();
  log.addSink(sink, { name, level });
  return sink;
}

describe('Log', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    log = new Log({ session: '0123abcd' });
    kept = attach();
  });
  afterEach(() => {
    log.dispose();
    jest.useRealTimers();
  });

  it('writes numbered entries in rounds, not at once', () => {
    jest.setSystemTime(Date.UTC(2026, 10, 24, 22, 15));
    const io = log.module('io');
    io.info('read', { path: 'run/a.nxs', context: { bytes: 7, token: 'abc', gone: undefined } });
    io.debug('again');
    expect(kept.entries).toEqual([]);
    jest.advanceTimersByTime(510);
    expect(kept.entries).toEqual([
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
    expect(log.history.list()).toEqual(kept.entries);
  });

  it('tells the place of the call from warnings on', () => {
    const io = log.module('io');
    io.info('a');
    io.warning('b');
    io.error('c');
    io.critical('d');
    log.flush();
    const places = kept.entries.map(({ where }) => where);
    expect(places[0]).toBeUndefined();
    places.slice(1).forEach(where => expect(where).toMatch(/^log\.spec\.ts:\d+(:\d+)?$/));
    expect(new Set(places).size).toBeGreaterThan(2);
  });

  it('has thresholds of sinks and of modules, and follows them at once', () => {
    const console = attach('warning', 'console');
    const say = (round: string) => {
      for (const module of ['io', 'plots']) {
        log.module(module).debug(`${round} ${module} debug`);
        log.module(module).warning(`${round} ${module} warning`);
      }
      log.flush();
    };
    say('1');
    expect(kept.texts).toHaveLength(4);
    expect(console.texts).toEqual(['1 io warning', '1 plots warning']);
    log.setLevels({ sinks: { file: 'error' }, modules: { plots: 'debug' } });
    say('2');
    expect(kept.texts.slice(4)).toEqual(['2 plots debug', '2 plots warning']);
    expect(console.texts.slice(2)).toEqual(['2 io warning', '2 plots debug', '2 plots warning']);
    log.setLevels({ sinks: { file: 'off', console: 'off' }, modules: { io: 'debug' } });
    say('3');
    log.setLevels({ sinks: {}, modules: { io: 'off' } });
    say('4');
    expect(kept.texts.slice(6)).toEqual(['4 plots debug', '4 plots warning']);
    expect(console.texts.slice(5)).toEqual(['4 plots warning']);
  });

  it('gives a sink that comes later what it missed', () => {
    log.module('io').info('early');
    log.module('io').debug('too small');
    log.flush();
    const late = new Kept();
    const detach = log.addSink(late, { name: 'x', level: 'info', replay: true });
    expect(late.texts).toEqual(['early']);
    detach.dispose();
    log.module('io').error('later');
    log.flush();
    expect(late.texts).toEqual(['early']);
  });

  it('gives a trail to a sink that wants one: what came before, each entry once', () => {
    const trail = new Kept();
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

  it('gives a trail of what came before the sink, up to what was grave', () => {
    const io = log.module('io');
    io.info('one');
    io.warning('two');
    io.info('three');
    log.flush();
    const trail = new Kept();
    log.addSink(trail, { name: 'trail', level: 'warning', replay: true, trail: true });
    expect(trail.texts).toEqual(['one', 'two']);
    io.error('four');
    log.flush();
    expect(trail.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('collapses what repeats, also over rounds', () => {
    const io = log.module('io');
    for (let i = 0; i < 1000; i++) {
      io.warning('again', { context: { code: 7 } });
    }
    jest.advanceTimersByTime(510);
    expect(kept.entries).toMatchObject([{ message: 'again', repeats: 999 }]);
    for (let i = 0; i < 500; i++) {
      io.warning('again', { context: { code: 7 } });
      jest.advanceTimersByTime(1);
    }
    expect(kept.entries).toHaveLength(1);
    jest.advanceTimersByTime(1500);
    expect(kept.entries).toHaveLength(2);
    expect(kept.entries[1]).toMatchObject({ message: 'again', repeats: 499 });
    io.warning('again', { context: { code: 8 } });
    log.flush();
    expect(kept.entries).toHaveLength(3);
  });

  it('bounds a flood, keeps what is grave, and says how much it dropped', () => {
    const io = log.module('io');
    io.error('grave');
    for (let i = 0; i < 100_000; i++) {
      io.info(`message ${i}`);
    }
    jest.advanceTimersByTime(5_000);
    const { texts } = kept;
    expect(texts[0]).toBe('grave');
    expect(texts).toContain('message 99999');
    expect(texts.length).toBeLessThan(1010);
    const told = kept.entries.filter(({ module }) => module === 'log');
    const dropped = told.reduce((sum, { context }) => sum + Number(context?.dropped), 0);
    expect(dropped + texts.length - told.length).toBe(100_001);
    const numbers = kept.entries.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('spares a sink that draws each line, and says so there', () => {
    const slow = new Kept();
    log.addSink(slow, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 100; i++) {
      log.module('io').info(`message ${i}`);
    }
    jest.advanceTimersByTime(100);
    expect(kept.entries).toHaveLength(100);
    expect(slow.texts).toEqual(kept.texts.slice(0, 20));
    jest.advanceTimersByTime(2000);
    expect(slow.texts.slice(20)).toEqual([
      '70 messages are not shown here: they came too fast',
      ...kept.texts.slice(90)
    ]);
  });

  it('writes what comes right after a flood to such a sink too', () => {
    const slow = new Kept();
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

  it('writes all that waits for such a sink at the end of a page', () => {
    const slow = new Kept();
    log.addSink(slow, { name: 'logConsole', level: 'info', perSecond: 10 });
    for (let i = 0; i < 25; i++) {
      log.module('io').info(`message ${i}`);
    }
    log.flush();
    expect(slow.texts).toEqual(kept.texts);
  });

  it('never throws, whatever it is given, and complains of a sink once', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    log.addSink({ write: () => fail() }, { name: 'broken', level: 'debug' });
    const io = log.module('io');
    log.onRecord = fail;
    expect(() => io.info(Symbol('odd') as unknown as string)).not.toThrow();
    log.onRecord = null;
    io.info(undefined as unknown as string);
    io.info('fine');
    log.flush();
    expect(kept.texts).toEqual(['Symbol(odd)', 'undefined', 'fine']);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('writes the rest at its end and nothing after it', () => {
    const io = log.module('io');
    io.info('last');
    log.dispose();
    io.info('late');
    jest.runAllTimers();
    expect(kept.texts).toEqual(['last']);
  });

  it('takes what a recorder logs, and gives its events to the reports', async () => {
    const recorder = new Recorder({ sinks: [], log });
    recorder.module('io').info('read');
    recorder.log('warning', 'odd', { doing: 'Reading', path: 'a.nxs', module: 'io' });
    await recorder.report(new Error('broken'), { doing: 'Drawing' });
    log.flush();
    expect(kept.entries.map(({ module, message, path }) => [module, message, path])).toEqual([
      ['io', 'read', ''],
      ['io', 'Reading: odd', 'a.nxs'],
      ['viewer', 'Drawing: broken', '']
    ]);
    expect(kept.entries[1].where).toMatch(/^log\.spec\.ts:/);
    expect(kept.entries[2].where).toMatch(/^log\.spec\.ts:/);
    expect(recorder.events.map(({ message }) => message)).toEqual([
      'io: read',
      'Reading: odd',
      'Drawing: broken'
    ]);
    recorder.dispose();
    expect(log.onRecord).toBeNull();
  });

  it('serves modules where a recorder has sinks only', () => {
    const recorder = new Recorder({ sinks: [kept] });
    recorder.module('io').warning('odd', { path: '/home/ann/a.nxs', context: { n: 1 } });
    expect(kept.entries).toMatchObject([
      { level: 'warning', module: 'io', message: 'odd', path: '~/a.nxs', context: { n: 1 } }
    ]);
    recorder.dispose();
  });
});

describe('bounded', () => {
  it('cuts between words, never inside of one, and keeps short texts', () => {
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

  it('keeps the order over both kinds, and many rounds', () => {
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
  it('is a burst, then so many a second, also where the clock goes back', () => {
    const allowance = new TokenBucket(2, 3);
    const taken = (now: number) => [0, 0, 0, 0].filter(() => allowance.take(now)).length;
    expect([taken(0), taken(1000), taken(500), taken(1500)]).toEqual([3, 2, 0, 2]);
  });
});

describe('History', () => {
  it('keeps the last entries', () => {
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
  it('keeps the order, replaces by key, and drops what is lesser first', async () => {
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
