import {
  addScans,
  addStep,
  averageBeside,
  emptyDocument,
  leftOutOf,
  setLeftOut
} from '../../../src/analysis/document';
import { AnalysisModel } from '../../../src/model';
import { lineScan } from '../widgets/scans';
import { disposeClients, setup as setUpCompute } from '../compute/support';
import { documentOf } from './support';

const four = addScans(emptyDocument(), ['a', 'b', 'c', 'd']).document;

describe('a scan excluded from a series', () => {
  const keys = ['s1', 's2', 's3', 's4'];

  it('is excluded from a new average, and from that one from then on', () => {
    const { document, id } = addStep(four, { step: 'consistency', from: ['scans'] });
    const [page] = document.steps;
    expect([averageBeside(document.steps, page), leftOutOf(document, page, keys)]).toEqual([
      null,
      []
    ]);
    const first = setLeftOut(document, id, keys, ['s3']);
    expect(first.document.steps.map(({ step, from }) => [step, from])).toEqual([
      ['consistency', ['scans']],
      ['average', [{ id: 'scans', except: ['s3'] }]]
    ]);
    expect(leftOutOf(first.document, page, keys)).toEqual(['s3']);
    const second = setLeftOut(first.document, id, keys, ['s3', 's1']);
    expect(second.id).toBe(first.id);
    expect(leftOutOf(second.document, page, keys)).toEqual(['s1', 's3']);
    const back = setLeftOut(second.document, id, keys, []);
    expect(back.document.steps[1].from).toEqual(['scans']);
  });

  it('can be included again if the scans are named individually, at its position', () => {
    const from = ['s1', { id: 's2', channel: 'lower' }, 's4'];
    const { document, id } = addStep(four, { step: 'drift', from });
    const named = ['s1', 's2:lower', 's4'];
    const without = setLeftOut(document, id, named, ['s2:lower']).document;
    expect(without.steps[1].from).toEqual(['s1', 's4']);
    expect(leftOutOf(without, document.steps[0], named)).toEqual(['s2:lower']);
    expect(setLeftOut(without, id, named, []).document.steps[1].from).toEqual(from);
  });

  it('may be an item of a step on each scan', () => {
    const smooth = addStep(four, { step: 'smooth', from: ['scans'] });
    const { document, id } = addStep(smooth.document, { step: 'drift', from: [smooth.id] });
    const items = keys.map(key => `${smooth.id}/${key}`);
    const without = setLeftOut(document, id, items, [items[1]]).document;
    expect(without.steps[2].from).toEqual([{ id: smooth.id, except: [items[1]] }]);
    expect(leftOutOf(without, without.steps[1], items)).toEqual([items[1]]);
  });

  it('never empties the series', () => {
    const all = addStep(four, { step: 'drift', from: ['scans'] });
    expect(() => setLeftOut(all.document, all.id, keys, keys)).toThrow(/would have nothing left/);
    const arms = ['s1:lower', 's1:upper'];
    const armed = addScans(emptyDocument(), ['a']).document;
    const both = addStep(armed, { step: 'consistency', from: ['scans'] });
    expect(setLeftOut(both.document, both.id, arms, ['s1:lower']).document.steps).toHaveLength(2);
    expect(() => setLeftOut(both.document, both.id, arms, arms)).toThrow(/would have nothing left/);
    const smooth = addStep(four, { step: 'smooth', from: ['scans'] });
    const each = addStep(smooth.document, { step: 'drift', from: [smooth.id] });
    const items = keys.map(key => `${smooth.id}/${key}`);
    expect(() => setLeftOut(each.document, each.id, items, items)).toThrow(/nothing left/);
    const two = addStep(four, { step: 'drift', from: ['s1', 's2'] });
    expect(() => setLeftOut(two.document, two.id, ['s1', 's2'], ['s1', 's2'])).toThrow(
      /would have nothing left/
    );
  });

  it('is excluded from the average of the same scans, and of no other', () => {
    const { document, id } = addStep(four, { step: 'drift', from: ['s1', 's2'] });
    const others = [['scans'], ['s1', 's3'], ['s2']].reduce(
      (before, from) => addStep(before, { step: 'average', from }).document,
      document
    );
    const page = others.steps[0];
    expect(averageBeside(others.steps, page)).toBeNull();
    expect(leftOutOf(others, page, ['s1', 's2'])).toEqual([]);
    const after = setLeftOut(others, id, ['s1', 's2'], []).document;
    expect(after.steps.map(({ from }) => from)).toEqual([
      ['s1', 's2'],
      ['scans'],
      ['s1', 's3'],
      ['s2'],
      ['s1', 's2']
    ]);
  });

  it('is not one that an average of fewer scans, created before or separately, lacks', () => {
    const fewer = addStep(four, { step: 'average', from: ['s1', 's2'] });
    for (const from of [keys, ['scans']]) {
      const { document, id } = addStep(fewer.document, { step: 'drift', from });
      const page = document.steps[1];
      const beside = addStep(document, { step: 'average', from: ['s3', 's4'] }).document;
      expect(averageBeside(beside.steps, page)).toBeNull();
      expect(leftOutOf(beside, page, keys)).toEqual([]);
      const out = setLeftOut(beside, id, keys, ['s4']).document;
      expect(leftOutOf(out, page, keys)).toEqual(['s4']);
      const all = setLeftOut(out, id, keys, []).document;
      expect(all.steps.map(step => step.from)).toEqual([['s1', 's2'], from, ['s3', 's4'], from]);
    }
  });

  it('is not excluded from an average of all that was not created from the page', () => {
    const { document, id } = addStep(four, { step: 'drift', from: keys });
    const other = addStep(document, { step: 'average', from: keys });
    const out = setLeftOut(other.document, id, keys, ['s2']);
    expect(out.id).not.toBe(other.id);
    expect(out.document.steps.map(({ from }) => from.length)).toEqual([4, 4, 3]);
    expect(leftOutOf(out.document, document.steps[0], keys)).toEqual(['s2']);
    expect(setLeftOut(out.document, id, keys, ['s2', 's3']).id).toBe(out.id);
  });

  it('is not that of an average that is off, or has weights or exclusions', () => {
    const { document, id } = addStep(four, { step: 'drift', from: ['scans'] });
    const from = [{ id: 'scans', except: ['s1'] }];
    const off = addStep(document, { step: 'average', from });
    const steps = off.document.steps.map(step =>
      step.id === off.id ? { ...step, off: true as const } : step
    );
    const both = addStep(
      { ...off.document, steps },
      { step: 'average', from, parameters: { weights: [1, 2, 1] } }
    ).document;
    expect(leftOutOf(both, both.steps[0], keys)).toEqual([]);
    expect(setLeftOut(both, id, keys, ['s2']).document.steps.map(step => step.from)).toEqual([
      ['scans'],
      from,
      from,
      [{ id: 'scans', except: ['s2'] }]
    ]);
  });
});

describe('a series in an open analysis', () => {
  afterEach(disposeClients);

  async function open() {
    const { client, reader } = setUpCompute();
    const paths = ['a.nxs', 'b.nxs', 'c.nxs', 'd.nxs'];
    paths.forEach((path, i) => reader.files.set(path, () => lineScan({ by: 0.05 * i })));
    const model = new AnalysisModel({ compute: client.open({ path: () => 'a.xes.json' }) });
    model.load(documentOf(paths));
    await model.settled;
    return model;
  }

  it('retains its numbers while scans are excluded, and reports on the remaining ones', async () => {
    const model = await open();
    const page = model.openSeries({ step: 'consistency', from: ['scans'] });
    await model.settled;
    const [item] = model.shown;
    expect([model.remainingRef, model.history.undo]).toEqual([null, 1]);
    const average = model.setLeftOut(page, ['s1', 's2', 's3', 's4'], ['s2']);
    await model.settled;
    expect(model.history.undo).toBe(2);
    expect(model.view.shown).toEqual([{ id: average }]);
    const still = model.shown.find(({ isActive }) => isActive);
    expect(still?.valueKey).toBe(item.valueKey);
    const left = model.remainingRef ? model.items(model.remainingRef) : [];
    const ofLeft = await model.result({ id: average });
    expect(ofLeft.inputs).toEqual(['s1', 's3', 's4']);
    expect(left.map(({ key }) => key.split('/')[1])).toEqual([undefined, 's1', 's3', 's4']);
    expect(left[0].details).toHaveProperty('verdict');
    model.undo();
    await model.settled;
    expect([model.remainingRef, model.document.steps.length]).toEqual([null, 1]);
    model.dispose();
  });

  it('leaves out the times of excluded scans', async () => {
    const model = await open();
    const page = model.openSeries({ step: 'drift', from: ['s1', 's2', 's3', 's4'] }, 'damage');
    await model.settled;
    model.setStep(page, { times: [0, 1, 5, 7] }, 'damage');
    expect(model.history.undo).toBe(1);
    await model.settled;
    model.setLeftOut(page, ['s1', 's2', 's3', 's4'], ['s3']);
    await model.settled;
    const [all] = model.remainingRef ? model.items(model.remainingRef) : [];
    expect(all.error).toBeNull();
    const trends = all.details?.trends as Record<string, { span: number }>;
    expect(trends.area.span).toBe(7);
    model.dispose();
  });

  it('keeps times aligned with their scans, also if one source stands for several', async () => {
    const model = await open();
    const smooth = model.addStep({ step: 'smooth', from: ['scans'] });
    const page = model.openSeries({ step: 'drift', from: [{ id: smooth }] });
    await model.settled;
    model.setStep(page, { times: [0, 1, 5, 7] });
    await model.settled;
    const times = () => model.document.steps.find(({ id }) => id === page)?.parameters.times;
    model.leaveOut(smooth, 's3');
    expect(times()).toEqual([0, 1, 7]);
    await model.settled;
    model.remove(['s1'], 'detach');
    expect(times()).toEqual([1, 7]);
    await model.settled;
    // what is not a removal leaves them, as does a list that the edit itself changes
    model.rename(smooth, 'smoothed');
    model.setStep(smooth, { window: 9 });
    expect(times()).toEqual([1, 7]);
    await model.settled;
    model.setStep(page, { times: [3, 4] });
    expect(times()).toEqual([3, 4]);
    model.undo();
    model.undo();
    model.undo();
    model.undo();
    expect(times()).toEqual([0, 1, 7]);
    model.dispose();
  });

  it('opens the existing page', async () => {
    const model = await open();
    const page = model.openSeries({ step: 'drift', from: ['scans'] });
    model.setActive('s1');
    expect(model.openSeries({ step: 'drift', from: ['scans'] })).toBe(page);
    expect([model.activeStep?.id, model.history.undo]).toEqual([page, 1]);
    expect(model.openSeries({ step: 'drift', from: ['s1', 's2'] })).not.toBe(page);
    model.dispose();
  });
});
