import type { ScanEntry } from '../../../src/analysis/document/types';
import { code, disposeClients, setup, until } from './support';

const normalised = {
  id: 'n',
  step: 'normalise',
  from: ['scans'],
  parameters: { by: 'maximum' }
};

describe('ComputeClient', () => {
  afterEach(disposeClients);

  describe('what it returns', () => {
    it('is a spectrum with its outcome and the facts of its scan, the arrays bypassing the page', async () => {
      const { client, open, reader, workers } = setup();
      const document = open();
      expect(client.liveWorkers).toBe(0);
      document.want(['a.nxs']);
      await document.compute.settled;
      expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
      expect(document.state('s1')).toBe('done');
      expect(document.scan('s1')).toMatchObject({
        state: 'ready',
        facts: { kind: 'XES', channels: [{ name: 'upper', emission: { min: 100, max: 102 } }] },
        cost: { requests: 1 }
      });
      expect(document.last.revision).toBe(1);
      expect([reader.begun, workers.length, client.liveWorkers]).toEqual([['a.nxs'], 1, 1]);
    });

    it('includes the progress of reading', async () => {
      const { open, reader } = setup();
      reader.held.add('a.nxs');
      const document = open();
      document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }] });
      await until(() => document.scan('s1')?.progress?.bytes === 5);
      expect(document.scan('s1')).toMatchObject({ state: 'loading', progress: { total: 10 } });
      expect(document.scan('s2')).toMatchObject({ state: 'waiting', facts: null, key: null });
      expect(document.state('s1')).toBe('waiting');
      reader.held.clear();
      await document.compute.settled;
      expect(document.scan('s1')).toMatchObject({ state: 'ready', progress: null });
      expect(reader.begun).toEqual(['a.nxs']);
    });

    it('is a map without its cells, and cells, limits and pictures on request', async () => {
      const { open } = setup();
      const document = open();
      document.want(['map.nxs'], { demand: [{ id: 's1', channel: 'upper' }] });
      await document.compute.settled;
      const ref = { id: 's1', channel: 'upper' };
      expect(document.value(ref)).toMatchObject({
        kind: 'map',
        view: 'incident',
        brightest: { incident: 3, emission: 11 },
        extents: { linear: [0.5, 6.5], log: [0.5, 6.5] },
        cellCount: 6,
        hasCounts: true
      });
      expect(document.value(ref)).not.toHaveProperty('intensity');
      const { compute } = document;
      const key = document.items(ref)[0].valueKey ?? '';
      const cell = { incident: 2, emission: 11, intensity: 6, counts: 12, monitor: 2 };
      expect(await compute.cell(key, 1, 1)).toMatchObject(cell);
      expect(await compute.cell(key, 3, 1)).toBeNull();
      const colors = { colorMap: 'gray', scale: 'linear', limits: null, percentile: null } as const;
      expect(await compute.limits(key, { ...colors, limits: [1, 2] })).toEqual([1, 2]);
      expect(await compute.limits(key, colors)).toEqual([0.5, 6.5]);
      const picture = await compute.picture({
        valueKey: key,
        x: [0.5, 3.5],
        y: [9.5, 11.5],
        width: 3,
        height: 2,
        colors
      });
      expect(picture).toMatchObject({ width: 3, height: 2, limits: [0.5, 6.5], bitmap: null });
      const grays = [...(picture.pixels ?? [])].filter((_, i) => i % 4 === 0);
      expect(grays).toEqual([213, 234, 255, 0, 21, 43]); // ω = 11 on top
    });

    it('is a result with all its arrays, even if not shown', async () => {
      const { open } = setup();
      const document = open();
      document.want(['map.nxs', 'a.nxs'], { demand: [], steps: [normalised] });
      await document.compute.settled;
      const { outcome, items } = await document.compute.result({ id: 's1', channel: 'upper' });
      expect(outcome.state).toBe('done');
      const [{ value }] = items;
      expect(value?.kind === 'map' && [...value.map.intensity]).toEqual([0.5, 1, 1.5, 5.5, 6, 6.5]);
      // a second one is another copy
      const again = await document.compute.result({ id: 's1', channel: 'upper' });
      expect(again.items[0].value).toEqual(value);
      const { items: all, inputs } = await document.compute.result({ id: 'n' });
      expect([all.map(({ key }) => key), inputs]).toEqual([['n/s2'], ['s2']]);
      await expect(document.compute.result({ id: 'nowhere' })).rejects.toEqual(code('step/input'));
    });

    it('is of the latest request, and unchanged parts are not sent again', async () => {
      const { open, workers } = setup();
      const document = open();
      document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }] });
      await document.compute.settled;
      const before = document.value({ id: 's1' });
      document.want(['a.nxs', 'b.nxs'], { demand: [{ id: 's1' }, { id: 's2' }] });
      await document.compute.settled;
      expect(document.value({ id: 's1' })).toBe(before);
      expect(document.curve('s2')).toEqual([1, 2, 3]);
      const [, second] = workers[0].received.filter(({ type }) => type === 'update');
      expect(second).toMatchObject({ revision: 2 });
      expect(second).not.toHaveProperty('contents');
      expect(second).not.toHaveProperty('addresses');
      const reports = workers[0].posted.filter(message => message.type === 'report');
      expect(reports.flatMap(({ values }) => values).map(([, { kind }]) => kind)).toEqual([
        'spectrum',
        'spectrum'
      ]);
    });

    it('is shared: a scan of two documents is read once, and a result computed once', async () => {
      const { open, reader, workers } = setup();
      const [one, other] = [open('1'), open('2')];
      one.want(['a.nxs'], { steps: [normalised], demand: [{ id: 'n' }] });
      other.want(['b.nxs', 'a.nxs'], { steps: [normalised], demand: [{ id: 'n' }] });
      await Promise.all([one.compute.settled, other.compute.settled]);
      expect(reader.begun.sort()).toEqual(['a.nxs', 'b.nxs']);
      expect(one.curve('n')).toEqual(other.curve({ id: 'n' }, 1));
      // of each scan its spectrum and the results
      expect(workers[0].computed).toHaveLength(4);
      expect(new Set(workers[0].computed.map(({ key }) => key)).size).toBe(4);
    });

    it('is read for visible documents first', async () => {
      const { open, reader } = setup();
      const [hidden, seen] = [open(), open()];
      reader.held.add('a.nxs').add('c.nxs');
      hidden.want(['a.nxs', 'b.nxs'], { isHidden: true });
      seen.want(['c.nxs', 'd.nxs']);
      await until(() => reader.prioritised.at(-1)?.join() === 'c.nxs,a.nxs');
      expect(reader.prioritised.some(paths => paths.join() === 'a.nxs,c.nxs')).toBe(false);
      reader.held.clear();
      await Promise.all([hidden.compute.settled, seen.compute.settled]);
    });
  });

  describe('a scan that can not be read', () => {
    it('fails by itself, and the others do not', async () => {
      const { open } = setup();
      const document = open();
      document.want(['a.nxs', 'missing.nxs'], { steps: [normalised], demand: [{ id: 'n' }] });
      await document.compute.settled;
      expect(document.scan('s2')).toMatchObject({ state: 'failed', error: { message: /no file/ } });
      expect(document.state('n')).toBe('partly');
      expect(document.curve('n')[2]).toBe(1);
      expect(document.items({ id: 'n' })[1].error).not.toBeNull();
    });

    it('is reread on demand only, and the previous one is shown until then', async () => {
      const { open, reader } = setup();
      const document = open();
      document.want(['a.nxs']);
      await document.compute.settled;
      const { key } = document.scan('s1') ?? {};
      reader.files.delete('a.nxs');
      reader.held.add('a.nxs');
      document.compute.reload('s1');
      await until(() => document.scan('s1')?.state === 'loading');
      expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
      reader.held.clear();
      await document.compute.settled;
      expect(document.scan('s1')).toMatchObject({ state: 'failed', key: null });
      expect([document.state('s1'), document.curve('s1')]).toEqual(['failed', []]);
      reader.files.set('a.nxs', reader.files.get('b.nxs') ?? (() => fail()));
      document.want(['a.nxs']);
      await document.compute.settled;
      expect(document.state('s1')).toBe('failed');
      document.compute.reload('s1');
      await document.compute.settled;
      expect(document.curve('s1')).toEqual([1, 2, 3]);
      expect(document.scan('s1')?.key).not.toBe(key);
    });

    it('may be cancelled by the user', async () => {
      const { open, reader } = setup();
      reader.held.add('a.nxs');
      const document = open();
      document.want(['a.nxs']);
      await until(() => reader.begun.length === 1);
      document.compute.cancel('s1');
      await document.compute.settled;
      expect(document.scan('s1')?.error).toEqual(code('worker/cancelled'));
      reader.held.clear();
      document.compute.reload('s1');
      await document.compute.settled;
      expect(document.curve('s1')).toEqual([0.5, 1, 1.5]);
    });

    it('with a chosen entry and columns is read by them, and again if they change', async () => {
      const { open, reader } = setup();
      const { compute } = open();
      const show = (chosen: Pick<ScanEntry, 'entry' | 'columns'>) =>
        compute.update({
          document: { scans: [{ id: 's1', path: 'a.nxs', ...chosen }], steps: [] },
          sources: [{ id: 's1', path: 'a.nxs' }],
          demand: [{ id: 's1' }],
          isHidden: false
        });
      show({ entry: 'second' });
      await compute.settled;
      show({ entry: 'second', columns: { emission: 'energy', intensity: 'det' } });
      await compute.settled;
      show({});
      await compute.settled;
      expect(compute.current?.scans.get('s1')?.state).toBe('ready');
      expect(reader.choices).toEqual([
        { entry: 'second' },
        { entry: 'second', columns: { emission: 'energy', intensity: 'det' } },
        undefined
      ]);
    });
  });

  describe('a document that is reopened', () => {
    it('reads its scans again, and recomputes nothing if they are unchanged', async () => {
      const { open, reader, workers } = setup();
      const document = open();
      document.want(['a.nxs']);
      await document.compute.settled;
      document.compute.dispose();
      const again = open();
      again.want(['a.nxs']);
      await again.compute.settled;
      expect(again.scan('s1')).toMatchObject({ state: 'ready', facts: { kind: 'XES' } });
      expect(reader.begun).toEqual(['a.nxs', 'a.nxs']);
      expect(workers[0].computed).toHaveLength(1);
      again.compute.dispose();
      reader.version = '2';
      reader.files.set('a.nxs', reader.files.get('b.nxs') ?? (() => fail()));
      const other = open();
      other.want(['a.nxs']);
      await other.compute.settled;
      expect(other.curve('s1')).toEqual([1, 2, 3]);
    });
  });

  describe('a rename', () => {
    it('preserves scans and results', async () => {
      const { client, open, reader, workers } = setup();
      const document = open();
      document.want(['raw/a.nxs'].concat('b.nxs'), { demand: [{ id: 's2' }] });
      reader.files.set('raw/a.nxs', reader.files.get('a.nxs') ?? (() => fail()));
      document.want(['raw/a.nxs', 'b.nxs']);
      await document.compute.settled;
      const { key } = document.scan('s1') ?? {};
      client.renamed('raw', 'kept');
      expect(document.scan('s1')).toMatchObject({ path: 'kept/a.nxs', state: 'ready', key });
      document.want(['kept/a.nxs', 'b.nxs'], { steps: [normalised], demand: [{ id: 'n' }] });
      await document.compute.settled;
      expect(document.curve('n')[2]).toBe(1);
      expect(reader.begun.sort()).toEqual(['b.nxs', 'raw/a.nxs']);
      expect(workers[0].computed.filter(({ id }) => id === 's1')).toHaveLength(1);
    });

    it('of a scan that is being read starts over', async () => {
      const { client, open, reader } = setup();
      reader.files.set('new.nxs', reader.files.get('b.nxs') ?? (() => fail()));
      reader.held.add('a.nxs');
      const document = open();
      document.want(['a.nxs']);
      await until(() => reader.begun.length === 1);
      client.renamed('a.nxs', 'new.nxs');
      document.want(['new.nxs']);
      await document.compute.settled;
      expect(document.curve('s1')).toEqual([1, 2, 3]);
      expect(reader.aborted).toEqual(['a.nxs']);
    });
  });
});
