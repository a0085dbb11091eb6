/** @jest-environment jsdom */
import { ReactWidget } from '@jupyterlab/ui-components';
import { Widget } from '@lumino/widgets';
import { Picks } from '../../../src/widgets/picks';
import { SetActions } from '../../../src/widgets/inspector/sets/setactions';
import { ShiftTools } from '../../../src/widgets/inspector/sets/shifttools';
import { foundShifts } from '../../../src/widgets/inspector/sets/foundshifts';
import { until } from '../compute/support';
import { lineScan } from './scans';
import { choose, control, disposeAll, inspected, owned, rendered, type } from './inspectorhelpers';

const paths = ['a.nxs', 'b.nxs', 'c.nxs'];
const toFirst = [
  { step: 'difference', from: ['s2', 's1'] },
  { step: 'difference', from: ['s3', 's1'] }
];

describe('several spectra in the inspector', () => {
  afterEach(disposeAll);

  it('have the active one, or a chosen one, subtracted', async () => {
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

  it('are those that could be read', async () => {
    const { model, inspector, shown } = await inspected(['a.nxs', 'unread.nxs', 'b.nxs']);
    model.select(['s1', 's2', 's3'], 's2');
    await until(() => model.scans[1].error !== null);
    await shown('These 2 spectra');
    model.select(['s2']);
    await until(() => rendered(inspector).includes('Metadata'));
    expect(rendered(inspector)).not.toContain('spectr');
  });

  it('differences get another reference all at once, which does not depend on them', async () => {
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

  it('steps of one kind share one form: edits apply to all of them, and differences are marked', async () => {
    const { model, node, shown, ids } = await inspected(paths, toFirst);
    model.setStep(ids[0], { normalise: 'area' });
    model.select(ids, ids[1]);
    await shown('Parameters of all 2');
    await shown('Not the same in all of them: Normalise.');
    type(control(node, 'Range (eV)'), '9640:9650');
    await until(() => model.document.steps.every(step => step.parameters.range !== undefined));
    expect(model.document.steps.map(({ parameters }) => parameters)).toEqual([
      { normalise: 'area', range: [9640, 9650] },
      { range: [9640, 9650] }
    ]);
    expect(model.view.selected.map(({ id }) => id)).toEqual(ids);
  });

  it('are normalised by one step; its range is drawn by the next drag on the plot', async () => {
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

  it('that came to the same shift by measurements of their own say so', async () => {
    const { model } = await inspected(paths);
    const actions = new SetActions(
      () => model,
      (_, work) => void work(),
      null
    );
    const shift = (id: string, by: number, sigma: number | null) => ({ ref: { id }, by, sigma });
    const parametersOf = (shifts: ReturnType<typeof shift>[]) => {
      const before = model.document.steps.length;
      actions.shift(shifts, { id: 's1' });
      return model.document.steps.slice(before).map(({ parameters }) => parameters);
    };
    expect(parametersOf([shift('s2', 0.3, 0.05), shift('s3', 0.3, 0.05)])).toEqual([
      { by: 0.3, sigma: 0.05, measurement: 'alignment of s2' },
      { by: 0.3, sigma: 0.05, measurement: 'alignment of s3' }
    ]);
    expect(parametersOf([shift('s2', 0.3, 0.05), shift('s3', 0.3, 0.04)])).toEqual([
      { by: 0.3, sigma: 0.05 },
      { by: 0.3, sigma: 0.04 }
    ]);
    expect(parametersOf([shift('s2', 0.3, null), shift('s3', 0.3, null)])).toEqual([
      { by: 0.3 },
      { by: 0.3 }
    ]);
  });

  it('are aligned: the shifts are shown before all are shifted, as one undo entry', async () => {
    const { model, reader, node, shown } = await inspected([]);
    [0, 0.2, -0.1].forEach((by, i) => reader.files.set(`k${i}.nxs`, () => lineScan({ by })));
    model.addScans(['k0.nxs', 'k1.nxs', 'k2.nxs']);
    model.show(['s1', 's2', 's3']);
    model.select(['s1', 's2', 's3'], 's2');
    await shown('These 3 spectra');
    control(node, 'Align to reference…').click();
    await until(() => model.document.steps.length === 1);
    expect(model.document.steps[0]).toMatchObject({ step: 'alignment', from: ['s2', 's1', 's3'] });
    const id = 'alignment-1';
    await until(() => model.outcome(id)?.state === 'done');
    const found = foundShifts(model, id);
    expect(found?.reference).toEqual({ id: 's2' });
    await shown(`Shift`);
    const count = found?.shifts.length ?? 0;
    expect(count).toBeGreaterThan(0);
    const { undo } = model.history;
    control(node, count === 1 ? 'Shift it' : `Shift all ${count}`).click();
    await until(() => model.document.steps.length === 1 + count);
    expect(model.history.undo).toBe(undo + 1);
    const numbers = model.items({ id }).flatMap(item => item.numbers.shift ?? []);
    model.document.steps.slice(1).forEach(({ step, from, parameters }, i) => {
      expect([step, from]).toEqual(['shift', [found?.shifts[i].ref.id]]);
      expect(Math.abs(Number(parameters.by) + numbers[i].value)).toBeLessThan(
        (numbers[i].sigma ?? 1) / 20
      );
    });
    // the reference stays in the plot
    expect(model.view.shown.map(ref => ref.id)).toContain('s2');
    await shown(`Parameters of all ${count}`);
    control(node, 'All on').click();
    await until(() => model.document.steps.slice(1).every(step => step.off === true));
    expect(model.history.undo).toBe(undo + 2);
  });

  it.each([
    [2, 0, 'Shift all 2', ''],
    [1, 0, 'Shift it', ''],
    [1, 2, 'Shift 1 of 3', 'No shift was found for 2 spectra, which stay where they are'],
    [0, 1, null, 'No shift was found for 1 spectrum, which stays where it is'],
    [0, 2, null, 'No shift was found for 2 spectra, which stay where they are']
  ])(
    'with a shift found, %i, and not, %i, are labelled accordingly',
    async (count, without, name, text) => {
      const shifts = Array.from({ length: count }, (_, i) => ({
        ref: { id: `s${i}` },
        by: 1,
        sigma: null
      }));
      const found = { shifts, without, reference: { id: 'r' } };
      const shift = jest.fn();
      const actions = { shift } as unknown as SetActions;
      const widget = ReactWidget.create(<ShiftTools {...{ found, actions }} />);
      Widget.attach(widget, document.body);
      owned.push(widget);
      await until(() => rendered(widget) !== '');
      const button = widget.node.querySelector('button');
      expect(button?.textContent ?? null).toBe(name);
      expect(widget.node.querySelector('p')?.textContent ?? '').toContain(text);
      button?.click();
      expect(shift).toHaveBeenCalledTimes(count > 0 ? 1 : 0);
    }
  );

  it('are calibrated by one step, with a line that is found on the reference', async () => {
    const { model, node, shown } = await inspected(paths);
    model.select(['s1', 's2'], 's2');
    await shown('These 2 spectra');
    control(node, 'Calibrate with lines…').click();
    await until(() => model.document.steps.length === 1);
    const [{ step, from, parameters }] = model.document.steps;
    expect([step, from]).toEqual(['calibrate', ['s1', 's2']]);
    const { found, energies } = parameters as { found: number[]; energies: number[] };
    expect(found).toHaveLength(1);
    expect(energies).toEqual(found); // nothing is shifted yet
  });

  it('are all processed however many, though the list of references is truncated', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `x${i}.nxs`);
    const { model, node, shown } = await inspected(many);
    const ids = model.document.scans.map(({ id }) => id);
    model.select(ids, ids[599]);
    await shown('These 600 spectra');
    const reference = control<HTMLSelectElement>(node, 'Reference');
    expect(reference.options).toHaveLength(501);
    expect(reference.selectedOptions[0].textContent).toBe('x599'); // the active one is among them
    control(node, 'Align to reference…').click();
    await until(() => model.document.steps.length === 1);
    expect(model.document.steps[0].from).toEqual([ids[599], ...ids.slice(0, 599)]);
  });

  it('a map is not a spectrum', async () => {
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

describe('a range armed before it is on the plot', () => {
  it('is cancelled if another step is armed', () => {
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
