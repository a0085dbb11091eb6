/** @jest-environment jsdom */
import { addScans, emptyDocument, type NewStep } from '../../../src/analysis/document/index';
import { AnalysisModel } from '../../../src/model';
import { Picks } from '../../../src/widgets/picks';
import { Picking } from '../../../src/widgets/stage/picking';
import { FakeCompute, type Opening } from '../model/fakecompute';
import { until } from '../compute/support';
import { rxesScan, xesScan } from './scans';

/** What is plotted, along ω. */
function curveOf(key: string, isActive = true) {
  const one = Float64Array.of(8630);
  const data = { axis: 'emission', energy: one, intensity: one, sigma: one } as const;
  return { key, data, isActive };
}

/** Picking on the plot of one step. */
async function setUp(step: NewStep, openings: (path: string) => Opening = () => xesScan()) {
  const model = new AnalysisModel({ compute: new FakeCompute(openings) });
  model.load(addScans(emptyDocument(), ['a.nxs', 'b.nxs']).document);
  const id = model.addStep(step);
  const picks = new Picks();
  const refusals: string[] = [];
  const picking = new Picking({
    model,
    picks,
    guard: (_, work) => {
      Promise.resolve(work()).catch((reason: unknown) => refusals.push(String(reason)));
    },
    onChange: () => undefined
  });
  const show = () => (picking.prepare(), picking.show([curveOf(id)]));
  await until(() => show().quick !== null); // the steps are loaded
  const mark = (name: string) => `${id} ${name}`;
  const parameters = () => model.document.steps.find(entry => entry.id === id)?.parameters;
  const end = () => {
    picking.dispose();
    picks.clear();
    model.dispose();
    expect(refusals).toEqual([]);
  };
  return { model, picks, picking, id, mark, show, parameters, end };
}

const background = {
  step: 'background',
  from: ['s1'],
  parameters: { exclude: [[8630, 8632]] }
};

describe('picking on the plot', () => {
  it('a drag is one undo entry, and the next drag another', async () => {
    const { model, picking, show, parameters, mark, end } = await setUp(background);
    const { undo } = model.history;
    for (const high of [8633, 8634, 8635]) {
      picking.onChange(mark('exclude.0'), [8630, high]);
      show();
    }
    expect([parameters(), model.history.undo]).toEqual([{ exclude: [[8630, 8635]] }, undo + 1]);
    picking.onRest();
    picking.onChange(mark('exclude.0'), [8629, 8635]);
    picking.onRest();
    expect(model.history.undo).toBe(undo + 2);
    model.undo();
    expect(parameters()).toEqual({ exclude: [[8630, 8635]] });
    model.undo();
    expect(parameters()).toEqual({ exclude: [[8630, 8632]] });
    end();
  });

  it('a cancelled one leaves no trace, also in redo', async () => {
    const { model, picking, parameters, mark, end } = await setUp(background);
    picking.onChange(mark('exclude.0'), [8630, 8634]);
    picking.onRest();
    model.undo();
    const before = [model.document.steps, model.history];
    picking.onChange(mark('exclude.0'), [8630, 8640]);
    picking.onChange(mark('exclude.0'), [8630, 8641]);
    picking.onCancel();
    expect([model.document.steps, model.history]).toEqual(before);
    expect(parameters()).toEqual({ exclude: [[8630, 8632]] });
    picking.onCancel(); // nothing was changed
    expect(model.history).toEqual(before[1]);
    end();
  });

  it('a mark of one of several selected steps of its kind moves for all of them', async () => {
    const { model, picking, id, mark, show, end } = await setUp(background);
    const second = model.addStep({ ...background, from: ['s2'] });
    const other = model.addStep({ step: 'normalise', from: ['s1'] });
    model.select([id, second, other], id);
    show();
    const { undo } = model.history;
    const excluded = () => model.document.steps.map(({ parameters }) => parameters.exclude);
    for (const high of [8633, 8634]) {
      picking.onChange(mark('exclude.0'), [8630, high]);
      show();
    }
    picking.onRest();
    expect(excluded()).toEqual([[[8630, 8634]], [[8630, 8634]], undefined]);
    expect(model.view.selected.map(ref => ref.id)).toEqual([id, second, other]);
    expect(model.history.undo).toBe(undo + 1);
    picking.onChange(mark('exclude.0'), [8630, 8635]);
    picking.onCancel();
    expect(excluded()[1]).toEqual([[8630, 8634]]);
    picking.onRemove(mark('exclude.0'));
    expect(excluded()).toEqual([undefined, undefined, undefined]);
    model.undo();
    model.select([second], id);
    show();
    picking.onChange(mark('exclude.0'), [8630, 8636]); // it is not among the selected rows
    picking.onRest();
    expect(excluded().slice(0, 2)).toEqual([[[8630, 8636]], [[8630, 8634]]]);
    end();
  });

  it('a region of one of several steps is not that of others whose regions differ', async () => {
    const { model, picking, id, mark, show, end } = await setUp(background);
    const same = model.addStep({ ...background, from: ['s2'] });
    const exclude = [[8630, 8634]];
    const own = model.addStep({ ...background, parameters: { exclude } });
    model.select([id, same, own], id);
    show();
    const excluded = () => model.document.steps.map(({ parameters }) => parameters.exclude);
    const { undo } = model.history;
    // during the drag it is the value of the other
    for (const high of [8633, 8634, 8635]) {
      picking.onChange(mark('exclude.0'), [8630, high]);
      show();
    }
    picking.onRest();
    expect(excluded()).toEqual([[[8630, 8635]], [[8630, 8635]], exclude]);
    picking.onDraw([8640, 8641]); // with Alt
    picking.onRest();
    expect(excluded().map(value => (value as number[][]).length)).toEqual([2, 2, 1]);
    show();
    picking.onRemove(mark('exclude.0'));
    expect(excluded()).toEqual([[[8640, 8641]], [[8640, 8641]], exclude]);
    expect(model.history.undo).toBe(undo + 3);
    expect(model.view.selected.map(ref => ref.id)).toEqual([id, same, own]);
    model.setStep(same, { exclude });
    model.select([id, same, own], id);
    show();
    picking.onChange(mark('exclude.0'), [8640, 8642]); // none is equal
    picking.onRest();
    expect(excluded()).toEqual([[[8640, 8642]], exclude, exclude]);
    expect(model.view.selected.map(ref => ref.id)).toEqual([id, same, own]);
    end();
  });

  it('a drawn range is added on release', async () => {
    const { model, picks, picking, id, show, parameters, end } = await setUp(background);
    const { undo } = model.history;
    expect(show()).toMatchObject({ armed: null, quick: 'range', hint: '' });
    picks.toggle({ step: id, name: 'include' });
    expect(show()).toMatchObject({
      armed: 'range',
      hint: expect.stringContaining('include') as string
    });
    for (const high of [8640, 8645]) {
      picking.onDraw([8636, high]);
      show();
    }
    picking.onRest();
    picking.onDisarm();
    expect(parameters()).toEqual({ exclude: [[8630, 8632]], include: [[8636, 8645]] });
    picking.onDraw([8650, 8651]); // with Alt
    picking.onRest();
    expect(parameters()).toMatchObject({
      exclude: [
        [8630, 8632],
        [8650, 8651]
      ]
    });
    expect([picks.armed, model.history.undo]).toEqual([null, undo + 2]);
    end();
  });

  it('a drag or drawing of a mark changes no other step that becomes active', async () => {
    const { model, picks, picking, id, mark, show, parameters, end } = await setUp(background);
    const other = model.addStep(background);
    const step = (one: string) => model.document.steps.find(entry => entry.id === one)?.parameters;
    model.setActive(id);
    expect(show().marks.map(({ key }) => key)).toEqual([mark('exclude.0')]);
    picking.onChange(mark('exclude.0'), [8630, 8633]);
    model.setActive(other);
    show();
    picking.show([curveOf(other)]);
    picking.onChange(mark('exclude.0'), [8630, 8634]);
    picking.onRemove(mark('exclude.0'));
    picking.onRest();
    model.setActive(id);
    show();
    picks.toggle({ step: id, name: 'exclude' });
    picking.onDraw([8640, 8641]);
    model.setActive(other);
    picking.show([curveOf(other)]);
    picking.onDraw([8640, 8642]);
    picking.onRest();
    expect(step(other)).toEqual(background.parameters);
    expect(parameters()).toEqual({
      exclude: [
        [8630, 8633],
        [8640, 8641]
      ]
    });
    end();
  });

  it('a mark is removed as a separate entry', async () => {
    const { model, picking, parameters, mark, end } = await setUp(background);
    const { undo } = model.history;
    picking.onRemove(mark('exclude.0'));
    picking.onRemove('nothing');
    picking.onChange('nothing', [1, 2]);
    expect([parameters(), model.history.undo]).toEqual([{}, undo + 1]);
    end();
  });

  it('only energies along the plotted axis are offered, and none once another row is active', async () => {
    const { model, picks, picking, id, show, end } = await setUp(background);
    const offered = () =>
      ['exclude', 'include', 'model'].filter(name => picks.has({ step: id, name }));
    expect(offered()).toEqual(['exclude', 'include']);
    picks.toggle({ step: id, name: 'model' });
    expect(picks.armed).toBeNull();
    picks.toggle({ step: id, name: 'exclude' });
    picking.onDraw([8636, 8640]);
    expect(picking.isHeld).toBe(true);
    model.setActive('s1');
    expect(show().marks).toEqual([]);
    expect([offered(), picks.armed, picking.isHeld]).toEqual([[], null, false]);
    model.setActive(id);
    expect(picking.show([]).marks).toEqual([]);
    expect(picking.show([curveOf('other', false)]).marks).toEqual([]);
    expect(picking.show([curveOf('s1:lower', false)]).marks).toHaveLength(2); // its inputs
    end();
  });

  it('the input spectra of numbers are drawn, and no longer once they are not needed', async () => {
    const { model, show, end } = await setUp({ step: 'moments', from: ['scans'], parameters: {} });
    const drawn = () => model.shown.map(({ ref }) => ref.id);
    await model.settled;
    expect(drawn().filter(id => id.startsWith('s'))).toEqual(['s1', 's2']);
    expect(model.shown.filter(({ isActive, value }) => isActive && value)).toEqual([]);
    model.setActive('s1');
    show();
    await model.settled;
    expect(drawn()).toEqual(['s1']);
    end();
  });

  it('no maps are sent to the page next to a step that failed on them', async () => {
    const { model, show, end } = await setUp(
      { step: 'background', from: ['scans'], parameters: {} },
      path => (path === 'a.nxs' ? rxesScan() : xesScan())
    );
    const id = model.activeStep?.id ?? '';
    const outcome = model.outcome.bind(model);
    jest.spyOn(model, 'outcome').mockImplementation(text => {
      const found = outcome(text);
      return found && text === id ? { ...found, state: 'failed' } : found;
    });
    model.show(['s1', 's2']);
    await model.settled;
    expect(model.scans.map(({ facts }) => facts?.kind)).toEqual(['RXES', 'XES']);
    const beside = jest.spyOn(model, 'drawBeside');
    show();
    expect(beside.mock.lastCall).toEqual([[{ id: 's2' }]]);
    end();
  });

  it('the form of a mark is opened by the name of its parameter', async () => {
    const { picks, picking, id, mark, end } = await setUp(background);
    const requested: unknown[] = [];
    picks.edited.connect((_, pick) => void requested.push(pick));
    picking.onEdit(mark('exclude.0'));
    picking.onEdit('nothing');
    expect(requested).toEqual([{ step: id, name: 'exclude' }]);
    end();
  });
});
