import { AnalysisModel } from '../../../src/model';
import { disposeClients, setup as setUpCompute } from '../compute/support';
import { documentOf } from './support';

/** An analysis of three scans, all ticked, that is computed. */
function three() {
  const { client } = setUpCompute();
  const model = new AnalysisModel({ compute: client.open({ path: () => 'a.xes.json' }) });
  model.load(documentOf(['a.nxs', 'b.nxs', 'c.nxs']));
  model.show(['s1', 's2', 's3']);
  model.select(['s1', 's2', 's3']);
  const differences = () =>
    model.addSteps('Add differences', [
      { step: 'difference', from: ['s2', 's1'] },
      { step: 'difference', from: ['s3', 's1'] }
    ]);
  return { model, differences };
}

const idsOf = (refs: readonly { id: string }[]) => refs.map(({ id }) => id);

describe('steps on several rows', () => {
  afterEach(disposeClients);

  it('are one undo entry: selected, drawn in place of their inputs, and removed again', () => {
    const { model, differences } = three();
    const { undo } = model.history;
    const ids = differences();
    expect(model.history.undo).toBe(undo + 1);
    expect(idsOf(model.view.selected)).toEqual(ids);
    expect(idsOf(model.view.shown)).toEqual(ids);
    expect(model.activeRef?.id).toBe(ids[0]);
    model.undo();
    expect(model.document.steps).toEqual([]);
    expect(idsOf(model.view.shown)).toEqual(['s1', 's2', 's3']);
    expect(idsOf(model.view.selected)).toEqual(['s1', 's2', 's3']);
    model.redo();
    expect(model.document.steps).toHaveLength(2);
    expect(idsOf(model.view.shown)).toEqual(ids);
    model.dispose();
  });

  it('with one of their inputs still ticked: undo and redo change the ticks of the edit', () => {
    const { model } = three();
    const shift = (from: string) => ({ step: 'shift', from: [from], parameters: { by: 1 } });
    const ids = model.addSteps('Shift spectra', ['s2', 's3'].map(shift), [{ id: 's1' }]);
    const shifted = ['s1', ...ids];
    expect(idsOf(model.view.shown)).toEqual(shifted);
    model.undo();
    expect(idsOf(model.view.shown)).toEqual(['s1', 's2', 's3']);
    model.redo();
    expect(idsOf(model.view.shown)).toEqual(shifted);
    // later ticks of the user stay
    model.show([ids[0], ids[1]]);
    model.undo();
    expect(idsOf(model.view.shown)).toEqual(['s2', 's3']);
    model.show(['s3']);
    model.redo();
    expect(idsOf(model.view.shown)).toEqual(ids);
    model.dispose();
  });

  it('are drawn in place of items and of all scans, however these are ticked', async () => {
    const { model } = three();
    const [all] = model.addSteps('Normalise', [{ step: 'normalise', from: ['scans'] }]);
    expect(model.view.shown).toEqual([{ id: all }]);
    await model.settled;
    const keys = model.items({ id: all }).map(({ key }) => key);
    expect(keys).toHaveLength(3);
    const shift = (key: string) => ({ step: 'shift', from: [{ id: all, only: [key] }] });
    const ids = model.addSteps('Shift', keys.map(shift));
    expect(idsOf(model.view.shown)).toEqual(ids);
    model.undo();
    expect(model.view.shown).toEqual([{ id: all }]);
    const some = model.addSteps('Shift', keys.slice(1).map(shift));
    expect(model.view.shown).toEqual([
      { id: all, except: keys.slice(1) },
      ...some.map(id => ({ id }))
    ]);
    model.dispose();
  });

  it('without any add nothing', () => {
    const { model } = three();
    const { undo } = model.history;
    expect(model.addSteps('Add differences', [])).toEqual([]);
    expect(model.history.undo).toBe(undo);
    model.dispose();
  });

  it('are changed together: one undo entry, all of them still selected', () => {
    const { model, differences } = three();
    const ids = differences();
    const { undo } = model.history;
    for (const high of [8640, 8641, 8642]) {
      model.setSteps(ids, { range: [8630, high] }, 'drag');
    }
    model.endMerge();
    expect(model.document.steps.map(({ parameters }) => parameters.range)).toEqual([
      [8630, 8642],
      [8630, 8642]
    ]);
    expect([model.history.undo, idsOf(model.view.selected)]).toEqual([undo + 1, ids]);
    model.undo();
    expect(model.document.steps.map(({ parameters }) => parameters)).toEqual([{}, {}]);
    model.dispose();
  });

  it('are compared with another reference, as one undo entry, and are named after it', async () => {
    const { model, differences } = three();
    const ids = differences();
    const titles = () => ids.map(id => model.labelOfRef({ id }));
    expect(titles()).toEqual(['b − a', 'c − a']);
    const { undo } = model.history;
    model.setReference(ids, 's3');
    expect(titles()).toEqual(['b − c', 'a − c']);
    expect([model.history.undo, idsOf(model.view.selected)]).toEqual([undo + 1, ids]);
    model.rename('s3', 'standard');
    expect(titles()).toEqual(['b − standard', 'a − standard']);
    model.rename(ids[0], 'mine');
    expect(titles()).toEqual(['mine', 'a − standard']);
    await model.settled;
    model.undo();
    model.undo();
    model.undo();
    expect(titles()).toEqual(['b − a', 'c − a']);
    model.dispose();
  });

  it('shifted results are named after their input', () => {
    const { model, differences } = three();
    differences();
    const ids = model.addSteps('Shift', [
      { step: 'shift', from: ['s2'], parameters: { by: 1 } },
      { step: 'shift', from: [{ id: 's1', channel: 'upper' }], parameters: { by: 1 } },
      { step: 'shift', from: ['difference-1'], parameters: { by: 1 } },
      { step: 'shift', from: ['scans'], parameters: { by: 1 } }
    ]);
    expect(ids.map(id => model.labelOfRef({ id }))).toEqual([
      'b shifted',
      'a:upper shifted',
      'difference 1 shifted',
      'shift 4'
    ]);
    model.setAllOff(ids, true);
    expect(model.document.steps.filter(({ off }) => off)).toHaveLength(4);
    model.undo();
    expect(model.document.steps.filter(({ off }) => off)).toHaveLength(0);
    model.dispose();
  });

  it('a difference of differences is named after their short names, so that names stay short', () => {
    const { model, differences } = three();
    differences();
    const [id] = model.addSteps('Add difference', [
      { step: 'difference', from: ['difference-1', 'difference-2'] }
    ]);
    expect(model.labelOfRef({ id })).toBe('difference 1 − difference 2');
    model.dispose();
  });
});
