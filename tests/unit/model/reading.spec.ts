/** @jest-environment jsdom */
import type { Scan } from '../../../src/formats';
import { snapshot } from '../../../src/model';
import { XESError } from '../../../src/base/errors';
import { rxesScan } from '../widgets/scans';
import { byName, modelOf, rest } from './support';

/** An arm that stood still next to one that was scanned. */
function mixedScan(): Scan {
  const scan = rxesScan(['upper', 'lower']);
  const [upper, lower] = scan.channels;
  const still = {
    ...upper,
    kind: 'HERFD-XANES' as const,
    emission: new Float64Array(6).fill(8631)
  };
  return { ...scan, channels: [still, { ...lower, kind: 'RXES' }] };
}

describe('the arms of a scan', () => {
  it('are shown as what each measured, the richest first', async () => {
    const { model } = await modelOf(['a'], mixedScan);
    expect([model.channel?.name, model.kind]).toEqual(['lower', 'RXES']);
    expect(model.map?.emission).toHaveLength(2);
    model.setChannel('upper');
    await rest(model);
    expect([model.kind, model.map, snapshot(model).kind]).toEqual([
      'HERFD-XANES',
      null,
      'HERFD-XANES'
    ]);
    expect([...(model.spectrum?.energy ?? [])]).toEqual([9658, 9659, 9660]);
    model.dispose();
  });

  it('without a map explain why, and nothing throws', async () => {
    const scan = mixedScan();
    scan.channels[0].kind = 'RXES';
    const { model } = await modelOf(['a'], () => scan);
    model.setChannel('upper');
    await rest(model);
    expect([model.map, model.spectrum, model.active?.state]).toEqual([null, null, 'ready']);
    expect(model.active?.error?.code).toBe('scan/not-a-map');
    const { error } = model.active ?? {};
    model.setView({ scale: 'log' });
    await rest(model);
    expect(model.active?.error).toBe(error);
    model.setChannel('lower');
    await rest(model);
    expect([model.map === null, model.active?.error]).toEqual([false, null]);
    model.dispose();
  });

  it('have their own energies: another arm resets the zoom, the same one does not', async () => {
    const { model } = await modelOf(['a'], mixedScan);
    const zoom = { incident: [9658, 9659], emission: [8630, 8631] } as const;
    model.addCut({ type: 'CEE', at: 8630, width: 1 });
    model.setView({ zoom });
    model.setChannel('lower');
    expect(model.view.map.zoom).toEqual(zoom);
    model.setChannel('upper');
    expect([model.view.map.zoom, model.cuts.length]).toEqual([null, 3]);
    model.dispose();
  });

  it('are retained if the next scan has the same, else its first is shown', async () => {
    const scans: Record<string, Scan> = {
      a: rxesScan(['upper', 'lower']),
      b: rxesScan(['upper', 'lower']),
      c: rxesScan(['default'])
    };
    const { model } = await modelOf(['a', 'b', 'c'], path => scans[path]);
    model.setChannel('lower');
    model.setActive('s2');
    await rest(model);
    expect([model.channel?.name, model.map !== null]).toEqual(['lower', true]);
    model.setActive('s3');
    await rest(model);
    expect([model.channel?.name, model.map !== null, model.active?.error]).toEqual([
      'default',
      true,
      null
    ]);
    model.dispose();
  });

  it('have the profiles of their own cells', async () => {
    const scan = rxesScan(['upper', 'lower']);
    scan.channels[1].intensity = scan.channels[1].intensity.map(x => 2 * x);
    scan.channels[1].counts = null;
    const { model } = await modelOf(['a'], () => scan);
    const profile = () => [...(model.profile(model.cuts[0].id).curve?.intensity ?? [])];
    model.addCut({ type: 'CIE', at: 9659, width: 0.1 });
    await rest(model);
    const [{ id }] = model.cuts;
    const upper = profile();
    expect(upper).toHaveLength(2);
    model.setChannel('lower');
    await rest(model);
    expect(model.cuts[0].id).toBe(id);
    expect(profile()).toEqual(upper.map(x => 2 * x));
    model.dispose();
  });
});

describe('reading the scans of an analysis', () => {
  it('is loading until the shown scan is there, with its progress', async () => {
    let finish: (scan: Scan) => void = () => undefined;
    const never = new Promise<Scan>(resolve => (finish = resolve));
    const { model, compute } = await modelOf(['a', 'b'], path =>
      path === 'b' ? never : byName(path)
    );
    model.setActive('s2');
    await Promise.resolve();
    expect([model.active?.state, model.isSettled, snapshot(model).settled]).toEqual([
      'loading',
      false,
      false
    ]);
    compute.progress('s2', 5, 10);
    expect(model.active?.progress).toEqual({ bytes: 5, total: 10 });
    finish(rxesScan());
    await rest(model);
    expect([model.active?.state, model.isSettled, model.map !== null]).toEqual([
      'ready',
      true,
      true
    ]);
    model.dispose();
  });

  it('can be cancelled', async () => {
    const { model } = await modelOf(['a', 'b'], path =>
      path === 'b' ? new Promise<Scan>(() => undefined) : rxesScan()
    );
    model.setActive('s2');
    await Promise.resolve();
    model.cancel('s2');
    expect(model.active).toMatchObject({ state: 'failed', error: { code: 'worker/cancelled' } });
    model.dispose();
  });

  it('reports why it failed, once, and retries on request', async () => {
    let isThere = false;
    const { model } = await modelOf(['a'], () =>
      isThere ? rxesScan() : new XESError('file/empty', 'The file is empty.')
    );
    const { error } = model.active ?? {};
    expect([model.active?.state, error?.code]).toEqual(['failed', 'file/empty']);
    model.setView({ scale: 'log' });
    await rest(model);
    expect(model.active?.error).toBe(error);
    model.reload('s1');
    await rest(model);
    expect([model.active?.error?.code, model.active?.error === error]).toEqual([
      'file/empty',
      false
    ]);
    isThere = true;
    model.reload('s1');
    await rest(model);
    expect([model.active?.state, model.active?.error]).toEqual(['ready', null]);
    model.dispose();
  });

  it('is complete once its results are there, even if its points were released', async () => {
    const { model, compute } = await modelOf(['a']);
    const { current } = compute;
    const [summary] = [...(current?.scans.values() ?? [])];
    for (const state of ['released', 'waiting'] as const) {
      compute.current = current && {
        ...current,
        scans: new Map([['s1', { ...summary, state }]])
      };
      compute.changed.emit(compute.current as NonNullable<typeof current>);
      expect([model.active?.state, model.map !== null]).toEqual(['ready', true]);
    }
    model.dispose();
  });

  it('releases everything read, and rereads what is shown when it is recalled', async () => {
    const { model, compute, changes } = await modelOf(['a', 'b']);
    const { bytes, document } = model;
    expect(bytes).toBeGreaterThan(0);
    expect(model.release()).toBe(bytes);
    expect([model.bytes, model.map, model.active?.state]).toEqual([0, null, 'released']);
    expect(changes.every(change => change.document === undefined)).toBe(true);
    model.recall();
    model.recall();
    await rest(model);
    expect([model.active?.state, model.map !== null]).toEqual(['ready', true]);
    expect(compute.reads).toEqual(['a', 'a']);
    expect(model.document).toBe(document);
    model.dispose();
  });
});

describe('a requested result', () => {
  it('has its arrays', async () => {
    const { model } = await modelOf(['a', 'b']);
    const { items } = await model.result({ id: 's2' });
    const [{ value }] = items;
    expect(value?.kind === 'map' && [...value.map.intensity]).toHaveLength(6);
    expect((await model.cell(2, 1))?.intensity).toBe(6);
    model.setActive('s2');
    expect(await model.cell(2, 1)).toBeNull(); // nothing is shown yet
    model.dispose();
  });
});
