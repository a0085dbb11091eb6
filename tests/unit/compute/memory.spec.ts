import { spectrumStep } from '../../../src/analysis/steps/spectrum';
import { ScanStore } from '../../../src/compute/store';
import { code, disposeClients, setup, until, wait } from './support';

/** Bytes of an emission scan: energy, counts, intensity, σ and monitor of three points. */
const one = 5 * 3 * 8;
const paths = ['a.nxs', 'b.nxs', 'c.nxs'];
const average = {
  id: 'mean',
  step: 'average',
  from: ['scans'],
  parameters: {}
};

describe('memory of the compute worker', () => {
  afterEach(disposeClients);

  it('is reported: scans, results, and by document', async () => {
    const { client, open } = setup();
    const [document, other] = [open(), open()];
    document.want(paths);
    other.want(['a.nxs', 'd.nxs'], { isHidden: true });
    await Promise.all([document.compute.settled, other.compute.settled]);
    await wait(5);
    const { held } = client.statistics;
    expect(held.scans).toBe(4 * one);
    expect(held.results).toBeGreaterThan(4 * 3 * 8);
    expect(held.documents.map(([, bytes]) => bytes).sort()).toEqual([one, 3 * one]);
    const drawn = 3 * 3 * 4 * 8; // three curves of three energies, intensities, σ and counts
    expect(document.compute.bytes).toBe(3 * one + drawn);
    other.compute.dispose();
    await until(() => client.statistics.held.scans === 3 * one);
    document.compute.dispose();
    await until(() => client.statistics.held.scans === 0);
    expect(client.statistics.held.results).toBeGreaterThan(0); // retained for a while
    expect(client.release()).toBeGreaterThan(0);
    expect([client.liveWorkers, client.statistics.held.results]).toEqual([0, 0]);
  });

  it('counts as released at once, document by document, so that no more is released than necessary', async () => {
    const { client, open } = setup();
    const [document, other] = [open(), open()];
    document.want(['a.nxs']);
    other.want(['b.nxs'], { isHidden: true });
    await Promise.all([document.compute.settled, other.compute.settled]);
    await wait(5);
    const { statistics } = client;
    const before = statistics.unsharedBytes;
    expect(before).toBe(statistics.held.results);
    const { bytes } = other.compute;
    expect(other.compute.release()).toBe(bytes);
    expect([other.compute.bytes, statistics.held.scans]).toEqual([0, one]);
    expect(client.release()).toBe(before);
    expect(statistics.unsharedBytes).toBe(0);
    await until(() => statistics.unsharedBytes > 0); // what is shown was not released: the worker reports it
    expect(document.compute.bytes).toBeGreaterThan(0);
  });

  it('has a budget in bytes: the most recently used stays, and what was released is reread', async () => {
    const { client, open, reader } = setup({ budget: { scans: 2 * one, results: 1e6 } });
    const document = open();
    document.want(paths);
    await document.compute.settled;
    await wait(5);
    expect(client.statistics.held.scans).toBe(2 * one);
    expect(paths.map((_, i) => document.scan(`s${i + 1}`)?.state).sort()).toEqual([
      'ready',
      'ready',
      'released'
    ]);
    // its results are there all the same
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    document.want(paths, { steps: [average], demand: [{ id: 'mean' }] });
    await document.compute.settled;
    expect(document.state('mean')).toBe('done');
    expect(reader.begun).toHaveLength(3);
  });

  it('rereads what was released, if a result needs it', async () => {
    const { client, open, reader } = setup({ budget: { scans: 0, results: 0 } });
    const document = open();
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }] });
    await document.compute.settled;
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's2' }] });
    await document.compute.settled;
    client.release();
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }] });
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(reader.begun).toEqual(['a.nxs', 'b.nxs', 'a.nxs']);
  });

  it('holds all that one result needs at a time, even over the budget', async () => {
    const { open } = setup({ budget: { scans: 1, results: 1e6 } });
    const document = open();
    const steps = [{ id: 'e', step: 'energyAxis', from: ['scans'], parameters: {} }];
    document.want(paths, { steps, demand: [{ id: 'e' }, { id: 's1' }] });
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(document.items({ id: 'e' })).toHaveLength(3);
  });

  it('of a hidden document is released, and restored when it is shown', async () => {
    const { client, open, reader } = setup();
    const [seen, hidden] = [open(), open()];
    seen.want(['a.nxs']);
    hidden.want(['a.nxs', 'b.nxs'], { isHidden: true });
    await Promise.all([seen.compute.settled, hidden.compute.settled]);
    await wait(5);
    expect(hidden.compute.release()).toBeGreaterThan(one);
    expect([hidden.last.values.size, hidden.items({ id: 's2' })]).toEqual([0, []]);
    await until(() => hidden.scan('s2')?.state === 'released');
    expect(client.statistics.held.scans).toBe(one);
    expect(seen.scan('s1')?.state).toBe('ready');
    hidden.want(['a.nxs', 'b.nxs'], { isHidden: false });
    await hidden.compute.settled;
    expect(hidden.curve('s2')).toEqual([1, 2, 3]);
    expect(reader.begun).toHaveLength(2); // the result was still there
  });

  it('may be short: what is recoverable is released, and it is tried once more', async () => {
    const { client, open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    const { applyEach } = spectrumStep;
    let failures = 1;
    jest.spyOn(spectrumStep, 'applyEach').mockImplementation((...args) => {
      if (failures-- > 0) {
        throw new RangeError('Array buffer allocation failed');
      }
      return applyEach.apply(spectrumStep, args);
    });
    document.want(['a.nxs', 'b.nxs', 'c.nxs']);
    await document.compute.settled;
    expect(document.curve('s3')).toEqual([1.5, 3, 4.5]);
    await wait(5);
    expect(client.statistics.held.scans).toBeLessThanOrEqual(one);
    expect([workers.length, crashes]).toEqual([1, []]);
  });

  it('if it stays short, that result alone fails, and nothing crashes', async () => {
    const { open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    const failing = jest.spyOn(spectrumStep, 'applyEach').mockImplementation(() => {
      throw new RangeError('Array buffer allocation failed');
    });
    document.want(['a.nxs', 'b.nxs', 'map.nxs', 'c.nxs']);
    await document.compute.settled;
    expect(document.state('s4')).toBe('failed');
    expect(document.items({ id: 's4' })[0].error).toEqual(code('compute/out-of-memory'));
    expect(document.state('s3')).toBe('done');
    failing.mockRestore();
    document.want(['a.nxs', 'b.nxs', 'map.nxs', 'c.nxs'], { demand: [{ id: 's4' }] });
    await document.compute.settled;
    expect(document.curve('s4')).toEqual([1.5, 3, 4.5]);
    expect([workers.length, crashes]).toEqual([1, []]);
  });

  it('if it does not suffice for an evaluation, every demand fails, and no worker', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    const failing = jest
      .spyOn(workers[0].evaluator, 'evaluate')
      .mockRejectedValue(new RangeError('Array buffer allocation failed'));
    document.want(['b.nxs']);
    await document.compute.settled;
    expect(document.last.outcomes.get('s1')?.error).toEqual(code('compute/out-of-memory'));
    expect(document.items({ id: 's1' })).toEqual([]);
    failing.mockRestore();
    document.want(['b.nxs', 'a.nxs']);
    await document.compute.settled;
    expect([document.curve('s1'), workers.length]).toEqual([[1, 2, 3], 1]);
  });

  it('for an incoming scan: the scan fails, and can be reread', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    const adopting = jest.spyOn(ScanStore.prototype, 'receive').mockReturnValue(null);
    document.want(['a.nxs', 'b.nxs']);
    await until(() => adopting.mock.calls.length === 1);
    await wait(5); // the page knows that it was sent
    workers[0].onmessage?.({ data: { type: 'undelivered' } });
    await document.compute.settled;
    expect(document.scan('s2')?.error).toEqual(code('compute/out-of-memory'));
    adopting.mockRestore();
    document.compute.reload('s2');
    await document.compute.settled;
    expect([document.curve('s2'), workers.length]).toEqual([[1, 2, 3], 1]);
  });

  it('tolerates a bug in an evaluation: it is reported, and the worker continues', async () => {
    const { open, workers, crashes } = setup();
    const document = open('mine');
    document.want(['a.nxs']);
    await document.compute.settled;
    const failing = jest
      .spyOn(workers[0].evaluator, 'evaluate')
      .mockRejectedValue(new TypeError('a mistake'));
    document.want(['b.nxs']);
    await document.compute.settled;
    expect(document.last.outcomes.get('s1')?.error).toEqual(code('internal/error'));
    expect(crashes).toMatchObject([{ error: { code: 'internal/error' }, path: 'mine' }]);
    expect((crashes[0].error.cause as Error).stack).toContain('a mistake');
    failing.mockRestore();
    document.want(['b.nxs', 'c.nxs']);
    await document.compute.settled;
    expect([document.state('s2'), workers.length]).toEqual(['done', 1]);
  });
});

describe('the end of computing', () => {
  afterEach(disposeClients);

  it('follows some time after the last document was closed', async () => {
    const { client, open, workers } = setup({ idleMilliseconds: 20 });
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    await wait(40);
    expect(client.liveWorkers).toBe(1);
    document.compute.dispose();
    const other = open();
    await wait(40);
    expect(client.liveWorkers).toBe(1);
    other.compute.dispose();
    await until(() => client.liveWorkers === 0);
    expect(workers[0].isTerminated).toBe(true);
    const again = open();
    again.want(['a.nxs']);
    await again.compute.settled;
    expect([again.curve('s1'), workers.length]).toEqual([[0.5, 1, 1.5], 2]);
  });

  it('leaves nothing: no worker, no read, no timer, no listener', async () => {
    const { client, open, reader, workers } = setup({ idleMilliseconds: 20 });
    const document = open();
    reader.held.add('b.nxs');
    document.want(['a.nxs', 'b.nxs']);
    await until(() => document.curve('s1').length === 3);
    client.dispose();
    client.dispose();
    await document.compute.settled;
    await wait(40);
    expect([client.liveWorkers, workers[0].isTerminated]).toEqual([0, true]);
    expect([document.compute.isDisposed, reader.aborted]).toEqual([true, ['b.nxs']]);
    expect(document.compute.bytes).toBe(0);
    const before = document.updates.length;
    document.want(['c.nxs']);
    await wait(5);
    expect([document.updates.length, workers.length]).toEqual([before, 1]);
  });

  it('of one document ends its exclusive reads, and its evaluation', async () => {
    const { open, reader } = setup();
    reader.held.add('a.nxs').add('b.nxs');
    const [document, other] = [open(), open()];
    document.want(['a.nxs', 'b.nxs']);
    other.want(['b.nxs']);
    await until(() => reader.begun.length === 2);
    document.compute.dispose();
    expect(reader.aborted).toEqual(['a.nxs']);
    reader.held.clear();
    await other.compute.settled;
    expect(other.curve('s1')).toEqual([1, 2, 3]);
  });
});
