import { XESError } from '../../../src/base/errors';
import { FakeWorker } from './fakeworker';
import { code, disposeClients, setup, until, wait } from './support';
import { emissionScan } from './scans';

const scale = (low: number) => ({
  id: 'n',
  step: 'normalise',
  from: ['scans'],
  parameters: { by: 'area', range: [low, 102] }
});
const demand = [{ id: 'n' }];

describe('the end of the compute worker', () => {
  afterEach(disposeClients);

  it('between two requests: everything is shown again, and the crash is reported', async () => {
    const { client, open, reader, workers, crashes } = setup();
    const [document, other] = [open('doc'), open('other')];
    document.want(['a.nxs', 'map.nxs'], { steps: [scale(100)], demand });
    other.want(['map.nxs']);
    await Promise.all([document.compute.settled, other.compute.settled]);
    const [curve, map] = [document.curve('n'), other.value({ id: 's1' })];
    workers[0].crash('planted death');
    await until(() => workers.length === 2);
    await Promise.all([document.compute.settled, other.compute.settled]);
    expect(document.curve('n')).toEqual(curve);
    expect(other.value({ id: 's1' })).toEqual(map);
    expect(reader.begun.sort()).toEqual(['a.nxs', 'a.nxs', 'map.nxs', 'map.nxs']);
    expect(crashes).toMatchObject([{ error: { code: 'compute/crashed' }, path: null }]);
    expect(crashes[0].error.message).toContain('planted death');
    expect([workers[0].isTerminated, client.liveWorkers]).toEqual([true, 1]);
    expect(client.statistics).toMatchObject({ starts: 2, crashes: 1 });
    const cell = await other.compute.cell(other.items({ id: 's1' })[0].valueKey ?? '', 0, 0);
    expect(cell?.intensity).toBe(0.5);
  });

  it('while an edit is pending: the edit is shown', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['a.nxs'], { steps: [scale(100)], demand });
    await document.compute.settled;
    const before = document.curve('n');
    workers[0].crash();
    document.want(['a.nxs'], { steps: [scale(101)], demand }); // it goes to the dead one
    await until(() => workers.length === 2);
    await document.compute.settled;
    expect(document.last.revision).toBe(2);
    expect(document.curve('n')).not.toEqual(before);
    expect(document.curve('n')).toHaveLength(3);
  });

  it('leaves the display until results are available again', async () => {
    const { open, reader, workers } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    reader.held.add('a.nxs');
    workers[0].crash();
    await until(() => reader.begun.length === 2);
    await wait(5);
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(document.items({ id: 's1' })[0].isStale).toBe(true);
    reader.held.clear();
    await document.compute.settled;
    expect(document.items({ id: 's1' })[0].isStale).toBe(false);
  });

  it('while a scan is on its way to it: the scan is reread', async () => {
    const { open, reader, workers } = setup();
    let isFirst = true;
    reader.onSend = () => {
      if (isFirst) {
        isFirst = false;
        workers[0].crash();
      }
    };
    const document = open();
    document.want(['a.nxs']);
    await until(() => workers.length === 2);
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(reader.begun).toEqual(['a.nxs', 'a.nxs']);
  });

  it('while the reader reads for it: scans sent to the ended worker are reread', async () => {
    const { open, reader, workers } = setup();
    reader.held.add('a.nxs');
    const document = open();
    document.want(['a.nxs']);
    await until(() => reader.begun.length === 1);
    // the reader does not have the new link yet when it sends
    const link = reader.link.bind(reader);
    reader.link = () => undefined;
    workers[0].crash();
    await until(() => workers.length === 2);
    reader.held.clear();
    reader.onSent = () => (reader.link = link);
    await until(() => reader.begun.length >= 2);
    reader.restart();
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });

  it('leaves no query unanswered', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['map.nxs']);
    await document.compute.settled;
    const key = document.items({ id: 's1' })[0].valueKey ?? '';
    workers[0].crash();
    const [cell, result] = await Promise.all([
      document.compute.cell(key, 0, 0),
      document.compute.result({ id: 's1' })
    ]);
    expect(cell?.intensity).toBe(0.5);
    expect(result.items[0].value?.kind).toBe('map');
    expect(workers).toHaveLength(2);
  });

  it('by an uncaught error: it is not reused', async () => {
    const { open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    workers[0].onmessage?.({ data: { type: 'broken', message: 'mistake', stack: 'at here' } });
    await until(() => workers.length === 2);
    await document.compute.settled;
    expect(workers[0].isTerminated).toBe(true);
    expect((crashes[0].error.cause as Error).stack).toBe('at here');
  });

  it('repeated for no reason: it is given up, until the next request', async () => {
    const { open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    const createsDead = jest
      .spyOn(FakeWorker.prototype, 'postMessage')
      .mockImplementation(function (this: FakeWorker) {
        this.crash('not this one either');
      });
    workers[0].crash();
    await until(() => crashes.length === 3);
    await document.compute.settled;
    await wait(20);
    expect([workers.length, crashes.length]).toEqual([3, 3]);
    expect(document.state('s1')).toBe('done'); // existing results stay
    document.want(['b.nxs']);
    await until(() => document.state('s1') === 'failed');
    expect(document.last.outcomes.get('s1')?.error).toEqual(code('compute/crashed'));
    expect(document.items({ id: 's1' })).toEqual([]); // never another scan's
    createsDead.mockRestore();
    document.want(['b.nxs', 'a.nxs']);
    await document.compute.settled;
    expect(document.curve('s2')).toEqual([0.5, 1, 1.5]);
  });

  it('because its code cannot be loaded is not a crash: the server is away', async () => {
    const { client, open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs']);
    workers[0].crash('');
    await document.compute.settled;
    expect(crashes).toEqual([]);
    expect(document.last.outcomes.get('s1')?.error).toEqual(code('file/unreachable'));
    await expect(document.compute.result({ id: 's1' })).resolves.toMatchObject({
      items: [{ key: 's1' }]
    });
    expect(client.liveWorkers).toBe(1);
  });

  it('before it started: it cannot be started', async () => {
    let isBroken = true;
    const { open, crashes } = setup({
      createWorker: () => {
        if (isBroken) {
          throw new Error('no workers here');
        }
        return new FakeWorker() as unknown as Worker;
      }
    });
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(document.last.outcomes.get('s1')?.error).toEqual(code('compute/crashed'));
    expect(crashes).toHaveLength(1);
    isBroken = false;
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });

  it('no longer reaches later workers', async () => {
    const { open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    workers[0].crash();
    await until(() => workers.length === 2);
    await document.compute.settled;
    workers[0].onmessage?.({ data: { type: 'broken', message: 'late', stack: '' } });
    workers[0].onerror?.({ message: 'late', preventDefault: () => undefined });
    expect(crashes).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  it('may follow an unreadable message', async () => {
    const { open, workers, crashes } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    workers[0].listeners.get('messageerror')?.();
    await until(() => workers.length === 2);
    await document.compute.settled;
    expect(crashes).toHaveLength(1);
  });
});

describe('a node that ends its worker', () => {
  afterEach(disposeClients);

  it('is tried twice, then fails by itself with a message, until it is changed', async () => {
    const { open, workers, crashes } = setup();
    const document = open('mine.xes.json');
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    const poison = new Set<string>();
    FakeWorker.onCompute = ({ id, key }, worker) => {
      if (id === 'n' && (poison.size === 0 || poison.has(key))) {
        poison.add(key);
        worker.crash('a trap');
      }
    };
    document.want(['a.nxs', 'b.nxs'], { steps: [scale(100)], demand });
    await until(() => workers.length === 3);
    await document.compute.settled;
    expect(crashes.map(({ path }) => path)).toEqual(['mine.xes.json', 'mine.xes.json']);
    expect(document.state('n')).toBe('partly');
    const [failed, done] = document.items({ id: 'n' });
    expect(failed.error).toEqual(code('compute/crashed'));
    expect(failed.error?.message).toMatch(/ended the compute worker twice/);
    expect([done.error, document.curve({ id: 'n' }, 1).length]).toEqual([null, 3]);
    // it is not retried, whatever else is requested
    document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 'n' }, { id: 's1' }] });
    await document.compute.settled;
    expect(workers).toHaveLength(3);
    document.want(['a.nxs', 'b.nxs'], { steps: [scale(101)], demand });
    await document.compute.settled;
    expect(document.state('n')).toBe('done');
    expect(workers).toHaveLength(3);
  });

  it('or hangs, likewise; the watchdog pings before it ends anything', async () => {
    const { open, workers, crashes } = setup({ hangMilliseconds: 30 });
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    await wait(100);
    expect(workers[0].received.filter(({ type }) => type === 'ping')).toHaveLength(0);
    FakeWorker.onCompute = ({ id }, worker) => (worker.isHung ||= id === 'n');
    document.want(['a.nxs'], { steps: [scale(100)], demand });
    await until(() => workers.length === 3);
    await document.compute.settled;
    expect(crashes.map(({ error }) => error.message)[0]).toMatch(/hung and was given up/);
    expect(document.last.outcomes.get('n')?.error?.message).toMatch(/longer than a minute, twice/);
  });

  it('is not searched for while only a read is pending', async () => {
    const { open, reader, workers, crashes } = setup({ hangMilliseconds: 10 });
    reader.held.add('a.nxs');
    const document = open();
    document.want(['a.nxs']);
    await until(() => workers[0]?.received.filter(({ type }) => type === 'ping').length >= 2);
    expect(crashes).toEqual([]);
    reader.held.clear();
    await document.compute.settled;
    expect(workers).toHaveLength(1);
  });

  it('is found despite continuous requests', async () => {
    const { open, workers } = setup({ hangMilliseconds: 30 });
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    workers[0].isHung = true;
    for (let i = 0; workers.length === 1 && i < 500; i++) {
      document.want(['a.nxs'], { steps: [scale(100 + i / 1000)], demand });
      await wait(2);
    }
    expect(workers).toHaveLength(2);
    await document.compute.settled;
    expect(document.state('n')).toBe('done');
  });
});

describe('a scan that is being read', () => {
  afterEach(disposeClients);

  it('is read though it was removed and restored before the worker was notified', async () => {
    const { open, reader } = setup();
    const document = open();
    reader.held.add('a.nxs');
    document.want(['a.nxs']);
    await until(() => reader.begun.length === 1);
    document.want([]);
    document.want(['a.nxs']);
    reader.held.clear();
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });

  it('is not read repeatedly if no worker can receive it, and is on a reload', async () => {
    const { client, open, reader, workers } = setup();
    const document = open();
    reader.held.add('a.nxs');
    document.want(['a.nxs']);
    await until(() => reader.begun.length === 1);
    for (let i = 0; client.liveWorkers === 1 && i < 10; i++) {
      workers[workers.length - 1].crash();
      await wait(5);
    }
    expect(client.liveWorkers).toBe(0);
    const { length } = reader.begun;
    reader.held.clear();
    await wait(30);
    expect(reader.begun).toHaveLength(length);
    document.compute.reload('s1');
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
  });
});

describe('the end of the reader', () => {
  afterEach(disposeClients);

  it('between two reads: the next goes through a new port', async () => {
    const { open, reader } = setup();
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    reader.restart();
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    expect([document.curve('s1'), document.curve('s2')]).toEqual([
      [0.5, 1, 1.5],
      [1, 2, 3]
    ]);
  });

  it('after it sent a scan, before confirming it: the scan is reread, and present once', async () => {
    const { client, open, reader } = setup();
    let deaths = 0;
    reader.onSent = () => {
      if (++deaths === 1) {
        reader.restart();
        throw Object.assign(new Error('died'), { code: 'worker/crashed' });
      }
    };
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(reader.begun).toHaveLength(1);
    expect(document.scan('s1')?.state).toBe('failed');
    document.compute.reload('s1');
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    // three arrays and the monitor, and the intensity of what was lost is not among them
    expect(client.statistics.held.scans).toBe(document.scan('s1')?.facts?.bytes);
  });

  it('in the middle of a read: it is read once more, and fails if that ends the reader too', async () => {
    const { open, reader, crashes } = setup();
    let deaths = 1;
    const dying = () => {
      if (deaths-- > 0) {
        throw new XESError('worker/crashed', 'The reader stopped.');
      }
      return emissionScan(1);
    };
    reader.files.set('a.nxs', dying);
    const document = open();
    document.want(['a.nxs']);
    await document.compute.settled;
    expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    expect(reader.begun).toHaveLength(2);
    expect(crashes).toMatchObject([{ error: { code: 'worker/crashed' }, path: 'a.nxs' }]);
    deaths = 2;
    document.compute.reload('s1');
    await document.compute.settled;
    expect(document.scan('s1')?.error).toEqual(code('worker/crashed'));
    expect(reader.begun).toHaveLength(4);
    expect(crashes).toHaveLength(2); // the second is the failure of the scan
  });
});
