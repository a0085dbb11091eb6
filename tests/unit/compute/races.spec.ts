import { spectrumStep } from '../../../src/analysis/steps/spectrum';
import type { FakeReader } from './fakereader';
import type { FakeWorker } from './fakeworker';
import { code, disposeClients, setup, until, wait } from './support';

const short = () => {
  throw new RangeError('Array buffer allocation failed');
};

/** Hold back what a worker posts from now on. @returns a function that posts it. */
function heldPosts(worker: FakeWorker): () => void {
  const { onmessage } = worker;
  const held: Parameters<NonNullable<typeof onmessage>>[0][] = [];
  worker.onmessage = event => held.push(event);
  return () => {
    worker.onmessage = onmessage;
    held.forEach(event => onmessage?.(event));
  };
}

/** A held read does not begin: it is queued, and may still be dropped. */
function queueHeld(reader: FakeReader): void {
  const deliver = reader.deliver.bind(reader);
  jest.spyOn(reader, 'deliver').mockImplementation(async (path, options) => {
    while (reader.held.has(path) && !options.signal.aborted) {
      await wait(1);
    }
    return deliver(path, options);
  });
}

describe('a document is settled', () => {
  afterEach(disposeClients);

  it('once the reread scan is evaluated, whatever was reported meanwhile', async () => {
    const { open, reader } = setup();
    const document = open();
    const other = open();
    document.want(['a.nxs']);
    other.want(['a.nxs']);
    await Promise.all([document.compute.settled, other.compute.settled]);
    reader.files.set('a.nxs', reader.files.get('b.nxs') ?? short);
    reader.held.add('a.nxs');
    document.compute.reload('s1');
    document.want(['a.nxs'], { isHidden: true }); // reported while it is read
    await wait(20);
    const curves: number[][] = [];
    document.compute.changed.connect((_, { scans }) => {
      if (scans.get('s1')?.state === 'ready' && curves.length === 0) {
        // in the very update that reports it as read
        void document.compute.settled.then(() => curves.push(document.curve('s1')));
        void other.compute.settled.then(() => curves.push(other.curve('s1')));
      }
    });
    reader.held.clear();
    await until(() => curves.length >= 2);
    expect(curves.slice(0, 2)).toEqual([
      [1, 2, 3],
      [1, 2, 3]
    ]);
  });

  it('once the reason for an unreadable scan is in its results', async () => {
    const { open, reader } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    reader.files.delete('a.nxs');
    reader.held.add('a.nxs');
    document.compute.reload('s1');
    document.want(['a.nxs'], { isHidden: true });
    await wait(20);
    reader.held.clear();
    await document.compute.settled;
    expect([document.scan('s1')?.state, document.state('s1')]).toEqual(['failed', 'failed']);
  });

  it('also if a scan is reloaded that waits to be read and is no longer needed', async () => {
    const { open, reader } = setup();
    const document = open();
    reader.held.add('a.nxs');
    queueHeld(reader);
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }] });
    await until(() => document.scan('s1')?.state === 'loading');
    document.compute.reload('s1');
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's2' }] });
    await until(() => document.curve('s2').length === 3);
    reader.held.clear();
    await document.compute.settled;
    expect(document.scan('s1')?.state).toBe('ready');
  });
});

describe('a closed document', () => {
  afterEach(disposeClients);

  it('leaves no query in the worker, and no read on the page', async () => {
    const { client, open, reader, workers } = setup();
    const [document, other] = [open(), open()];
    other.want(['b.nxs']);
    await other.compute.settled;
    reader.held.add('a.nxs');
    const post = heldPosts(workers[0]);
    document.want(['a.nxs']);
    const query = document.compute.result({ id: 's1' });
    await until(() => workers[0].posted.some(({ type }) => type === 'needs'));
    document.compute.dispose();
    await expect(query).rejects.toMatchObject(code('worker/cancelled') as object);
    post();
    const { _needs: needs } = client as unknown as { _needs: Map<number, unknown> };
    expect([...needs.keys()]).toEqual([2]); // that of the other one
    await wait(10);
    const { _queries: queries } = workers[0].session as unknown as {
      _queries: { size: number };
    };
    expect(queries.size).toBe(0);
    workers[0].postMessage(
      { type: 'query', id: 99, document: 1, query: { kind: 'result', ref: { id: 's1' } } },
      []
    );
    await wait(10);
    expect(queries.size).toBe(0);
  });
});

describe('a result', () => {
  afterEach(disposeClients);

  it('is refused with the true reason if nothing can be evaluated', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    const failing = jest.spyOn(workers[0].evaluator, 'evaluate').mockImplementation(() => short());
    const refused = document.compute.result({ id: 's1' });
    await expect(refused).rejects.toMatchObject({ code: 'compute/out-of-memory' });
    const missing = document.compute.result({ id: 'none' });
    await expect(missing).rejects.toMatchObject({ code: 'step/input' });
    failing.mockRestore();
    const { items } = await document.compute.result({ id: 's1' });
    expect(items[0].error).toBeNull();
  });

  it('requested after a shortage of memory has its own second try', async () => {
    const { open } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    const failing = jest.spyOn(spectrumStep, 'applyEach').mockImplementation(short);
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    expect(document.items({ id: 's2' })[0].error).toEqual(code('compute/out-of-memory'));
    failing.mockRestore();
    jest.spyOn(spectrumStep, 'applyEach').mockImplementationOnce(short);
    const { items } = await document.compute.result({ id: 's2' });
    expect(items[0].error).toBeNull();
  });
});

describe('a rename while scans are wanted', () => {
  afterEach(disposeClients);

  it('leaves them wanted, also if another document requests them meanwhile', async () => {
    const { client, open, reader } = setup();
    reader.files.set('new.nxs', reader.files.get('a.nxs') ?? short);
    reader.held.add('a.nxs').add('new.nxs');
    queueHeld(reader);
    const [document, other] = [open(), open()];
    document.want(['a.nxs']);
    await until(() => document.scan('s1')?.state === 'loading');
    await wait(5); // its needs are known
    client.renamed('a.nxs', 'new.nxs');
    other.want(['b.nxs']);
    await until(() => other.curve('s1').length === 3);
    expect(document.scan('s1')?.state).toBe('loading');
    reader.held.clear();
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });

  it('is applied to what the worker posted before it was notified', async () => {
    const { client, open, reader, workers } = setup();
    reader.files.set('new.nxs', reader.files.get('a.nxs') ?? short);
    const document = open();
    document.want(['b.nxs']);
    await document.compute.settled;
    const post = heldPosts(workers[0]);
    document.want(['a.nxs']);
    await until(() => JSON.stringify(workers[0].posted).includes('a.nxs'));
    client.renamed('a.nxs', 'mid.nxs');
    client.renamed('mid.nxs', 'new.nxs');
    post();
    await document.compute.settled;
    expect([document.curve('s1'), reader.begun]).toEqual([
      [0.5, 1, 1.5],
      ['b.nxs', 'new.nxs']
    ]);
  });
});
