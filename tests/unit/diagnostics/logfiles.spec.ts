import { MemoryOutbox, type ILogEntry } from '../../../src/diagnostics';
import { FileSink, type IFileSinkOptions } from '../../../src/diagnostics/sinks/file';
import {
  DeliveryError,
  type ILogTransport,
  type Problem
} from '../../../src/diagnostics/sinks/transport';
import { entryOf } from './entries';

const session = '0123abcd';

const entry = (seq: number, change: Partial<ILogEntry> = {}): ILogEntry =>
  entryOf(session, seq, change);

/** What the server has, and its answers. */
class Server implements ILogTransport {
  problem: Problem | null = null;
  readOnly = new Set<string>();
  requests: { folder: string; seqs: number[] }[] = [];
  written: [folder: string, session: string, seq: number][] = [];
  poison = -1;
  refusal: Problem = 'size';

  /** Milliseconds until it answers. */
  delay = 0;
  lastWords: number[] = [];

  sendAtEnd(
    _place: string,
    _session: string,
    entries: readonly ILogEntry[],
    fits: (bytes: number) => boolean
  ) {
    if (fits(JSON.stringify(entries).length)) {
      this.lastWords.push(...entries.map(({ seq }) => seq));
    }
  }

  async send(folder: string, of: string, entries: readonly ILogEntry[]): Promise<number> {
    const seqs = entries.map(({ seq }) => seq);
    this.requests.push({ folder, seqs });
    await (this.delay ? new Promise(done => setTimeout(done, this.delay)) : Promise.resolve());
    if (this.problem || this.readOnly.has(folder)) {
      throw new DeliveryError(this.problem ?? 'place', 'no');
    }
    if (seqs.includes(this.poison)) {
      throw new DeliveryError(this.refusal, 'odd');
    }
    seqs.forEach(seq => this.written.push([folder, of, seq]));
    return seqs[seqs.length - 1];
  }

  get seqs(): number[] {
    return this.written.map(([, , seq]) => seq);
  }
}

let server: Server;
let sink: FileSink;
let outbox: MemoryOutbox;
let notices: unknown[];

function make(options: Partial<IFileSinkOptions> = {}): void {
  sink = new FileSink({
    transport: () => Promise.resolve(server),
    places: () => ['run', 'data'],
    outbox,
    onAway: isAway => notices.push(isAway ? 'away' : 'back'),
    onLost: count => notices.push(count),
    ...options
  });
}

describe('FileSink', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    server = new Server();
    outbox = new MemoryOutbox();
    notices = [];
  });
  afterEach(() => {
    sink.dispose();
    jest.useRealTimers();
  });

  it('sends a batch per second, sooner if it is large or severe', async () => {
    make();
    await jest.advanceTimersByTimeAsync(1100);
    sink.write(entry(1));
    sink.write(entry(2));
    await jest.advanceTimersByTimeAsync(900);
    expect(server.requests).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(server.requests).toEqual([{ folder: 'run', seqs: [1, 2] }]);
    sink.write(entry(3));
    sink.write(entry(4, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    expect(server.requests[1]).toEqual({ folder: 'run', seqs: [3, 4] });
    for (let seq = 5; seq < 40; seq++) {
      sink.write(entry(seq, { message: 'x'.repeat(4000) }));
    }
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual(Array.from({ length: 39 }, (_, i) => i + 1));
    expect(server.requests.every(({ seqs }) => seqs.length <= 17)).toBe(true);
    expect(notices).toEqual([]);
  });

  it('retains what the server does not accept, and delivers it first, in order', async () => {
    make();
    server.problem = 'away';
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    for (let seq = 2; seq <= 500; seq++) {
      sink.write(entry(seq));
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(server.seqs).toEqual([]);
    expect(notices).toEqual(['away']);
    expect((await outbox.list()).length).toBeGreaterThan(350); // all but the last second
    server.problem = null;
    sink.write(entry(501));
    await jest.advanceTimersByTimeAsync(70_000);
    expect(server.seqs).toEqual(Array.from({ length: 501 }, (_, i) => i + 1));
    expect(notices).toEqual(['away', 'back']);
    expect(await outbox.list()).toEqual([]);
  });

  it('retries an unreachable server ever more seldom, and at once when notified', async () => {
    make();
    server.problem = 'away';
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(server.requests.length).toBeLessThan(18);
    server.problem = null;
    sink.retry();
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual([1]);
    expect(notices).toEqual(['away', 'back']);
  });

  it('reports once that the server is away, and once that it is back, however often notified', async () => {
    make();
    server.problem = 'away';
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    sink.retry();
    await jest.advanceTimersByTimeAsync(10);
    sink.write(entry(2, { level: 'error' }));
    sink.retry();
    sink.retry();
    await jest.advanceTimersByTimeAsync(5000);
    expect(notices).toEqual(['away']);
    server.problem = null;
    sink.retry();
    sink.write(entry(3, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(5000);
    expect(notices).toEqual(['away', 'back']);
    expect(server.seqs).toEqual([1, 2, 3]);
    expect(await outbox.list()).toEqual([]);
  });

  it('continues after the pending request when notified', async () => {
    make();
    server.problem = 'away';
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    server.delay = 1000;
    sink.retry(); // this one fails
    await jest.advanceTimersByTimeAsync(500);
    sink.write(entry(2));
    sink.retry();
    await jest.advanceTimersByTimeAsync(600);
    server.problem = null;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(server.seqs).toEqual([1, 2]);
    expect(notices).toEqual(['away', 'back']);
  });

  it('sends stored entries before entries logged while the outbox was read', async () => {
    const list = outbox.list.bind(outbox);
    outbox.list = async limit => {
      const found = await list(limit);
      await new Promise(done => setTimeout(done, 1500)); // another tab is checked for life
      return found;
    };
    make();
    sink.write(entry(1));
    await jest.advanceTimersByTimeAsync(1800);
    expect((await list()).length).toBe(1); // it took long: stored
    sink.write(entry(2));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(server.seqs).toEqual([1, 2]);
  });

  it('delivers what an earlier session left, with its own number and folder', async () => {
    const old = [7, 8].map(seq => entry(seq, { session: 'ffff0000' }));
    await outbox.put(old.map(value => ({ key: ['ffff0000', value.seq], folder: 'old', value })));
    await outbox.put([{ key: 'crash.json', folder: 'old', value: '{}' }]);
    make();
    sink.write(entry(1));
    await jest.advanceTimersByTimeAsync(1100);
    expect(server.written).toEqual([
      ['old', 'ffff0000', 7],
      ['old', 'ffff0000', 8],
      ['run', session, 1]
    ]);
    expect((await outbox.list()).map(({ key }) => key)).toEqual(['crash.json']);
  });

  it('falls back to the next location if one cannot be written, and stays there', async () => {
    make();
    server.readOnly.add('run');
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    sink.write(entry(2, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    expect(server.requests.map(({ folder }) => folder)).toEqual(['run', 'data', 'data']);
    expect(server.seqs).toEqual([1, 2]);
  });

  it('waits if there is no location yet', async () => {
    let places: string[] = [];
    make({ places: () => places });
    sink.write(entry(1));
    await jest.advanceTimersByTimeAsync(5000);
    expect(server.requests).toEqual([]);
    places = ['run'];
    sink.write(entry(2));
    await jest.advanceTimersByTimeAsync(1100);
    expect(server.seqs).toEqual([1, 2]);
  });

  it('drops the one entry that is too large, not its neighbours', async () => {
    make();
    server.poison = 5;
    for (let seq = 1; seq <= 8; seq++) {
      sink.write(entry(seq));
    }
    await jest.advanceTimersByTimeAsync(1100);
    expect(server.seqs).toEqual([1, 2, 3, 4, 6, 7, 8]);
    expect(notices).toEqual([1]);
  });

  it('never resends what the server calls invalid', async () => {
    make();
    server.poison = 2;
    server.refusal = 'content';
    [1, 2, 3].forEach(seq => sink.write(entry(seq)));
    await jest.advanceTimersByTimeAsync(1100);
    sink.write(entry(4));
    await jest.advanceTimersByTimeAsync(1100);
    expect(server.requests.map(({ seqs }) => seqs)).toEqual([[1, 2, 3], [4]]);
    expect(server.seqs).toEqual([4]);
    expect(notices).toEqual([3]);
  });

  it('stores what waits at the end of a page, and at its own', async () => {
    make();
    sink.write(entry(1));
    await sink.keep();
    expect(await outbox.list()).toHaveLength(1);
    sink.write(entry(2));
    sink.dispose();
    sink.write(entry(3));
    await jest.advanceTimersByTimeAsync(5000);
    expect((await outbox.list()).map(({ key }) => key)).toEqual([
      [session, 1],
      [session, 2]
    ]);
    expect(server.requests).toEqual([]);
  });

  it('stores nothing of a delivery in time, and all of one that takes longer', async () => {
    const put = jest.spyOn(outbox, 'put');
    make();
    server.delay = 400;
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(1000);
    expect(server.seqs).toEqual([1]);
    expect(put).not.toHaveBeenCalled();
    server.delay = 2000;
    sink.write(entry(2, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    sink.write(entry(3));
    await jest.advanceTimersByTimeAsync(1000);
    expect(put).toHaveBeenCalledTimes(1);
    expect((await outbox.list()).map(({ key }) => key[1])).toEqual([2, 3]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await outbox.list()).toEqual([]);
    expect(server.seqs).toEqual([1, 2, 3]);
  });

  it('sends pending entries at the end of a page, if they fit and nothing older waits', async () => {
    make();
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    sink.write(entry(2));
    await sink.end(() => false);
    expect(server.lastWords).toEqual([]);
    expect((await outbox.list()).map(({ key }) => key[1])).toEqual([2]);
    sink.write(entry(3));
    await sink.end(() => true); // the second one is in the outbox: a higher number would block it
    expect(server.lastWords).toEqual([]);
    sink.write(entry(4, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual([1, 2, 3, 4]);
    sink.write(entry(5));
    await sink.end(() => true);
    expect(server.lastWords).toEqual([5]);
    expect((await outbox.list()).map(({ key }) => key[1])).toEqual([5]);
  });

  it('sends nothing while paused, and everything after', async () => {
    let reason: string | null = null;
    make({ paused: () => reason });
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    reason = 'The login has ended';
    sink.write(entry(2, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(100_000);
    expect(server.seqs).toEqual([1]);
    expect(server.requests).toHaveLength(1);
    reason = null;
    sink.retry();
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual([1, 2]);
  });

  it('is bounded while a request hangs, and never rejects', async () => {
    let fail = (_: Error) => {};
    make({ transport: () => new Promise((_, reject) => (fail = reject)) });
    await jest.advanceTimersByTimeAsync(1100);
    for (let seq = 1; seq <= 4000; seq++) {
      sink.write(entry(seq));
    }
    fail(new Error('gone'));
    await jest.advanceTimersByTimeAsync(10);
    expect(await outbox.list()).toHaveLength(2500);
    expect(notices).toEqual(['away']);
  });

  it('continues if the outbox is broken', async () => {
    const broken = () => Promise.reject(new Error('quota'));
    make({ outbox: { put: broken, list: broken, remove: broken } });
    sink.write(entry(1, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual([1]);
    server.problem = 'away';
    sink.write(entry(2, { level: 'error' }));
    await jest.advanceTimersByTimeAsync(10);
    expect(notices).toEqual(['away', 1]);
    server.problem = null;
    await jest.advanceTimersByTimeAsync(60_000);
    sink.write(entry(3)); // stored where nothing is stored
    await jest.advanceTimersByTimeAsync(500);
    sink.retry();
    await jest.advanceTimersByTimeAsync(10);
    expect(server.seqs).toEqual([1, 3]);
    expect(notices).toEqual(['away', 1, 'back']);
  });
});
