import { FakeWorker } from './fakeworker';
import { code, disposeClients, setup, until, wait } from './support';

const smooth = (window: number) => ({
  id: 'n',
  step: 'smooth',
  from: ['scans'],
  parameters: { window, order: 1 }
});
const scale = (low: number) => ({
  id: 'n',
  step: 'normalise',
  from: ['scans'],
  parameters: { by: 'area', range: [low, 102] }
});

/** Make each computation take the given time (ms). */
function slow(milliseconds: number): void {
  FakeWorker.onCompute = () => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      // as a fit does
    }
  };
}

describe('the latest request', () => {
  afterEach(disposeClients);

  it('cancels the running one, and is answered', async () => {
    const { open, workers } = setup();
    const document = open();
    const paths = [...'abcdefgh'].map(name => `${name}.nxs`);
    document.want(paths);
    await document.compute.settled;
    slow(10);
    const before = workers[0].computed.length;
    document.want(paths, { steps: [smooth(3)], demand: [{ id: 'n' }] });
    await until(() => workers[0].computed.length > before);
    document.want(paths, { steps: [scale(100.5)], demand: [{ id: 'n' }] });
    await document.compute.settled;
    expect(document.last.revision).toBe(3);
    expect(document.state('n')).toBe('done');
    expect(document.items({ id: 'n' })).toHaveLength(8);
    const made = workers[0].computed.length - before;
    expect(made).toBeLessThan(16); // not all eight of the first
    expect(made).toBeGreaterThanOrEqual(9);
  });

  it('lets one that just started finish, so that results follow a drag', async () => {
    const { open, workers } = setup();
    FakeWorker.grace = 10_000;
    const document = open();
    document.want(['a.nxs', 'b.nxs', 'c.nxs']);
    await document.compute.settled;
    slow(10);
    const before = workers[0].computed.length;
    document.want(['a.nxs', 'b.nxs', 'c.nxs'], { steps: [scale(100)], demand: [{ id: 'n' }] });
    await until(() => workers[0].computed.length > before);
    document.want(['a.nxs', 'b.nxs', 'c.nxs'], { steps: [scale(101)], demand: [{ id: 'n' }] });
    await document.compute.settled;
    const whole = document.updates.filter(update => update.outcomes.get('n')?.state === 'done');
    expect(whole.map(({ revision }) => revision)).toEqual([2, 3]);
  });

  it('of a thousand quick edits is shown, and few are computed', async () => {
    const { client, open, workers } = setup();
    const document = open();
    document.want(['a.nxs', 'b.nxs']);
    await document.compute.settled;
    for (let i = 0; i < 1000; i++) {
      const low = 100 + i / 1000;
      document.want(['a.nxs', 'b.nxs'], { steps: [scale(low)], demand: [{ id: 'n' }] });
      if (i % 50 === 0) {
        await wait();
      }
    }
    await document.compute.settled;
    expect(document.last.revision).toBe(1001);
    const reported = document.curve('n');
    document.want(['a.nxs', 'b.nxs'], { steps: [scale(100.999)], demand: [{ id: 'n' }] });
    await document.compute.settled;
    expect(document.curve('n')).toEqual(reported);
    expect(workers[0].received.filter(({ type }) => type === 'update')).toHaveLength(1002);
    expect(workers[0].computed.length).toBeLessThan(200);
    expect(client.state).toBe('idle');
  });

  it('of a hidden document waits for the visible ones', async () => {
    const { open } = setup();
    const paths = [...'abcdefgh'].map(name => `${name}.nxs`);
    const [seen, hidden] = [open('seen'), open('hidden')];
    seen.want(paths);
    hidden.want(paths, { isHidden: true });
    await Promise.all([seen.compute.settled, hidden.compute.settled]);
    slow(10);
    const order: string[] = [];
    hidden.want(paths, { isHidden: true, steps: [smooth(3)], demand: [{ id: 'n' }] });
    void hidden.compute.settled.then(() => order.push('hidden'));
    await wait(25);
    seen.want(paths, { steps: [scale(100.5)], demand: [{ id: 'n' }] });
    void seen.compute.settled.then(() => order.push('seen'));
    await Promise.all([seen.compute.settled, hidden.compute.settled]);
    await wait();
    expect(order).toEqual(['seen', 'hidden']);
    expect([seen.state('n'), hidden.state('n')]).toEqual(['done', 'done']);
  });

  it('shows the previous result, greyed, until the new one is ready', async () => {
    const { open, reader } = setup();
    const document = open();
    document.want(['a.nxs'], { steps: [scale(100)], demand: [{ id: 'n' }] });
    await document.compute.settled;
    const [before] = document.items({ id: 'n' });
    const shown = document.last.outcomes.get('n');
    expect([before.isStale, shown?.shownKey === shown?.key]).toEqual([false, true]);
    reader.held.add('b.nxs');
    document.want(['a.nxs', 'b.nxs'], { steps: [scale(100)], demand: [{ id: 'n' }] });
    await until(() => document.last.revision === 2 && document.items({ id: 'n' }).length === 2);
    expect(document.items({ id: 'n' })[0]).toBe(before);
    document.want(['b.nxs'], { steps: [scale(100)], demand: [{ id: 'n' }] });
    await until(() => document.last.revision === 3);
    const [stale] = document.items({ id: 'n' });
    expect(stale).toMatchObject({ isStale: true, state: 'waiting', valueKey: before.valueKey });
    expect(document.curve('n')).toHaveLength(3);
    const outcome = document.last.outcomes.get('n');
    expect([outcome?.key, outcome?.state]).toEqual([null, 'waiting']);
    expect(outcome?.shownKey).toBe(shown?.shownKey);
    reader.held.clear();
    await document.compute.settled;
    const [fresh] = document.items({ id: 'n' });
    expect([fresh.isStale, fresh.valueKey === before.valueKey]).toEqual([false, false]);
    expect(document.last.values.size).toBe(1);
  });

  it('recomputes nothing that exists: undo finds the old result', async () => {
    const { open, workers } = setup();
    const document = open();
    for (const low of [100, 101]) {
      document.want(['a.nxs'], { steps: [scale(low)], demand: [{ id: 'n' }] });
      await document.compute.settled;
    }
    const made = workers[0].computed.length;
    document.want(['a.nxs'], { steps: [scale(100)], demand: [{ id: 'n' }] });
    await document.compute.settled;
    expect(workers[0].computed).toHaveLength(made);
    expect(document.state('n')).toBe('done');
  });
});

describe('an additional query', () => {
  afterEach(disposeClients);

  const colors = { colorMap: 'gray', scale: 'linear', limits: null, percentile: null } as const;
  const picture = (valueKey: string, slot?: string) => ({
    valueKey,
    ...(slot ? { slot } : {}),
    x: [0.5, 3.5] as const,
    y: [9.5, 11.5] as const,
    width: 30,
    height: 20,
    colors
  });

  it('is superseded by a newer one of its slot, and paints nothing then', async () => {
    const { open, workers } = setup();
    const document = open();
    document.want(['map.nxs']);
    await document.compute.settled;
    const key = document.items({ id: 's1' })[0].valueKey ?? '';
    const all = Array.from({ length: 100 }, () => document.compute.picture(picture(key)));
    const other = document.compute.picture(picture(key, 'inset'));
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes[99].status).toBe('fulfilled');
    expect((outcomes[0] as PromiseRejectedResult).reason).toEqual(code('worker/cancelled'));
    expect((await other).width).toBe(30);
    expect(workers[0].posted.filter(({ type }) => type === 'answer')).toHaveLength(2);
  });

  it('is answered while a long evaluation runs', async () => {
    const { open } = setup();
    const document = open();
    const paths = ['map.nxs', ...[...'abcdefgh'].map(name => `${name}.nxs`)];
    document.want(paths);
    await document.compute.settled;
    const key = document.items({ id: 's1' })[0].valueKey ?? '';
    slow(10);
    const order: string[] = [];
    const demand = [{ id: 's1' }, { id: 'n' }];
    document.want(paths, { steps: [scale(100.5)], demand });
    void document.compute.settled.then(() => order.push('settled'));
    const cell = await document.compute.cell(key, 0, 0);
    order.push('cell');
    await document.compute.settled;
    await wait();
    expect(cell?.intensity).toBe(0.5);
    expect(order).toEqual(['cell', 'settled']);
  });

  it('waits for a value that is coming, and is refused for one that is not', async () => {
    const { open, reader } = setup();
    const document = open();
    document.want(['map.nxs']);
    await document.compute.settled;
    const key = document.items({ id: 's1' })[0].valueKey ?? '';
    await expect(document.compute.cell('nothing', 0, 0)).rejects.toEqual(code('worker/cancelled'));
    document.want(['map.nxs', 'a.nxs'], { demand: [{ id: 's2' }] });
    await document.compute.settled;
    await expect(document.compute.cell(key, 0, 0)).rejects.toEqual(code('worker/cancelled'));
    reader.held.add('b.nxs');
    document.want(['map.nxs', 'b.nxs'], { demand: [{ id: 's2' }] });
    const result = document.compute.result({ id: 's2' });
    await wait(20);
    reader.held.clear();
    expect((await result).items[0].value?.kind).toBe('spectrum');
  });

  it('ends with the document', async () => {
    const { open, reader } = setup();
    const document = open();
    expect(await document.compute.settled).toBeUndefined();
    await expect(document.compute.result({ id: 's1' })).rejects.toEqual(code('worker/cancelled'));
    reader.held.add('a.nxs');
    document.want(['a.nxs']);
    const result = document.compute.result({ id: 's1' });
    result.catch(() => undefined);
    document.compute.dispose();
    await expect(result).rejects.toEqual(code('worker/cancelled'));
    await document.compute.settled;
    await expect(document.compute.cell('k', 0, 0)).rejects.toEqual(code('worker/cancelled'));
    document.want(['a.nxs']);
    expect(document.compute.current).toBeNull();
  });
});
