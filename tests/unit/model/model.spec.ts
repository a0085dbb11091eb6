/** @jest-environment jsdom */
import { emptyDocument } from '../../../src/analysis/document/index';
import { AnalysisModel, modelKeys } from '../../../src/model';
import { settle } from '../plots/fakeplotly';
import { rxesScan } from '../widgets/scans';
import { FakeCompute } from './fakecompute';
import { byName, documentOf, modelOf, rest } from './support';

const zoom = { incident: [9658, 9659], emission: [8630, 8631] } as const;

describe('AnalysisModel', () => {
  it('shows the computed form of a scan: a map or a spectrum, computed once', async () => {
    const { model, compute } = await modelOf(['a.nxs', 'x.nxs']);
    expect([...(model.map?.incident ?? [])]).toEqual([9658, 9659, 9660]);
    expect([model.kind, model.channel?.name, model.spectrum]).toEqual(['RXES', 'default', null]);
    expect(compute.maps).toBe(1);
    model.setActive('s2');
    await rest(model);
    expect([model.kind, model.map]).toEqual(['XES', null]);
    expect([...(model.spectrum?.energy ?? [])]).toEqual([8630, 8632]);
    const before = model.spectrum;
    model.reload('s2');
    await rest(model);
    expect(model.spectrum).not.toBe(before);
    expect(model.spectrum?.energy).toEqual(before?.energy);
    model.dispose();
  });

  it('reads what is visible, and nothing else', async () => {
    const paths = Array.from({ length: 5000 }, (_, i) => `${i}.nxs`);
    const { model, compute } = await modelOf(paths);
    expect(compute.reads).toEqual(['0.nxs']);
    expect(model.scans).toHaveLength(5000);
    expect(model.scans.slice(0, 3).map(({ state }) => state)).toEqual([
      'ready',
      'waiting',
      'waiting'
    ]);
    model.setActive('s4000');
    expect(model.active).toMatchObject({ path: '3999.nxs', state: 'loading' });
    await rest(model);
    expect(compute.reads).toEqual(['0.nxs', '3999.nxs']);
    model.setActive('s1');
    await rest(model);
    expect(compute.reads).toHaveLength(2);
    model.dispose();
  });

  it('has the same objects for unchanged parts', async () => {
    const { model, compute } = await modelOf(['a.nxs', 'b.nxs']);
    const { scans, cuts, map } = model;
    compute.answer();
    model.setView({ scale: 'log' });
    await rest(model);
    expect(model.scans).toBe(scans);
    expect(model.map).toBe(map);
    expect(model.cuts).toEqual(cuts);
    model.cuts.forEach((cut, i) => expect(cut).toBe(cuts[i]));
    const { sources, document } = compute.requests[0];
    const last = compute.requests[compute.requests.length - 1];
    expect(last.sources).toBe(sources);
    expect(last.document.scans).toBe(document.scans);
    model.dispose();
  });

  it('continues to show the same scan when one before it is removed', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs', 'c.nxs']);
    model.setActive('s3');
    model.setView({ zoom });
    model.remove(['s1']);
    expect([model.active?.path, model.view.map.zoom]).toEqual(['c.nxs', zoom]);
    model.remove(['s3']);
    expect([model.active?.path, model.view.map.zoom]).toEqual(['b.nxs', null]);
    model.remove(['s2']);
    expect([model.active, model.view.active]).toEqual([null, null]);
    model.dispose();
  });

  it('leaves ticks unchanged when another row or arm is active', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs', 'c.nxs', 'd.nxs']);
    const { document } = model;
    const looking = (ids: readonly string[]) => {
      const shown = ids.map(id => ({ id }));
      model.load({ ...document, view: { ...document.view, shown, active: { id: 's1' } } });
    };
    const shown = () => model.view.shown.map(({ id, channel }) => [id, channel]);
    looking(['s1', 's2', 's3']);
    model.setActive('s2');
    model.setActive('s4');
    model.setActive('s1');
    expect(shown()).toEqual([['s1'], ['s2'], ['s3']].map(([id]) => [id, undefined]));
    await rest(model);
    model.setChannel('default');
    expect(shown()).toEqual([
      ['s1', undefined],
      ['s2', undefined],
      ['s3', undefined]
    ]);
    looking(['s1']);
    model.setActive('s2');
    expect(shown()).toEqual([['s1', undefined]]);
    looking(['s3']);
    model.setActive('s2');
    expect(shown()).toEqual([['s3', undefined]]);
    model.dispose();
  });

  it('retains steps and results of a document while they are unchanged', async () => {
    const { model } = await modelOf(['a.nxs']);
    const steps = [{ id: 'a', step: 'of later', from: ['scans'], parameters: { x: 1 } }];
    const sha256 = '0'.repeat(64);
    const results = [{ ref: { id: 'a' }, kind: 'map' as const, points: 6, sha256 }];
    model.load({ ...model.document, steps, results });
    model.setView({ scale: 'log' });
    model.relocate({ from: 'a.nxs', to: 'b.nxs' }, path => path);
    expect(model.document).toMatchObject({ scans: [{ path: 'b.nxs' }], steps, results });
    model.addScans(['c.nxs']);
    expect(model.document.steps).toBe(steps);
    expect(model.document.results).toBeUndefined();
    model.dispose();
  });

  it('reports changes by keys', async () => {
    const { model, changes } = await modelOf(['a.nxs', 'b.nxs']);
    const listener = () => {
      const last = changes[0];
      changes.length = 0;
      return { ...last, keys: [...last.keys] };
    };
    model.setView({ zoom });
    expect(listener()).toEqual({ chosen: true, view: true, keys: [] }); // not unsaved work
    model.setView({ zoom });
    expect(changes).toEqual([]);
    model.addScans(['c.nxs']);
    expect(listener().keys).toEqual(['s3', modelKeys.scans, modelKeys.history]);
    const [cut] = model.cuts;
    model.setCut(cut.id, { at: 9659 });
    expect(listener().keys).toEqual(
      expect.arrayContaining([cut.id, modelKeys.steps, modelKeys.history])
    );
    model.setCut(cut.id, { at: 9658 });
    expect(listener().keys).toEqual([cut.id, modelKeys.history]);
    model.fail(new Error('broken'));
    expect([...(changes.at(-1)?.keys ?? [])]).toEqual([modelKeys.failure]);
    model.dispose();
  });

  it('sends one request for all changes of one turn', async () => {
    const { model, compute } = await modelOf(['a.nxs']);
    const before = compute.requests.length;
    model.setView({ scale: 'log' });
    model.addCut({ type: 'CIE', at: 9659, width: 1 });
    model.setView({ scale: 'linear' });
    await settle();
    expect(compute.requests).toHaveLength(before + 1);
    model.isHidden = true;
    model.isHidden = true;
    await settle();
    expect(compute.requests).toHaveLength(before + 2);
    expect(compute.requests.at(-1)?.isHidden).toBe(true);
    model.dispose();
  });

  it('does not wait for an answer to a request that could not be sent', async () => {
    const { model, compute } = await modelOf(['a.nxs']);
    jest.spyOn(compute, 'update').mockImplementationOnce(() => {
      throw new Error('no worker');
    });
    model.recall();
    await expect(model.settled).rejects.toThrow('no worker');
    expect(model.isSettled).toBe(true);
    model.dispose();
  });

  it('resolves `loaded` with the first document', async () => {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    const listener = jest.fn();
    void model.loaded.then(listener);
    await settle();
    expect(listener).not.toHaveBeenCalled();
    model.load(documentOf(['a.nxs']), '2026-11-24T22:15:00.000Z');
    await settle();
    expect(listener).toHaveBeenCalled();
    expect([model.edits.last, model.history]).toEqual([
      '2026-11-24T22:15:00.000Z',
      { undo: 0, redo: 0 }
    ]);
    model.dispose();
  });

  it('accepts edits once it has a document, and explains why if it accepts none', async () => {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    const adding = model.editable().then(() => model.addScans(['b.nxs']));
    await settle();
    expect(model.scans).toEqual([]);
    model.load(documentOf(['a.nxs']));
    expect(await adding).toEqual(['s2']);
    expect([model.scans.length, model.history.undo]).toEqual([2, 1]);
    model.fail(new Error('broken'));
    await expect(model.editable()).rejects.toBe(model.failure);
    model.dispose();
  });

  it('reads what it shows even if it was hidden before it had a document', async () => {
    const compute = new FakeCompute(byName);
    const model = new AnalysisModel({ compute });
    model.isHidden = true;
    await settle();
    model.load(documentOf(['a.nxs']));
    await rest(model);
    expect(model.map).not.toBeNull();
    model.dispose();
  });

  it('releases everything at its end', async () => {
    const { model, compute } = await modelOf(['a.nxs']);
    const waiting = model.settled;
    model.setView({ scale: 'log' });
    model.dispose();
    model.dispose();
    await waiting;
    await model.settled;
    expect(compute.isDisposed).toBe(true);
    expect([model.document, model.scans, model.cuts]).toEqual([emptyDocument(), [], []]);
    expect([model.map, model.spectrum, model.active, model.channel]).toEqual([
      null,
      null,
      null,
      null
    ]);
    expect(model.bytes).toBe(0);
  });
});

describe('a read-only analysis', () => {
  it('refuses all edits while its document is broken', async () => {
    const { model, changes } = await modelOf(['a.nxs']);
    model.fail(new Error('broken'));
    expect(model.failure?.code).toBe('analysis/invalid');
    const { document } = model;
    changes.length = 0;
    const { scans, failure } = model;
    for (const edit of editsOf(model)) {
      expect(edit).toThrow(failure ?? undefined);
    }
    expect([model.document, model.scans, changes]).toEqual([document, scans, []]);
    model.load(documentOf(['a.nxs', 'b.nxs']));
    expect([model.failure, [...changes[0].keys]]).toEqual([
      null,
      expect.arrayContaining([modelKeys.failure, modelKeys.scans, 's2'])
    ]);
    model.dispose();
  });

  it('refuses all edits before it has a document, and follows renames', () => {
    const model = new AnalysisModel({ compute: new FakeCompute(() => rxesScan()) });
    for (const edit of editsOf(model)) {
      expect(edit).toThrow(expect.objectContaining({ code: 'analysis/edit' }) as Error);
    }
    model.relocate({ from: 'a.nxs', to: 'b.nxs' }, path => path);
    expect([model.document, model.history]).toEqual([emptyDocument(), { undo: 0, redo: 0 }]);
    model.dispose();
  });

  it('retains its document and history while its text is broken', async () => {
    const { model } = await modelOf(['a.nxs']);
    model.addScans(['b.nxs']);
    const { document } = model;
    model.fail(new Error('broken'));
    expect([model.document, model.history]).toEqual([document, { undo: 1, redo: 0 }]);
    model.adopt(document);
    expect([model.failure, model.history]).toEqual([null, { undo: 1, redo: 0 }]);
    expect(model.undo()).toBe(true);
    expect(model.scans).toHaveLength(1);
    model.dispose();
  });

  it('refuses what could be saved but not reopened', async () => {
    const { model } = await modelOf(['a.nxs']);
    const full = new Array<string>(5000).fill('x').map((x, i) => x + i);
    const tooLarge = expect.objectContaining({ code: 'analysis/too-large' }) as Error;
    expect(() => model.addScans(full)).toThrow(tooLarge);
    expect([model.scans.length, model.history.undo]).toEqual([1, 0]);
    const steps = Array.from({ length: 2000 }, (_, i) => ({
      id: `cut-${i + 1}`,
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 9659, width: 1 }
    }));
    model.load({ ...documentOf(['a.nxs']), steps });
    expect(() => model.addCut({ type: 'CIE', at: 1, width: 1 })).toThrow(tooLarge);
    model.dispose();
  });
});

/** Actions of a user. */
const editsOf = (model: AnalysisModel) => [
  () => model.addScans(['b']),
  () => model.remove(['s1']),
  () => model.setActive('s1'),
  () => model.setChannel('upper'),
  () => model.setView({ scale: 'log' }),
  () => model.addStep({ step: 'average' }),
  () => model.addCut({ type: 'CIE', at: 1, width: 1 }),
  () => model.replace(emptyDocument()),
  () => model.undo(),
  () => model.redo()
];
