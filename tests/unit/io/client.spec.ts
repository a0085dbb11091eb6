import type { FileListing } from '../../../src/formats/mapping/types';
import { listingOf } from '../../../src/formats/mapping/unknown';
import { at, settle, setup, version } from './fakereader';

const listing: FileListing = {
  entries: [],
  entry: null,
  arrays: [{ name: '1', path: null, unit: null, shape: [2], range: [1, 2], guess: null }]
};

const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('ReaderClient', () => {
  it('reads sequentially with one worker, created on first use and ended when idle', async () => {
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

  it('reads with a file’s options, lists its contents, and passes on the details of an error', async () => {
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

  it('ends the worker on abort of the running read, and continues with the others', async () => {
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

  it('leaves the worker alone on abort of a waiting read', async () => {
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

  it('treats code that fails to load as a server that is away, not as a crash', async () => {
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

  it('ends a worker with unreadable messages, and reports it', async () => {
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

  it('passes on the code of a failure, and retains the worker', async () => {
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
      const { client, workers, reported, open } = setup();
      const first = open('a');
      const second = open('b');
      await settle();
      workers[0].fail(crash, 'RuntimeError: unreachable\n at wasm');
      await expect(first).rejects.toEqual(code(crash));
      expect(workers[0].isTerminated).toBe(true);
      expect(reported).toHaveLength(1);
      expect(reported[0].path).toBe('a');
      expect((reported[0].error.cause as Error).stack).toContain('at wasm');
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

  it('silently replaces a worker that met what may have harmed it', async () => {
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

  it('starts another worker for a request after a cancelled read', async () => {
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

  it('rereads if the stamp changed, by another request to the same worker', async () => {
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

  it('reads a growing file once at each check after the first', async () => {
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

  it('ends with a read, and with a wait for a version', async () => {
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

  it('rejects with a code if an address is not available', async () => {
    const { client, open } = setup(() => {
      throw new Error('no such drive');
    });
    await expect(open('a')).rejects.toEqual(code('file/unreachable'));
    client.dispose();
  });

  it('cancels waiting reads without ending the worker, however many', async () => {
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

  it('reads prioritised files first, whichever document requested them', async () => {
    const { client, workers, open } = setup();
    ['a', 'b', 'c', 'd', 'e'].forEach(path => void open(path));
    client.prioritise(['e']);
    await settle();
    for (let i = 0; i < 5; i++) {
      workers[0].open('x');
      await settle();
    }
    const paths = workers[0].requests.map(
      request => request.type === 'open' && request.target.path
    );
    expect(paths).toEqual(['a', 'b', 'e', 'c', 'd']);
    client.dispose();
  });
});
