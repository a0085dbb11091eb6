import { refKey, type ComputeUpdate, type DrawnItem } from '../../../src/compute/types';
import { CurveColors } from '../../../src/analysis/curvecolors';
import { ShownItems, shownRefs } from '../../../src/model/shown';
import { documentOf, modelOf, rest } from './support';

describe('what is shown', () => {
  it('is the active row if nothing is ticked, else that and what is ticked, in the order of the list', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    const shown = () => model.shown.map(({ ref, isActive }) => [ref.id, isActive]);
    expect(shown()).toEqual([['s1', true]]);
    model.show(['s3', 's2']);
    await rest(model);
    expect(shown()).toEqual([
      ['s1', true],
      ['s2', false],
      ['s3', false]
    ]);
    expect(model.shown.map(({ label }) => label)).toEqual(['x1', 'x2', 'x3']);
    expect(model.shown.every(({ value }) => value?.kind === 'spectrum')).toBe(true);
    model.setActive('s2');
    await rest(model);
    expect(shown()).toEqual([
      ['s2', true],
      ['s3', false]
    ]);
    model.dispose();
    expect(model.shown).toEqual([]);
  });

  it('includes all selected rows, in the order of the list, until deselected', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs', 'x3.nxs', 'x4.nxs']);
    const shown = () => model.shown.map(({ ref, isActive }) => [ref.id, isActive]);
    model.select(['s3'], 's3');
    await rest(model);
    expect(shown()).toEqual([['s3', true]]);
    model.select(['s3', 's1'], 's3');
    await rest(model);
    expect(shown()).toEqual([
      ['s1', false],
      ['s3', true]
    ]);
    expect(model.shown.every(({ value }) => value?.kind === 'spectrum')).toBe(true);
    expect(model.view.shown).toEqual([]); // ticking is the only gesture for permanent items
    model.show(['s2']);
    await rest(model);
    expect(shown().map(([id]) => id)).toEqual(['s1', 's2', 's3']);
    model.select(['s4'], 's4');
    await rest(model);
    expect(shown()).toEqual([
      ['s2', false],
      ['s4', true]
    ]);
    model.dispose();
  });

  it('excludes very large selections, and a cut of them, which is drawn with its map', () => {
    const many = documentOf(Array.from({ length: 30 }, (_, i) => `x${i}.nxs`));
    const cut = { id: 'cut', step: 'cut', from: ['scans'], parameters: { type: 'CIE', at: 1 } };
    const drawn = (ids: readonly string[]) => {
      const view = { ...many.view, shown: [], selected: ids.map(id => ({ id })) };
      return shownRefs({ ...many, steps: [cut], view }, { id: 's1' }).map(({ id }) => id);
    };
    const ids = many.scans.map(({ id }) => id);
    expect(drawn(ids)).toEqual(['s1']);
    expect(drawn(ids.slice(0, 20))).toEqual(ids.slice(0, 20));
    expect(drawn(['s1', 's2', 'cut'])).toEqual(['s1', 's2']);
    expect(drawn(['s2'])).toEqual(['s1']); // like selecting a point of a page
  });

  it('has the curve of a cut once, though it belongs to the scan and to its arm', () => {
    const step = { id: 'cut', step: 'cut', from: ['scans'], parameters: {} };
    const document = { ...documentOf(['a.nxs', 'b.nxs']), steps: [step] };
    const item = (key: string, valueKey: string | null): DrawnItem => {
      const rest = { isStale: false, numbers: {}, warnings: [], error: null };
      return { key, valueKey, state: 'done', ...rest };
    };
    const items = [
      item('cut/s1', 'v1'),
      item('cut/s1:upper', 'v1'),
      item('cut/s1:lower', 'v2'),
      item('cut/s2', 'v1'), // the same numbers, of another scan
      item('cut/s3', null),
      item('cut/s4', null)
    ];
    const update: ComputeUpdate = {
      revision: 1,
      outcomes: new Map(),
      scans: new Map(),
      items: new Map([[refKey({ id: 'cut' }), items]]),
      values: new Map(),
      changed: new Set(),
      previews: new Map(),
      corrected: new Set()
    };
    const view = { ...document.view, shown: [{ id: 'cut' }] };
    const shown = new ShownItems().of({ ...document, view }, update, null, new CurveColors());
    expect(shown.map(({ key }) => key)).toEqual([
      'cut/s1',
      'cut/s1:lower',
      'cut/s2',
      'cut/s3',
      'cut/s4'
    ]);
  });

  it('has additional curves as soon as they are requested, and no longer than that', () => {
    const items = new ShownItems();
    const colors = new CurveColors();
    const document = documentOf(['x1.nxs', 'x2.nxs']);
    const update: ComputeUpdate = {
      revision: 1,
      outcomes: new Map(),
      scans: new Map(),
      items: new Map(
        ['s1', 's2'].map(id => {
          const rest = { isStale: false, numbers: {}, warnings: [], error: null };
          return [refKey({ id }), [{ key: id, valueKey: id, state: 'done', ...rest }]];
        })
      ),
      values: new Map(),
      changed: new Set(),
      previews: new Map(),
      corrected: new Set()
    };
    const of = (beside: { id: string }[]) =>
      items.of(document, update, { id: 's1' }, colors, beside).map(({ ref }) => ref.id);
    expect(of([])).toEqual(['s1']);
    expect(of([{ id: 's2' }])).toEqual(['s1', 's2']);
    expect(of([])).toEqual(['s1']);
  });

  it('has a joined spectrum in the colour of its result, while that is active', () => {
    const step = {
      id: 'background-1',
      step: 'background',
      from: ['s1', 's2'],
      parameters: { join: true }
    };
    const document = { ...documentOf(['x1.nxs', 'x2.nxs']), steps: [step] };
    const rest = { isStale: false, numbers: {}, warnings: [], error: null };
    const refs = [{ id: step.id }, { id: step.id, output: 'joined' }];
    const update: ComputeUpdate = {
      revision: 1,
      outcomes: new Map(),
      scans: new Map(),
      items: new Map(
        refs.map(ref => [
          refKey(ref),
          [{ key: step.id, valueKey: refKey(ref), state: 'done' as const, ...rest }]
        ])
      ),
      values: new Map(),
      changed: new Set(),
      previews: new Map(),
      corrected: new Set()
    };
    const colors = new CurveColors();
    const found = (active: { id: string; output?: string }) =>
      new ShownItems().of(document, update, active, colors, refs);
    const [part, whole] = found(refs[0]);
    expect([part.label, whole.label]).toEqual(['background 1', 'background 1: joined spectrum']);
    expect(whole.color).toBe(part.color);
    const [other, own] = found(refs[1]);
    expect(other.color).toBe(part.color);
    expect(own.color).not.toBe(part.color);
  });

  it('is the same array until something of it changes', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    const before = model.shown;
    model.select(['s2']);
    await rest(model);
    expect(model.shown).toBe(before);
    model.rename('s1', 'main line');
    expect(model.shown).not.toBe(before);
    expect(model.shown[0].label).toBe('main line');
    model.dispose();
  });

  it('includes a step that was added, which is selected, active, and ticked if others are', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    const first = model.addStep({ step: 'average', from: ['scans'], parameters: {} });
    expect([model.view.active, model.view.selected, model.view.shown]).toEqual([
      { id: first },
      [{ id: first }],
      []
    ]);
    expect([model.active, model.activeStep?.id]).toEqual([null, first]);
    model.show(['s1', 's2']);
    const second = model.addStep({ step: 'smooth', from: [first], parameters: {} });
    expect(model.view.shown.map(({ id }) => id)).toEqual(['s1', 's2', second]);
    model.undo();
    expect(model.view.shown.map(({ id }) => id)).toEqual(['s1', 's2']);
    model.dispose();
  });

  it('reads few of many selected scans', async () => {
    const { model, compute } = await modelOf(Array.from({ length: 30 }, (_, i) => `x${i}.nxs`));
    const demanded = () => compute.requests.at(-1)?.demand.length;
    model.select(model.scans.slice(0, 20).map(({ id }) => id));
    await rest(model);
    expect(demanded()).toBe(20);
    model.select(model.scans.map(({ id }) => id));
    await rest(model);
    expect(demanded()).toBe(1);
    model.dispose();
  });
});

describe('colours', () => {
  it('stay with their curve whatever is added and removed, and follow the document for the first curve', () => {
    const colors = new CurveColors();
    const document = documentOf(['a', 'b', 'c']);
    colors.assign(document, ['s1', 's2', 's3']);
    const [a, b] = ['s1', 's2'].map(key => colors.of(document, key));
    expect(new Set([a, b, colors.of(document, 's3')]).size).toBe(3);
    const without = { ...document, scans: document.scans.slice(1) };
    expect(colors.of(without, 's2')).toBe(b);
    const red = { ...document, scans: [{ ...document.scans[0], color: '#ff0000' }] };
    expect(colors.of(red, 's1')).toBe('#ff0000');
    expect(colors.of(document, 's1')).toBe(a);
  });
});

describe('undo', () => {
  it('names what it would undo', async () => {
    const { model } = await modelOf(['x1.nxs']);
    expect(model.historyLabels).toEqual({ undo: null, redo: null });
    model.rename('s1', 'a');
    expect(model.historyLabels).toEqual({ undo: 'Rename', redo: null });
    model.undo();
    expect(model.historyLabels).toEqual({ undo: null, redo: 'Rename' });
    model.dispose();
  });

  it('restores the selection at the time of the edit, unless something else is selected', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    const ids = () => model.view.selected.map(({ id }) => id);
    model.select(['s1', 's2']);
    const id = model.addStep({ step: 'average', from: ['s1', 's2'], parameters: {} });
    expect(ids()).toEqual([id]);
    model.undo();
    expect(ids()).toEqual(['s1', 's2']);
    model.redo();
    expect(ids()).toEqual([id]);
    model.select(['s3']);
    model.undo();
    expect(ids()).toEqual(['s3']);
    model.dispose();
  });

  it('reverts each edit', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    const id = model.addStep({ step: 'smooth', from: ['scans'], parameters: {} });
    const last = model.addStep({ step: 'area', from: [id], parameters: { range: [1, 2] } });
    const edits = [
      () => model.setOff(id, true),
      () => model.setColor(id, '#123456'),
      () => model.duplicate(id),
      () => model.setFrom(last, ['s1']),
      () => model.leaveOut(id, 's1'),
      () => model.reorder('s2', 's1'),
      () => model.setStep(id, { window: 7 }),
      () => model.remove([id], 'remove')
    ];
    for (const edit of edits) {
      const { scans, steps } = model.document;
      edit();
      expect(model.document).not.toEqual({ ...model.document, scans, steps });
      model.undo();
      expect([model.document.scans, model.document.steps]).toEqual([scans, steps]);
    }
    model.dispose();
  });
});
