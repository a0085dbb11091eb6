/** @jest-environment jsdom */
import { Picks } from '../../../src/widgets/picks';
import { until } from '../compute/support';
import { choose, control, disposeAll, inspected, type } from './inspectorhelpers';

const paths = ['a.nxs', 'b.nxs', 'c.nxs'];
const toFirst = [
  { step: 'difference', from: ['s2', 's1'] },
  { step: 'difference', from: ['s3', 's1'] }
];

describe('several spectra in the inspector', () => {
  afterEach(disposeAll);

  it('are taken off by the active one, or by another that is chosen', async () => {
    const { model, node, shown } = await inspected(paths);
    model.select(['s1', 's2', 's3'], 's2');
    await shown('These 3 spectra');
    const reference = control<HTMLSelectElement>(node, 'Reference');
    expect(reference.selectedOptions[0].textContent).toBe('b');
    control(node, 'Difference to reference').click();
    await until(() => model.document.steps.length === 2);
    expect(model.document.steps.map(({ from }) => from)).toEqual([
      ['s1', 's2'],
      ['s3', 's2']
    ]);
    model.undo();
    await shown('These 3 spectra');
    const again = control<HTMLSelectElement>(node, 'Reference');
    choose(again, again.options[2].value);
    await until(() => again.selectedOptions[0].textContent === 'c');
    control(node, 'Difference to reference').click();
    await until(() => model.document.steps.length === 2);
    expect(model.document.steps.map(({ from }) => from)).toEqual([
      ['s1', 's3'],
      ['s2', 's3']
    ]);
  });

  it('differences are given another reference all at once, which none of them is made of', async () => {
    const { model, node, shown, ids } = await inspected(paths, toFirst);
    model.select(ids);
    await shown('Reference of all 2');
    await until(() => control<HTMLSelectElement>(node, 'Of all').options.length === 3);
    const field = control<HTMLSelectElement>(node, 'Of all');
    expect([...field.options].map(({ textContent }) => textContent)).toEqual(['a', 'b', 'c']);
    choose(field, field.options[1].value);
    await until(() => model.document.steps[1].from[1] === 's2');
    expect(model.document.steps.map(({ from }) => from)).toEqual([
      ['s1', 's2'],
      ['s3', 's2']
    ]);
    expect(model.view.selected.map(({ id }) => id)).toEqual(ids);
  });

  it('steps of one kind have one form: what is typed is of all of them, and what differs is said', async () => {
    const { model, node, shown, ids } = await inspected(paths, toFirst);
    model.setStep(ids[0], { normalise: 'area' });
    model.select(ids, ids[1]);
    await shown('Parameters of all 2');
    await shown('Not the same in all of them: Normalise.');
    type(control(node, 'Range (eV)'), '9640:9650');
    await until(() => model.document.steps.every(one => one.parameters.range !== undefined));
    expect(model.document.steps.map(({ parameters }) => parameters)).toEqual([
      { normalise: 'area', range: [9640, 9650] },
      { range: [9640, 9650] }
    ]);
    expect(model.view.selected.map(({ id }) => id)).toEqual(ids);
  });

  it('are normalised by one step; its range is what the next drag on the plot draws', async () => {
    const picks = new Picks();
    const { model, node, shown } = await inspected(paths, [], { picks });
    model.select(['s1', 's3']);
    await shown('These 2 spectra');
    control(node, 'Normalise to area…').click();
    await until(() => model.document.steps.length === 1);
    const [{ id, step, from, parameters }] = model.document.steps;
    expect([step, from, parameters]).toEqual(['normalise', ['s1', 's3'], { by: 'area' }]);
    expect(picks.armed).toBeNull(); // it is not on the plot yet
    picks.offer(id, ['range']);
    expect(picks.armed).toEqual({ step: id, name: 'range' });
    picks.clear();
  });

  it('a map is no spectrum', async () => {
    const { model, node, shown } = await inspected(['map.nxs', 'a.nxs', 'b.nxs']);
    model.select(['s1', 's2', 's3']);
    await shown('3 rows');
    await model.settled;
    for (const id of ['s1', 's2', 's3']) {
      await model.result({ id });
    }
    await shown('These 2 spectra');
    expect(control<HTMLSelectElement>(node, 'Reference').options).toHaveLength(2);
  });
});

describe('what is armed before it is on the plot', () => {
  it('is given up where another step is', () => {
    const picks = new Picks();
    picks.arm({ step: 'one', name: 'range' });
    picks.offer('two', ['range']);
    picks.offer('one', ['range']);
    expect(picks.armed).toBeNull();
    picks.arm({ step: 'one', name: 'range' });
    expect(picks.armed).toEqual({ step: 'one', name: 'range' });
    picks.clear();
  });
});
