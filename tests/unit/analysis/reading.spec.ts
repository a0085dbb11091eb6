/** @jest-environment jsdom */
import { AnalysisModel, emptyDocument, snapshot } from '../../../src/analysis';
import type { Scan } from '../../../src/formats';
import type { OpenResult } from '../../../src/io/protocol';
import type { Cut } from '../../../src/science';
import { rxesScan } from '../widgets/helpers';
import { settle } from '../plots/fakeplotly';

const paths = ['a', 'b', 'c', 'd', 'e'];
const cost = { bytes: 1, requests: 1, milliseconds: 1 };
const stamp = { size: 1, lastModified: '' };

/** A model whose reads end when the test says so. */
function setup(active = 0) {
  const opened: string[] = [];
  const signals = new Map<string, AbortSignal>();
  const finish = new Map<string, () => void>();
  const model = new AnalysisModel({
    open: (path, { signal }) =>
      new Promise<OpenResult>(resolve => {
        opened.push(path);
        signals.set(path, signal);
        finish.set(path, () => resolve({ scan: rxesScan(), cost, stamp }));
      })
  });
  const document = emptyDocument({ active });
  model.load({ ...document, scans: paths.map(path => ({ path })) });
  return { model, opened, signals, finish };
}

async function modelOf(scan: Scan) {
  const model = new AnalysisModel({ open: () => Promise.resolve({ scan, cost, stamp }) });
  model.load({ ...emptyDocument(), scans: [{ path: 'a' }] });
  await settle();
  return model;
}

describe('reading the scans of an analysis', () => {
  it('begins with the one that is shown, two at a time; a chosen one goes first', async () => {
    const { model, opened, finish } = setup(2);
    await settle();
    expect(opened).toEqual(['c', 'a']);
    model.setView({ active: 4 });
    finish.get('c')?.();
    await settle();
    expect(opened).toEqual(['c', 'a', 'e']);
    model.dispose();
  });

  it('ends with the model, and with a scan that is removed or cancelled', async () => {
    const { model, opened, signals } = setup();
    await settle();
    model.cancel(2);
    await settle();
    expect(model.scans[2].error?.code).toBe('worker/cancelled');
    model.removeScan(0);
    await settle();
    expect(signals.get('a')?.aborted).toBe(true);
    expect(opened).toEqual(['a', 'b', 'd']);
    model.dispose();
    await settle();
    expect(signals.get('b')?.aborted).toBe(true);
    expect(opened).toEqual(['a', 'b', 'd']);
  });
});

/** An arm that stood still beside one that was scanned. */
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
    const model = await modelOf(mixedScan());
    expect([model.channel?.name, model.kind]).toEqual(['lower', 'RXES']);
    expect(model.map?.emission).toHaveLength(2);
    model.setView({ channel: 'upper' });
    expect([model.kind, model.map, snapshot(model).kind]).toEqual([
      'HERFD-XANES',
      null,
      'HERFD-XANES'
    ]);
    expect([...(model.spectrum?.energy ?? [])]).toEqual([9658, 9659, 9660]);
    model.dispose();
  });

  it('that make no map say why, and nothing throws', async () => {
    const scan = mixedScan();
    scan.channels[0].kind = 'RXES';
    const model = await modelOf(scan);
    const errors: (string | undefined)[] = [];
    model.changed.connect(() => errors.push(model.active?.error?.code));
    model.setView({ channel: 'upper' });
    expect([model.map, model.spectrum, model.active?.state]).toEqual([null, null, 'ready']);
    expect(model.active?.error).toBe(model.active?.error);
    model.setView({ channel: 'lower' });
    expect(model.map).not.toBeNull();
    expect(errors).toEqual(['scan/not-a-map', undefined]);
    model.dispose();
  });

  it('have their own energies: another arm ends the zoom, the same one does not', async () => {
    const model = await modelOf(mixedScan());
    const zoom: AnalysisModel['view']['zoom'] = { incident: [9658, 9659], emission: [8630, 8631] };
    model.addCut({ type: 'CEE', at: 8630, width: 1 });
    model.setView({ zoom });
    model.setView({ channel: 'lower' });
    expect(model.view.zoom).toBe(zoom);
    model.setView({ channel: 'upper' });
    expect([model.view.zoom, model.cuts.length]).toEqual([null, 1]);
    model.setView({ channel: 'lower', zoom });
    expect(model.view.zoom).toBe(zoom);
    model.dispose();
  });
});

describe('an analysis that takes no more', () => {
  it('refuses all edits while its document is broken', async () => {
    const model = await modelOf(rxesScan());
    model.fail(new Error('broken'));
    const { document } = model;
    const changed = jest.fn();
    model.changed.connect(changed);
    model.addScans(['b']);
    model.removeScan(0);
    model.setView({ scale: 'log' });
    model.addCut({ type: 'CIE', at: 1, width: 1 });
    model.setCut(0, { at: 1, type: 'CIE', width: 1 });
    model.removeCut(0);
    expect([model.document, model.scans, changed.mock.calls]).toEqual([document, [], []]);
    model.dispose();
  });

  it('refuses what could be saved and not opened again', async () => {
    const model = await modelOf(rxesScan());
    const full = new Array<string>(5000).fill('x').map((x, i) => x + i);
    const tooLarge = expect.objectContaining({ code: 'analysis/too-large' }) as Error;
    expect(() => model.addScans(full)).toThrow(tooLarge);
    expect(model.scans).toHaveLength(1);
    const cut = { type: 'CIE' as const, at: 1, width: 1 };
    model.load({ ...emptyDocument(), cuts: new Array<Cut>(1000).fill(cut) });
    expect(() => model.addCut(cut)).toThrow(tooLarge);
    model.dispose();
  });
});
