import { addressOf, addressesOf, pathAfter, placeOf } from '../../../src/compute/addresses';
import { SuspectNodes } from '../../../src/compute/suspectnodes';
import { isSameOutcome, emptyOutcome } from '../../../src/compute/outcomes';
import { furtherOutputs } from '../../../src/analysis/evaluate/parts';
import { itemsOf } from '../../../src/analysis/evaluate/selection';
import { Watchdog } from '../../../src/compute/watchdog';
import { Yielding } from '../../../src/compute/yielding';
import type { NodeResult } from '../../../src/analysis/evaluate';

describe('addresses', () => {
  it('identify a scan by path, entry and columns', () => {
    const place = { path: 'a/b.nxs', entry: 'entry2', columns: { incident: 'x' } };
    expect(placeOf(addressOf(place))).toEqual(place);
    const scans = [
      { id: 's1', path: 'x' },
      { id: 's2', path: 'y', entry: 'e' }
    ] as const;
    const found = addressesOf({ scans, steps: [] }, [
      { id: 's1', path: 'home/x' },
      { id: 's2', path: 'home/x' }
    ]);
    expect([...found.values()].map(placeOf)).toEqual([
      { path: 'home/x', entry: null, columns: null },
      { path: 'home/x', entry: 'e', columns: null }
    ]);
  });

  it('follow a rename of a file or a folder, and of nothing else', () => {
    expect(['a/b', 'a/b/c', 'a/bc', 'x'].map(path => pathAfter(path, 'a/b', 'n'))).toEqual([
      'n',
      'n/c',
      'a/bc',
      'x'
    ]);
  });
});

describe('SuspectNodes', () => {
  it('refuses a node that ended its worker twice, and no other', () => {
    const suspects = new SuspectNodes();
    expect(suspects.ended('crash')).toBe(false);
    suspects.running = 'a';
    expect(suspects.ended('crash')).toBe(true);
    expect(suspects.ended('crash')).toBe(false); // nothing ran
    suspects.running = 'b';
    suspects.ended('crash');
    expect(suspects.refused).toEqual([]);
    suspects.running = 'a';
    suspects.ended('hang');
    expect(suspects.refused).toMatchObject([['a', { code: 'compute/crashed' }]]);
  });

  it('does not grow without bound', () => {
    const suspects = new SuspectNodes();
    for (let i = 0; i < 5000; i++) {
      suspects.running = `node ${i >> 1}`;
      suspects.ended('crash');
    }
    expect(suspects.refused).toHaveLength(1000);
    expect(suspects.refused[999][0]).toBe('node 2499');
  });
});

describe('Watchdog', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('pings after a silence, and ends a worker that does not answer', () => {
    const calls: string[] = [];
    const watchdog = new Watchdog({
      timeout: 100,
      grace: 10,
      ping: () => calls.push('ping'),
      onHang: () => calls.push('hang')
    });
    watchdog.watch(true);
    jest.advanceTimersByTime(90);
    watchdog.watch(true); // more work is not a sign of life
    jest.advanceTimersByTime(10);
    expect(calls).toEqual(['ping']);
    watchdog.reset(true);
    jest.advanceTimersByTime(99);
    expect(calls).toEqual(['ping']);
    jest.advanceTimersByTime(11);
    expect(calls).toEqual(['ping', 'ping']); // an answer queued behind the timer is let in
    jest.advanceTimersByTime(1);
    expect(calls).toEqual(['ping', 'ping', 'hang']);
    watchdog.reset(false);
    watchdog.watch(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('Yielding', () => {
  it('lets earlier messages in, in turn', async () => {
    const yielding = new Yielding();
    const order: string[] = [];
    await Promise.all([
      yielding.next().then(() => order.push('first')),
      yielding.next().then(() => order.push('second'))
    ]);
    expect(order).toEqual(['first', 'second']);
    yielding.close();
  });
});

describe('isSameOutcome', () => {
  const failure = { code: 'fit/model', message: 'why' } as const;
  const item = { state: 'done', part: 0, error: null } as const;
  const outcome = { ...emptyOutcome('done', null), key: 'k', items: new Map([['n/s1', item]]) };

  it('finds every visible difference', () => {
    expect(isSameOutcome(undefined, outcome)).toBe(false);
    expect(isSameOutcome(outcome, { ...outcome, items: new Map(outcome.items) })).toBe(true);
    for (const patch of [
      { key: 'other' },
      { state: 'partly' as const },
      { error: failure },
      { progress: { done: 1, total: 2 } },
      { blockedBy: [{ id: 's1' }] },
      { inputs: ['s1'] },
      { outputs: [{ name: 'background', kind: 'spectrum' as const }] },
      { items: new Map() },
      { items: new Map([['n/s2', item]]) },
      { items: new Map([['n/s1', { ...item, part: 1 }]]) },
      { items: new Map([['n/s1', { ...item, error: failure }]]) }
    ]) {
      expect(isSameOutcome(outcome, { ...outcome, ...patch })).toBe(false);
    }
  });
});

describe('itemsOf', () => {
  const table = { kind: 'table', columns: [] } as const;
  const part = {
    input: 0,
    outputs: { main: table, other: table },
    numbers: {},
    warnings: [],
    error: null
  };
  const item = (key: string) => ({
    key,
    state: 'done' as const,
    error: null,
    part,
    partKey: `part of ${key}`,
    value: table,
    valueKey: `value of ${key}`
  });
  const keys = ['n/s1', 'n/s2:lower', 'n/s3'];
  const node = { id: 'n', items: keys.map(item) } as unknown as NodeResult;
  const scan = { id: 's1', items: ['s1:lower', 's1:upper'].map(item) } as unknown as NodeResult;
  const both = { id: 's2', items: ['s2', 's2:lower'].map(item) } as unknown as NodeResult;
  const nodes = new Map([
    ['n', node],
    ['s1', scan],
    ['s2', both]
  ]);

  it('resolves a reference', () => {
    const keysOf = (ref: Parameters<typeof itemsOf>[1]) =>
      itemsOf(nodes, ref).map(({ key }) => key);
    expect(keysOf({ id: 'n' })).toEqual(keys);
    expect(keysOf({ id: 'n', only: ['n/s3'] })).toEqual(['n/s3']);
    expect(keysOf({ id: 'n', except: ['n/s3'] })).toEqual(keys.slice(0, 2));
    expect(keysOf({ id: 's1', channel: 'upper' })).toEqual(['s1:upper']);
    expect(keysOf({ id: 's2' })).toEqual(['s2']); // and not the arms that others refer to
    expect(keysOf({ id: 's2', channel: 'lower' })).toEqual(['s2:lower']);
    expect(keysOf({ id: 's2', only: ['s2:lower'] })).toEqual(['s2:lower']);
    expect(keysOf({ id: 'nowhere' })).toEqual([]);
  });

  it('has the value of the named output, and none if missing', () => {
    const [named] = itemsOf(nodes, { id: 'n', output: 'other' });
    expect([named.value, named.valueKey]).toEqual([table, 'part of n/s1.other']);
    const [missing] = itemsOf(nodes, { id: 'n', output: 'nothing' });
    expect([missing.value, missing.valueKey]).toEqual([null, null]);
    expect([missing.state, missing.error?.message]).toEqual([
      'failed',
      'Step "n" gives no "nothing": name one of its outputs (other), or none for its result.'
    ]);
  });

  it('has the further columns of a spectrum as spectra on its energies, without a known σ', () => {
    const [energy, intensity, background, coverage] = [1, 2, 3, 4].map(k => Float64Array.of(k, k));
    const sigma = Float64Array.of(9, 9);
    const spectrum = { energy, intensity, sigma, unit: 'counts', jitter: 0.1 };
    const main = { kind: 'spectrum', axis: 'incident', spectrum } as const;
    const columns = { background, coverage };
    const own = { ...part, outputs: { main: { ...main, columns } } };
    const items = [{ ...item('n/s1'), part: own, value: main }];
    const found = (output: string) =>
      itemsOf(new Map([['n', { ...node, items }]]), { id: 'n', output })[0];
    expect(found('background')).toMatchObject({
      state: 'done',
      valueKey: 'part of n/s1.background',
      value: {
        kind: 'spectrum',
        axis: 'incident',
        spectrum: {
          energy,
          intensity: background,
          unit: 'counts',
          jitter: 0.1,
          sigma: Float64Array.of(NaN, NaN)
        }
      }
    });
    expect(found('coverage').value).toMatchObject({ spectrum: { unit: 'scans' } });
    expect(furtherOutputs(own)).toEqual([
      { name: 'background', kind: 'spectrum' },
      { name: 'coverage', kind: 'spectrum' }
    ]);
    expect(['toString', '__proto__'].map(name => found(name).value)).toEqual([null, null]);
    expect(furtherOutputs(part)).toEqual([{ name: 'other', kind: 'table' }]);
  });

  it('leaves results with numbers only unchanged, whatever output is named', () => {
    const numbers = [{ ...item('n'), part: { ...part, outputs: {} }, value: null, valueKey: null }];
    const [found] = itemsOf(new Map([['n', { ...node, items: numbers }]]), {
      id: 'n',
      output: 'x'
    });
    expect([found.state, found.error, found.value]).toEqual(['done', null, null]);
  });
});
