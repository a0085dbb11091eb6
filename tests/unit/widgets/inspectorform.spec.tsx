/** @jest-environment jsdom */
import { steps } from '../../../src/analysis/steps';
import { Picks } from '../../../src/widgets/picks';
import { words } from '../../../src/widgets/inspector/form/schema';
import { until } from '../compute/support';
import { choose, control, disposeAll, inspected, press, rendered, type } from './inspectorhelpers';

const background = { step: 'background', from: ['s1'], parameters: { exclude: [[9640, 9660]] } };

describe('the form of a step', () => {
  afterEach(disposeAll);

  it('has a labelled field for each parameter of each step, which shows the default', async () => {
    const { model, inspector, node } = await inspected(['a.nxs']);
    for (const step of steps) {
      const id = model.addStep({ step: step.name, from: ['s1'] });
      await until(() => rendered(inspector).includes(step.title));
      const parameters = Object.entries(step.parameters);
      const isTabled = parameters.some(([, { members, default: model }]) => members?.(model));
      for (const [name, { unit, isRequired, of }] of parameters) {
        if (of && isTabled) {
          continue; // the table of the model has it
        }
        const label = `${words(name)}${unit ? ` (${unit})` : ''}${isRequired ? ' *' : ''}`;
        expect(control(node, label)).toBeTruthy();
      }
      expect(node.querySelectorAll('[aria-invalid]')).toHaveLength(0);
      // viewing a form changes nothing
      expect(model.document.steps.find(entry => entry.id === id)?.parameters).toEqual({});
    }
  });

  it('changes the step as soon as a value is typed, as one undo entry', async () => {
    const { model, inspector, node, ids, shown } = await inspected(['a.nxs'], [background]);
    await shown('Exclude');
    const before = model.history.undo;
    const field = control<HTMLTextAreaElement>(node, 'Exclude (eV)');
    expect(field.value).toBe('9640:9660');
    for (const text of ['9640:966', '9641:9660', '9642:9661, 9663:9670']) {
      type(field, text);
    }
    const parameters = () => model.document.steps.find(({ id }) => id === ids[0])?.parameters;
    await until(() => JSON.stringify(parameters()) === '{"exclude":[[9642,9661],[9663,9670]]}');
    expect(model.history.undo).toBe(before + 1);
    field.blur();
    await until(() => field.value === '9642:9661,9663:9670');

    type(field, '9642:9662');
    await until(() => model.history.undo === before + 2);
    model.undo();
    model.undo();
    await until(() => (rendered(inspector), field.value === '9640:9660'));
  });

  it('leaves invalid text in the field, with a message, and changes nothing', async () => {
    const { model, node, shown } = await inspected(['a.nxs'], [background]);
    await shown('Exclude');
    const before = model.document;
    const field = control<HTMLTextAreaElement>(node, 'Exclude (eV)');
    type(field, '9660:9640');
    await shown('It must be a list of ranges LO:HI with LO < HI, in eV.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    field.blur();
    expect(field.value).toBe('9660:9640');
    expect(model.document).toBe(before);

    press(field, 'Escape');
    await until(() => field.value === '9640:9660');
    expect(node.querySelector('[aria-invalid]')).toBeNull();
  });

  it('follows changes elsewhere, also if something else was being typed', async () => {
    const { model, inspector, node, ids, shown } = await inspected(['a.nxs'], [background]);
    await shown('Exclude');
    const field = control<HTMLTextAreaElement>(node, 'Exclude (eV)');
    type(field, 'nonsense');
    model.setStep(ids[0], { exclude: [[1, 2]] });
    await until(() => (rendered(inspector), field.value === '1:2'));
    model.setStep(ids[0], { exclude: undefined });
    await until(() => (rendered(inspector), field.value === ''));
    expect(field.placeholder).toBe('LO:HI,…');
  });

  it('removes a parameter if its field is emptied, and shows its default', async () => {
    const smooth = { step: 'smooth', from: ['s1'], parameters: { window: 5 } };
    const { model, node, shown } = await inspected(['a.nxs'], [smooth]);
    await shown('Window');
    const field = control(node, 'Window');
    type(field, '');
    await until(() => !('window' in model.document.steps[0].parameters));
    expect(field.placeholder).toBe('7');
    type(field, '4.5');
    await shown('It must be a whole number');
    expect(model.document.steps[0].parameters).toEqual({});
  });

  it('has checkboxes for booleans, and lists of words', async () => {
    const { model, node, shown } = await inspected(['a.nxs'], [background]);
    await shown('Weights');
    control(node, 'Join').click();
    await until(() => model.document.steps[0].parameters.join === true);
    const weights = control<HTMLSelectElement>(node, 'Weights');
    expect(weights.value).toBe('poisson');
    choose(weights, 'none');
    await until(() => model.document.steps[0].parameters.weights === 'none');
  });

  it("shows the document's value after a refusal, and retains the focus in its field", async () => {
    const { model, node, ids, refusals, shown } = await inspected(['a.nxs'], [background]);
    await shown('Weights');
    const setStep = jest.spyOn(model, 'setStep').mockImplementation(() => {
      throw new Error('planted');
    });
    const weights = () => control<HTMLSelectElement>(node, 'Weights');
    weights().focus();
    choose(weights(), 'none');
    await until(() => refusals.length === 1 && weights().value === 'poisson');
    expect(document.activeElement).toBe(weights());
    type(control<HTMLTextAreaElement>(node, 'Exclude (eV)'), '9641:9660');
    const exclude = () => control<HTMLTextAreaElement>(node, 'Exclude (eV)');
    await until(() => refusals.length === 2 && exclude().value === '9640:9660');
    expect(document.activeElement).toBe(exclude());

    // the next change passes on nothing of the refused one
    setStep.mockRestore();
    control(node, 'Join').click();
    await until(() => model.document.steps[0].parameters.join === true);
    expect(model.document.steps.find(({ id }) => id === ids[0])?.parameters).toEqual({
      exclude: [[9640, 9660]],
      join: true
    });
  });

  it('offers the default of optional words', async () => {
    const map = { step: 'totalYield', from: ['s1'], parameters: { channel: 'upper' } };
    const { model, node, shown } = await inspected(['map.nxs'], [map]);
    await shown('Channel');
    const channel = control<HTMLSelectElement>(node, 'Channel');
    choose(channel, '');
    await until(() => !('channel' in model.document.steps[0].parameters));
    expect(channel.selectedOptions[0].text).toBe('automatic');
  });

  it('reports values in a document that a step does not accept', async () => {
    const cut = { step: 'cut', from: ['s1'], parameters: { type: 'CIX', at: 'here', width: 1 } };
    const { node, shown } = await inspected(['map.nxs'], [cut]);
    await shown('It must be "CIE", "CEE", "CET".');
    await shown('It must be a number, in eV.');
    expect(control(node, 'At (eV) *').value).toBe('here');
  });

  it('has a button next to what can be picked on the plot, pressed while picking', async () => {
    const picks = new Picks();
    const { node, ids, shown, inspector } = await inspected(['a.nxs'], [background], { picks });
    await shown('Exclude');
    const buttons = () => [...node.querySelectorAll<HTMLButtonElement>('.jp-XESForm-pick')];
    const seen = () => {
      rendered(inspector);
      return buttons().map(button => [
        button.getAttribute('aria-description'),
        button.disabled,
        button.getAttribute('aria-pressed')
      ]);
    };
    expect(seen()).toEqual([
      ['Exclude', true, 'false'],
      ['Include', true, 'false']
    ]);
    picks.offer(ids[0], ['exclude']);
    await until(() => seen()[0][1] === false);
    expect(seen()[1][1]).toBe(true);
    expect(buttons()[0].title).toBe('Pick on the plot');
    buttons()[0].click();
    expect(picks.armed).toEqual({ step: ids[0], name: 'exclude' });
    await until(() => seen()[0][2] === 'true');
    buttons()[0].click();
    expect(picks.armed).toBeNull();
    await until(() => seen()[0][2] === 'false');

    inspector.focusField({ step: ids[0], name: 'exclude' });
    expect(document.activeElement).toBe(control(node, 'Exclude (eV)'));
    inspector.focusField({ step: ids[0], name: 'nothing' });
    picks.clear();
  });

  it('focuses the requested field of the step, whatever is shown', async () => {
    const other = { ...background, parameters: { exclude: [[9630, 9640]] } };
    const { model, node, ids, shown, inspector } = await inspected(['a.nxs'], [background, other]);
    const focused = () => {
      rendered(inspector);
      return document.activeElement as HTMLTextAreaElement;
    };
    model.select(['s1']);
    await shown('Points');
    // the form is not loaded yet
    inspector.focusField({ step: ids[0], name: 'exclude' });
    await until(() => focused().value === '9640:9660');
    expect(model.view.selected).toEqual([{ id: ids[0] }]);

    inspector.focusField({ step: ids[1], name: 'exclude' });
    await until(() => focused().value === '9630:9640');
    expect(focused()).toBe(control(node, 'Exclude (eV)'));
    expect(model.view.selected).toEqual([{ id: ids[1] }]);
    const { undo } = model.history;
    inspector.focusField({ step: ids[1], name: 'exclude' });
    expect(model.history.undo).toBe(undo);
  });

  it('follows a drag on the plot with a short delay, and is exact on release', async () => {
    const picks = new Picks();
    const { model, node, ids, shown, inspector } = await inspected(['a.nxs'], [background], {
      picks
    });
    await shown('Exclude');
    const field = control<HTMLTextAreaElement>(node, 'Exclude (eV)');
    picks.isHeld = true;
    rendered(inspector);
    model.setStep(ids[0], { exclude: [[9641, 9660]] }, 'drag');
    rendered(inspector);
    expect(field.value).toBe('9640:9660');
    await until(() => (rendered(inspector), field.value === '9641:9660'));
    model.setStep(ids[0], { exclude: [[9642, 9660]] }, 'drag');
    picks.isHeld = false;
    await until(() => (rendered(inspector), field.value === '9642:9660'));
    picks.clear();
  });
});
