import { ReaderClient } from '../../../src/io/client';
import { FakeWorker, at, settle, setup, version } from './fakereader';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('schemas that files are read by', () => {
  const givenSchemas = [{ from: 'd/xes-schema.json', text: '{}' }];
  const signal = new AbortController().signal;

  it.each([
    ['at once', () => givenSchemas],
    ['later', () => Promise.resolve(givenSchemas)]
  ])('go to the worker with the file: %s', async (_, schemas) => {
    FakeWorker.all = [];
    const requests: [string, boolean][] = [];
    const client = new ReaderClient({
      target: path => ({ path, url: '', contentsUrl: null, headers: {} }),
      createWorker: () => new FakeWorker() as unknown as Worker,
      schemas: (path, isRequested) => (requests.push([path, isRequested]), schemas())
    });
    const opened = client.open('d/x.h5', { signal, choice: { entry: '2' } });
    for (let i = 0; i < 10; i++) {
      await Promise.resolve();
    }
    const [worker, ...others] = FakeWorker.all;
    expect(others).toEqual([]);
    expect(worker.last).toMatchObject({
      type: 'open',
      choice: { entry: '2', given: givenSchemas }
    });
    expect(requests).toEqual([['d/x.h5', false]]);
    worker.open({ scan: {}, cost: {}, stamp: {} });
    await opened;
    const listed = client.list('d/x.h5', { signal, entry: '2' });
    for (let i = 0; i < 10; i++) {
      await Promise.resolve();
    }
    expect(worker.last).toMatchObject({
      type: 'list',
      choice: { entry: '2', given: givenSchemas }
    });
    worker.answer({ type: 'listed', listing: { entries: [], entry: '2', arrays: [] } });
    await listed;
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
    expect(workers[0].requests.map(request => request.type === 'open' && request.delivery)).toEqual(
      [1, 2]
    );
    client.dispose();
  });
});
