import { ReaderClient } from '../../../src/io/client';
import type {
  FailedRead,
  FileVersion,
  OpenResult,
  WorkerReply,
  WorkerRequest
} from '../../../src/io/protocol';
import type { FileListing } from '../../../src/formats/mapping/types';
import { listingOf } from '../../../src/formats/mapping/unknown';
import type { ErrorCode, XESError } from '../../../src/base/errors';

type Request = Extract<WorkerRequest, { id: number }>;

const listing: FileListing = {
  entries: [],
  entry: null,
  arrays: [{ name: '1', path: null, unit: null, shape: [2], range: [1, 2], guess: null }]
};

class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: ((event: { data: WorkerReply }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly listeners = new Map<string, () => void>();
  readonly requests: Request[] = [];
  readonly links: WorkerRequest[] = [];
  isTerminated = false;

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(request: WorkerRequest): void {
    if ('id' in request) {
      this.requests.push(request);
    } else {
      this.links.push(request);
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }

  get last(): Request {
    return this.requests[this.requests.length - 1];
  }

  open(result: unknown): void {
    this.onmessage?.({ data: { id: this.last.id, type: 'opened', result: result as OpenResult } });
  }

  answer(
    reply: { type: 'listed'; listing: FileListing } | ({ type: 'failed' } & FailedRead)
  ): void {
    this.onmessage?.({ data: { ...reply, id: this.last.id } });
  }

  fail(code: ErrorCode, stack = '', isSpent = false): void {
    const { id } = this.last;
    this.onmessage?.({ data: { id, type: 'failed', code, message: 'why', stack, isSpent } });
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, listener);
  }

  crash(message = 'out of memory'): void {
    this.onerror?.({ message, preventDefault: () => undefined });
  }
}

/** What was created, asked and told in one test. */
function setup(
  target: (path: string) => { path: string; url: string; headers: object } = at,
  version?: (path: string) => Promise<FileVersion>
) {
  FakeWorker.all = [];
  const crashes: string[] = [];
  const told: { error: XESError; path: string | null }[] = [];
  const client = new ReaderClient({
    target: path => target(path) as never,
    createWorker: () => new FakeWorker() as unknown as Worker,
    version,
    onCrash: (error, path) => {
      crashes.push(error.code);
      told.push({ error, path });
    }
  });
  const workers = FakeWorker.all;
  const open = (path: string, signal = new AbortController().signal) => {
    const promise = client.open(path, { signal });
    promise.catch(() => undefined);
    return promise;
  };
  return { client, workers, crashes, told, open };
}

const at = (path: string) => ({ path, url: `http://x/files/${path}`, headers: {} });
/** Of a file that has been at rest for long. */
const version = (id = ''): FileVersion => ({ id, changed: 0 });
/** Let what is awaited inside the client go on. */
const settle = () => jest.advanceTimersByTimeAsync(0);
const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('schemas that files are read by', () => {
  const given = [{ from: 'd/xes-schema.json', text: '{}' }];
  const signal = new AbortController().signal;

  it.each([
    ['at once', () => given],
    ['later', () => Promise.resolve(given)]
  ])('go to the worker with the file: %s', async (_, schemas) => {
    FakeWorker.all = [];
    const asked: [string, boolean][] = [];
    const client = new ReaderClient({
      target: path => ({ path, url: '', contentsUrl: null, headers: {} }),
      createWorker: () => new FakeWorker() as unknown as Worker,
      schemas: (path, isAsked) => (asked.push([path, isAsked]), schemas())
    });
    const opened = client.open('d/x.h5', { signal, choice: { entry: '2' } });
    for (let i = 0; i < 10; i++) {
      await Promise.resolve();
    }
    const [worker, ...others] = FakeWorker.all;
    expect(others).toEqual([]);
    expect(worker.last).toMatchObject({ type: 'open', choice: { entry: '2', given } });
    expect(asked).toEqual([['d/x.h5', false]]);
    worker.open({ scan: {}, cost: {}, stamp: {} });
    await opened;
    const listed = client.list('d/x.h5', { signal, entry: '2' });
    for (let i = 0; i < 10; i++) {
      await Promise.resolve();
    }
    expect(worker.last).toMatchObject({ type: 'list', choice: { entry: '2', given } });
    worker.answer({ type: 'listed', listing: { entries: [], entry: '2', arrays: [] } });
    await listed;
    client.dispose();
  });
});

describe('ReaderClient', () => {
  it('reads one after another with one worker, made on first use and ended when idle', async () => {
    const { client, workers, open } = setup();
    expect(client.liveWorkers).toBe(0);
    const first = open('a');
    const second = open('b');
    await settle();
    expect(workers[0].requests).toHaveLength(1);
    workers[0].open('A');
    await expect(first).resolves.toBe('A');
    expect(workers[0].requests).toHaveLength(2);
    workers[0].open('B');
    await expect(second).resolves.toBe('B');
    expect(client.liveWorkers).toBe(1);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(client.liveWorkers).toBe(0);
    expect(workers.map(worker => worker.isTerminated)).toEqual([true]);
    client.dispose();
  });

  it('reads as what is said of a file, lists what it holds, and hands on what an error knows', async () => {
    const { client, workers } = setup();
    const { signal } = new AbortController();
    const choice = { entry: '2.1', columns: { emission: 'en', intensity: 'det' } };
    const opened = client.open('a', { signal, choice });
    const listed = client.list('b', { signal, entry: '2.1' });
    const failed = client.open('c', { signal });
    await settle();
    expect(workers[0].last).toMatchObject({ type: 'open', choice });
    workers[0].open('A');
    await expect(opened).resolves.toBe('A');
    await settle();
    expect(workers[0].last).toMatchObject({
      type: 'list',
      target: { path: 'b' },
      choice: { entry: '2.1' }
    });
    workers[0].answer({ type: 'listed', listing });
    await expect(listed).resolves.toEqual(listing);
    await settle();
    expect(workers[0].last).not.toHaveProperty('choice');
    workers[0].answer({
      type: 'failed',
      code: 'scan/columns-unknown',
      message: 'why',
      stack: '',
      details: listing
    });
    expect(listingOf(await failed.catch((error: unknown) => error))).toEqual(listing);
    client.dispose();
  });

  it('ends the worker on abort of the running read, and goes on with the others', async () => {
    const { client, workers, open } = setup();
    const abort = new AbortController();
    const first = open('a', abort.signal);
    const second = open('b');
    await settle();
    abort.abort();
    await expect(first).rejects.toEqual(code('worker/cancelled'));
    expect(workers[0].isTerminated).toBe(true);
    workers[1].open('B');
    await expect(second).resolves.toBe('B');
    client.dispose();
  });

  it('leaves the worker alone on abort of a read that waits', async () => {
    const { client, workers, open } = setup();
    const abort = new AbortController();
    const first = open('a');
    const second = open('b', abort.signal);
    await settle();
    abort.abort();
    await expect(second).rejects.toEqual(code('worker/cancelled'));
    workers[0].open('A');
    await expect(first).resolves.toBe('A');
    expect(workers).toHaveLength(1);
    expect(workers[0].requests).toHaveLength(1);
    client.dispose();
  });

  it('never starts what was aborted before', async () => {
    const { client, workers, open } = setup();
    await expect(open('a', AbortSignal.abort())).rejects.toEqual(code('worker/cancelled'));
    expect(workers).toHaveLength(0);
    client.dispose();
  });

  it('rejects only the read a worker died of', async () => {
    const { client, workers, crashes, open } = setup();
    const first = open('a');
    const second = open('b');
    await settle();
    workers[0].crash();
    await expect(first).rejects.toEqual(code('worker/crashed'));
    workers[1].open('B');
    await expect(second).resolves.toBe('B');
    expect(crashes).toEqual(['worker/crashed']);
    client.dispose();
  });

  it('takes code that does not come for a server that is away, not for a crash', async () => {
    const { client, workers, crashes, open } = setup();
    const first = open('a');
    await settle();
    workers[0].crash('');
    await expect(first).rejects.toEqual(code('file/unreachable'));
    expect([crashes, workers[0].isTerminated, client.liveWorkers]).toEqual([[], true, 0]);
    const again = open('a');
    await settle();
    workers[1].open('A');
    await expect(again).resolves.toBe('A');
    client.dispose();
  });

  it('ends a worker whose messages can not be read, and reports it', async () => {
    const { client, workers, crashes, open } = setup();
    const first = open('a');
    await settle();
    workers[0].listeners.get('messageerror')?.();
    await expect(first).rejects.toEqual(code('worker/crashed'));
    expect([crashes, workers[0].isTerminated]).toEqual([['worker/crashed'], true]);
    client.dispose();
  });

  it('abandons a read without any message for a minute; progress counts as a message', async () => {
    const { client, workers, crashes, open } = setup();
    const first = open('a');
    await settle();
    await jest.advanceTimersByTimeAsync(50_000);
    workers[0].onmessage?.({
      data: { id: workers[0].last.id, type: 'progress', bytes: 1, total: null }
    });
    await jest.advanceTimersByTimeAsync(50_000);
    expect(crashes).toEqual([]);
    await jest.advanceTimersByTimeAsync(10_000);
    await expect(first).rejects.toEqual(code('worker/crashed'));
    expect(workers[0].isTerminated).toBe(true);
    client.dispose();
  });

  it('ignores messages from a terminated worker', async () => {
    const { client, workers, crashes, open } = setup();
    const abort = new AbortController();
    void open('a', abort.signal);
    const second = open('b');
    await settle();
    abort.abort();
    await settle();
    workers[0].onmessage?.({
      data: { id: workers[1].last.id, type: 'opened', result: 'late' as never }
    });
    workers[0].crash();
    expect(crashes).toEqual([]);
    workers[1].open('B');
    await expect(second).resolves.toBe('B');
    client.dispose();
  });

  it('passes on the code of a failure, and keeps the worker', async () => {
    const { client, workers, crashes, open } = setup();
    const first = open('a');
    await settle();
    workers[0].fail('file/truncated');
    await expect(first).rejects.toEqual(code('file/truncated'));
    expect(client.liveWorkers).toBe(1);
    expect(crashes).toEqual([]);
    client.dispose();
  });

  it.each(['worker/crashed', 'internal/error'] as const)(
    'ends a worker that fails with %s, reports it with its stack, and starts another',
    async crash => {
      const { client, workers, told, open } = setup();
      const first = open('a');
      const second = open('b');
      await settle();
      workers[0].fail(crash, 'RuntimeError: unreachable\n at wasm');
      await expect(first).rejects.toEqual(code(crash));
      expect(workers[0].isTerminated).toBe(true);
      expect(told).toHaveLength(1);
      expect(told[0].path).toBe('a');
      expect((told[0].error.cause as Error).stack).toContain('at wasm');
      workers[1].open('B');
      await expect(second).resolves.toBe('B');
      const third = open('c');
      await settle();
      workers[1].open('C');
      await expect(third).resolves.toBe('C');
      expect(workers).toHaveLength(2);
      client.dispose();
    }
  );

  it('starts another worker, with no word of a crash, after one that met what may have harmed it', async () => {
    const { open, workers, crashes, client } = setup();
    const [first, second] = [open('a'), open('b')];
    await settle();
    workers[0].fail('file/truncated', '', true);
    await expect(first).rejects.toMatchObject({ code: 'file/truncated' });
    await settle();
    expect(workers[0].isTerminated).toBe(true);
    workers[1].open('b');
    await expect(second).resolves.toBe('b');
    expect(crashes).toEqual([]);
    client.dispose();
  });

  it('starts another worker for what is asked after a cancelled read', async () => {
    const { client, workers, open } = setup();
    const abort = new AbortController();
    void open('a', abort.signal);
    await settle();
    abort.abort();
    expect(client.liveWorkers).toBe(0);
    const again = open('a');
    await settle();
    workers[1].open('A');
    await expect(again).resolves.toBe('A');
    client.dispose();
  });

  it('reads again where the stamp moved, by another request to the same worker', async () => {
    const stamps = ['1', '2', '2'];
    const { client, workers, open } = setup(at, async () => version(stamps.shift()));
    const reading = open('a');
    await settle();
    workers[0].open('old');
    await settle();
    expect(workers[0].requests).toHaveLength(2);
    workers[0].open('new');
    await expect(reading).resolves.toBe('new');
    expect(workers).toHaveLength(1);
    client.dispose();
  });

  it('reads a growing file once at each look after the first', async () => {
    const changed = Date.now();
    const { client, workers, open } = setup(at, async () => ({ id: 'x', changed }));
    const running = { isBeingWritten: true, served: changed };
    const look = async (reads: number) => {
      const before = workers[0]?.requests.length ?? 0;
      const reading = open('a');
      for (let k = 0; k < reads; k++) {
        await settle();
        workers[0].open(running);
      }
      await expect(reading).resolves.toBe(running);
      expect(workers[0].requests.length - before).toBe(reads);
    };
    await look(2);
    await look(1);
    await look(1);
    client.dispose();
  });

  it('ends with a read, and what waits for a version', async () => {
    const { client, workers, open } = setup(at, () => new Promise(() => undefined));
    const reading = open('a');
    await settle();
    client.dispose();
    await expect(reading).rejects.toEqual(code('worker/cancelled'));
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects everything on disposal, once and for all', async () => {
    const { client, workers, open } = setup();
    const all = [open('a'), open('b')];
    await settle();
    client.dispose();
    client.dispose();
    for (const promise of all) {
      await expect(promise).rejects.toEqual(code('worker/cancelled'));
    }
    await expect(open('c')).rejects.toEqual(code('worker/cancelled'));
    expect(workers.map(worker => worker.isTerminated)).toEqual([true]);
    expect(client.liveWorkers).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('rejects with a code where an address is not available', async () => {
    const { client, open } = setup(() => {
      throw new Error('no such drive');
    });
    await expect(open('a')).rejects.toEqual(code('file/unreachable'));
    client.dispose();
  });

  it('cancels reads that wait without ending the worker, however many', async () => {
    const { client, workers, open } = setup();
    const first = open('a');
    const aborts = Array.from({ length: 50 }, () => new AbortController());
    const others = aborts.map((abort, i) => open(`b${i}`, abort.signal));
    await settle();
    aborts.forEach(abort => abort.abort());
    for (const other of others) {
      await expect(other).rejects.toEqual(code('worker/cancelled'));
    }
    workers[0].open('A');
    await expect(first).resolves.toBe('A');
    expect(workers[0].requests).toHaveLength(1);
    expect(workers[0].isTerminated).toBe(false);
    client.dispose();
  });

  it('reads first what is prioritised, whichever document requested it', async () => {
    const { client, workers, open } = setup();
    ['a', 'b', 'c', 'd', 'e'].forEach(path => void open(path));
    client.prioritise(['e']);
    await settle();
    for (let i = 0; i < 5; i++) {
      workers[0].open('x');
      await settle();
    }
    const paths = workers[0].requests.map(one => one.type === 'open' && one.target.path);
    expect(paths).toEqual(['a', 'b', 'e', 'c', 'd']);
    client.dispose();
  });
});

describe('what ReaderClient delivers', () => {
  const facts = { kind: 'XES' };
  const deliver = (worker: FakeWorker, generation = 1) =>
    worker.onmessage?.({
      data: { id: worker.last.id, type: 'delivered', result: { facts, generation } as never }
    });
  const options = (sequences: number[]) => ({
    signal: new AbortController().signal,
    begin: () => sequences.push(sequences.length + 1)
  });

  it('goes through a link that each worker gets before it reads', async () => {
    const { client, workers } = setup();
    let generation = 0;
    const connect = () => ({ generation: ++generation, port: {} as MessagePort });
    client.link(connect);
    expect(generation).toBe(0);
    const reading = client.deliver('a', options([]));
    await settle();
    expect(workers[0].links).toMatchObject([{ type: 'link', generation: 1 }]);
    expect(workers[0].last).toMatchObject({ type: 'open', delivery: 1 });
    deliver(workers[0]);
    await expect(reading).resolves.toEqual({ facts, generation: 1, sequence: 1, version: null });
    client.link(connect);
    expect(workers[0].links).toHaveLength(2);
    client.release();
    const again = client.deliver('a', options([]));
    await settle();
    expect(workers[1].links).toMatchObject([{ generation: 3 }]);
    client.link(null);
    deliver(workers[1], 3);
    await again;
    expect(workers[1].links).toHaveLength(1);
    client.dispose();
  });

  it('has a number for each read, and the version that was read', async () => {
    const stamps = ['1', '2', '2'];
    const { client, workers } = setup(at, async () => version(stamps.shift()));
    const sequences: number[] = [];
    const reading = client.deliver('a', options(sequences));
    await settle();
    deliver(workers[0]);
    await settle();
    deliver(workers[0]);
    await expect(reading).resolves.toMatchObject({ sequence: 2, version: '2' });
    expect(workers[0].requests.map(one => one.type === 'open' && one.delivery)).toEqual([1, 2]);
    client.dispose();
  });
});
