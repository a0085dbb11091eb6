/** @jest-environment jsdom */
import { Rows, type AnalysisModel } from '../../../src/model';
import { documentOf, modelOf, rest } from './support';

const lines = (model: AnalysisModel) => model.cuts.map(({ type, at, width }) => [type, at, width]);

describe('the default cuts', () => {
  it('go through the maximum, in no document and no history', async () => {
    const { model, changes } = await modelOf(['a.nxs'], undefined, { cutSteps: () => 3 });
    expect(lines(model)).toEqual([
      ['CIE', 9660, 3],
      ['CEE', 8632, 6]
    ]);
    expect(model.cuts.every(({ isImplicit }) => isImplicit)).toBe(true);
    expect(model.cuts.map(({ id }) => model.profile(id).curve?.energy.length)).toEqual([2, 3]);
    expect([model.document.steps, model.history.undo, model.edits.last]).toEqual([[], 0, null]);
    expect(changes.filter(({ document }) => document)).toEqual([]);
    model.dispose();
  });

  it('are rows, which become steps when one is ticked or selected', async () => {
    const { model } = await modelOf(['a.nxs']);
    const rows = new Rows();
    const listed = () => {
      rows.follow(model, new Set());
      return rows.places.map((_, i) => [rows.at(i)?.label, rows.at(i)?.ticked]);
    };
    const [cie] = model.cuts;
    const before = listed();
    expect(before).toEqual([
      ['a', false],
      ['CIE 9660 eV', false],
      ['CEE 8632 eV', false]
    ]);
    expect(model.history.undo).toBe(0);
    model.show(rows.withTicks([rows.places[1]], true));
    await rest(model);
    expect(model.document.steps.map(({ id }) => id)).toEqual(['cut-1', 'cut-2']);
    expect(listed()[1]).toEqual(['CIE 9660 eV', true]);
    expect(model.view.shown).toEqual([{ id: cie.id }]);
    expect(model.historyLabels.undo).toBe('Keep cuts');
    model.undo();
    await rest(model);
    expect([listed(), model.document.steps]).toEqual([before, []]);
    model.select([cie.id]);
    expect([model.view.selected, model.history.undo]).toEqual([[{ id: cie.id }], 1]);
    model.dispose();
  });

  it('become steps of the document when the user edits one', async () => {
    const { model } = await modelOf(['a.nxs']);
    const [cie, cee] = model.cuts;
    model.setCut(cie.id, { at: 9659 });
    expect(model.document.view.firstCuts).toBe('own');
    expect(model.document.steps).toEqual([
      {
        id: cie.id,
        step: 'cut',
        from: ['scans'],
        parameters: { type: 'CIE', at: 9659, width: cie.width }
      },
      {
        id: cee.id,
        step: 'cut',
        from: ['scans'],
        parameters: { type: 'CEE', at: cee.at, width: cee.width }
      }
    ]);
    expect(model.history.undo).toBe(1);
    model.undo();
    expect([model.document.steps, model.cuts[0]]).toEqual([[], cie]);
    model.redo();
    expect(lines(model)[0]).toEqual(['CIE', 9659, cie.width]);
    model.dispose();
  });

  it('stay away once they were removed, or if a document states it', async () => {
    const { model } = await modelOf(['a.nxs']);
    const [cie, cee] = model.cuts;
    model.removeCut(cee.id);
    expect(model.cuts.map(({ id }) => id)).toEqual([cie.id]);
    model.removeCut(cie.id);
    await rest(model);
    expect(model.cuts).toEqual([]);
    model.undo();
    expect(model.cuts.map(({ id }) => id)).toEqual([cie.id]);
    const document = documentOf(['a.nxs']);
    model.load({ ...document, view: { ...document.view, firstCuts: 'own' } });
    await rest(model);
    expect([model.map === null, model.cuts]).toEqual([false, []]);
    model.dispose();
  });

  it('have free ids, whatever is added', async () => {
    const { model } = await modelOf(['a.nxs']);
    model.addStep({ id: 'cut-1', step: 'map', from: ['s1'], parameters: {} });
    expect(model.cuts).toEqual([]); // they go through the maps of scans
    model.setActive('s1');
    await rest(model);
    expect(model.cuts.map(({ id, isImplicit }) => [id, isImplicit])).toEqual([
      ['cut-2', true],
      ['cut-3', true]
    ]);
    expect(model.cuts.map(({ id }) => model.profile(id).state)).toEqual(['ready', 'ready']);
    model.dispose();
  });

  it('become the user’s if a step works on one, or another cut is added', async () => {
    const { model } = await modelOf(['a.nxs']);
    const [cie] = model.cuts;
    const added = model.addStep({ step: 'smooth', from: [cie.id], parameters: {} });
    expect(model.document.steps.map(({ id }) => id)).toEqual(['cut-1', 'cut-2', added]);
    expect(() => model.remove([cie.id])).toThrow(/works on "cut-1"/);
    model.setActive('s1');
    expect(model.cuts).toHaveLength(2);
    model.undo();
    model.addStep({
      step: 'cut',
      from: ['scans'],
      parameters: { type: 'CIE', at: 9658, width: 1 }
    });
    expect(model.cuts.map(({ id }) => id)).toEqual(['cut-1', 'cut-2', 'cut-3']);
    model.dispose();
  });
});

describe('a drawn cut', () => {
  const step = { step: 'cut', from: ['scans'], parameters: { type: 'CIE', at: 9659, width: 1 } };

  it('leaves no default cuts if it is added before there is a map', async () => {
    const { model } = await modelOf(['x.nxs', 'a.nxs']);
    expect([model.map, model.view.firstCuts]).toEqual([null, 'auto']);
    const id = model.addStep(step);
    expect(model.view.firstCuts).toBe('own');
    model.setActive('s2');
    model.remove([id]);
    await rest(model);
    expect([model.map === null, model.cuts]).toEqual([false, []]);
    model.dispose();
  });

  it('leaves no default cuts if it is changed or removed', async () => {
    const { model } = await modelOf(['a.nxs']);
    const document = { ...documentOf(['a.nxs']), steps: [{ ...step, id: 'mine' }] };
    for (const change of [
      () => model.setStep('mine', { at: 9658 }),
      () => model.remove(['mine'])
    ]) {
      model.load(document);
      await rest(model);
      expect(model.view.firstCuts).toBe('auto');
      change();
      await rest(model);
      expect(model.view.firstCuts).toBe('own');
      expect(model.cuts.filter(({ id }) => id !== 'mine')).toEqual([]);
    }
    model.dispose();
  });
});

describe('the cuts of a model', () => {
  it('are those of the document that work on its scans, in its order', async () => {
    const { model } = await modelOf(['a.nxs']);
    const cut = (id: string, from: string[], parameters: object) => ({
      id,
      step: 'cut',
      from,
      parameters: { type: 'CEE', at: 8631, width: 1, ...parameters }
    });
    model.load({
      ...documentOf(['a.nxs']),
      steps: [
        cut('one', ['scans'], {}),
        cut('other', ['one'], {}),
        { ...cut('off', ['scans'], {}), off: true },
        cut('wide', ['scans'], { type: 'CIE', width: null })
      ]
    });
    await rest(model);
    expect(model.cuts.map(({ id }) => id)).toEqual(['one', 'wide']);
    // without a width: one step of the energy it holds
    expect(lines(model)[1]).toEqual(['CIE', 8631, 1]);
    model.dispose();
  });

  it('refuse numbers that JSON could not store', async () => {
    const { model } = await modelOf(['x.nxs']);
    model.addCut({ type: 'CIE', at: NaN, width: 1 });
    expect(model.cuts).toEqual([]);
    model.addCut({ type: 'CIE', at: 9660, width: 1 });
    const [{ id }] = model.cuts;
    const { document } = model;
    model.setCut(id, { at: Infinity });
    model.setCut(id, { width: -1 });
    model.setCut('cut-7', { at: 1 });
    expect(model.document).toBe(document);
    expect(lines(model)).toEqual([['CIE', 9660, 1]]);
    model.dispose();
  });

  it('have an empty profile if no measured cell lies in the band', async () => {
    const { model } = await modelOf(['a.nxs']);
    const [{ id }] = model.cuts;
    model.setCut(id, { at: 9000, width: 0 });
    await rest(model);
    expect(model.profile(id)).toMatchObject({ state: 'empty', curve: null, error: null });
    expect(model.profile('none').state).toBe('waiting');
    model.dispose();
  });

  it('have an empty profile once computed, and none of the scan that is shown', async () => {
    const { model, compute } = await modelOf(['a.nxs']);
    const [{ id }] = model.cuts;
    const { current } = compute;
    const items = new Map(
      [...(current?.items ?? [])].map(([key, found]) => [key, key.includes(id) ? [] : found])
    );
    compute.current = current && { ...current, items };
    compute.changed.emit(compute.current as NonNullable<typeof current>);
    expect(model.profile(id)).toMatchObject({ state: 'empty', curve: null, error: null });
    compute.current = current && { ...current, items: new Map() };
    expect(model.profile(id).state).toBe('waiting');
    model.dispose();
  });

  it('a drag is one entry of the history', async () => {
    const { model } = await modelOf(['a.nxs']);
    const [cie, cee] = model.cuts;
    for (const at of [9659, 9658.5, 9658]) {
      model.setCut(cie.id, { at }, 'drag');
    }
    expect(model.history.undo).toBe(1);
    model.endMerge();
    model.setCut(cie.id, { at: 9659.5 }, 'drag');
    model.setCut(cee.id, { at: 8631 });
    expect(model.history.undo).toBe(3);
    model.undo();
    model.undo();
    expect(model.cuts[0].at).toBe(9658);
    model.undo();
    expect(model.cuts[0]).toEqual(cie);
    expect([model.undo(), model.history]).toEqual([false, { undo: 0, redo: 3 }]);
    model.dispose();
  });
});

describe('undo', () => {
  it('preserves the view: colours, zoom and active scan', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    model.addCut({ type: 'CIE', at: 9659, width: 1 });
    model.setView({ scale: 'log' });
    model.setActive('s2');
    const zoom = { incident: [9658, 9659], emission: [8630, 8631] } as const;
    model.setView({ zoom });
    expect(model.history.undo).toBe(1);
    expect(model.undo()).toBe(true);
    expect(model.document.steps).toEqual([]);
    expect([model.view.map.scale, model.view.map.zoom, model.active?.id]).toEqual([
      'log',
      zoom,
      's2'
    ]);
    model.dispose();
  });

  it('restores removed scans, and reverts external changes', async () => {
    const { model, compute } = await modelOf(['a.nxs', 'b.nxs']);
    const { document } = model;
    model.remove(['s1']);
    model.undo();
    expect(model.scans.map(({ path }) => path)).toEqual(['a.nxs', 'b.nxs']);
    model.adopt(documentOf(['c.nxs']));
    await rest(model);
    expect([model.active?.path, model.edits.last]).toEqual(['c.nxs', null]);
    model.undo();
    expect(model.document.scans).toEqual(document.scans);
    expect(model.edits.last).not.toBeNull();
    await rest(model);
    expect(compute.requests.at(-1)?.sources.map(({ path }) => path)).toEqual(['a.nxs', 'b.nxs']);
    model.dispose();
  });
});

describe('the colours of default cuts', () => {
  it('are unchanged when another cut is added, or one is moved', async () => {
    const { model } = await modelOf(['a.nxs']);
    const colors = (ids: readonly string[]) => ids.map(id => model.colorOnMap(id));
    const ids = model.cuts.map(({ id }) => id);
    const before = colors(ids);
    expect(new Set(before).size).toBe(2);
    expect(before).not.toContain(null);
    expect(model.document.view.colors ?? {}).not.toHaveProperty(ids[0]); // nothing of them is to be saved
    model.addCut({ type: 'CIE', at: 9659.5, width: 1 });
    await rest(model);
    expect(colors(ids)).toEqual(before);
    model.setCut(ids[0], { at: 9659 });
    await rest(model);
    expect(colors(ids)).toEqual(before);
    expect(new Set(colors(model.cuts.map(({ id }) => id))).size).toBe(3);
    expect(model.colorOnMap('none')).toBeNull();
    model.dispose();
  });
});

describe('a cut along a line', () => {
  const parameters = {
    fromIncident: 9658,
    fromEmission: 8630,
    toIncident: 9660,
    toEmission: 8632,
    width: 1
  };
  const from = { incident: 9658, emission: 8630 };

  it('is drawn on the map next to the default cuts, which stay, and has a colour and a row', async () => {
    const { model } = await modelOf(['a.nxs']);
    const first = lines(model);
    const id = model.addStep({ step: 'lineCut', parameters });
    await rest(model);
    const to = { incident: 9660, emission: 8632 };
    expect(model.lineCuts).toEqual([{ id, type: 'line', from, to, width: 1 }]);
    expect(lines(model)).toEqual(first);
    expect(model.activeRef?.id).toBe('s1'); // the map stays
    expect(model.colorOnMap(id)).toMatch(/^#[\da-f]{6}$/);
    expect(model.labelOfRef({ id })).toBe('line cut 1');
    const before = model.lineCuts[0];
    model.setCut(model.cuts[0].id, { at: 9659 });
    expect(model.lineCuts[0]).toBe(before);
    model.dispose();
  });

  it('is moved in one undo entry, hidden on the map by `off`, and removed', async () => {
    const { model } = await modelOf(['a.nxs']);
    const id = model.addStep({ step: 'lineCut', parameters });
    const { undo } = model.history;
    model.setStep(id, { fromIncident: 9659 }, 'moving');
    model.setStep(id, { fromIncident: 9659.5 }, 'moving');
    model.endMerge();
    expect(model.history.undo).toBe(undo + 1);
    expect(model.lineCuts[0].from).toEqual({ ...from, incident: 9659.5 });
    model.setOff(id, true);
    expect(model.lineCuts).toEqual([]);
    model.setOff(id, false);
    model.remove([id]);
    expect(model.lineCuts).toEqual([]);
    model.undo();
    expect(model.lineCuts).toHaveLength(1);
    model.dispose();
  });
});
