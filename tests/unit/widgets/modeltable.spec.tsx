/** @jest-environment jsdom */
import { until } from '../compute/support';
import { control, disposeAll, inspected, rendered, type } from './inspectorhelpers';

const fit = {
  step: 'fit',
  from: ['s1'],
  parameters: { model: 'linear' }
};

describe('the table of a model', () => {
  afterEach(disposeAll);

  it('shows what was found, and changes start, hold and bounds as undo entries', async () => {
    const { model, inspector, node, ids, shown } = await inspected(['a.nxs'], [fit]);
    await shown('Model');
    const parameters = () => model.document.steps.find(({ id }) => id === ids[0])?.parameters;
    const row = (name: string) =>
      [...node.querySelectorAll('.jp-XESModel tbody th')].find(({ textContent }) =>
        textContent.startsWith(name)
      )?.textContent ?? '';
    await until(() => (rendered(inspector), /slope.*\d/.test(row('slope'))));
    expect(node.textContent).not.toContain('Where parameters start');

    type(control(node, 'Start of slope'), '2');
    await until(() => JSON.stringify(parameters()).includes('"set":{"slope":2}'));
    control(node, 'Fix intercept').click();
    await until(() => JSON.stringify(parameters()).includes('"fix":["intercept"]'));
    // held at its found value
    expect(Object.keys((parameters()?.set ?? {}) as object)).toEqual(['slope', 'intercept']);
    const { undo } = model.history;
    control<HTMLButtonElement>(node, 'Bounds and tie of slope').click();
    await until(() => (rendered(inspector), !!node.querySelector('[aria-label="Least slope"]')));
    type(control(node, 'Least slope'), '0');
    await until(() => JSON.stringify(parameters()).includes('"bounds":{"slope":[0,null]}'));
    expect(model.history.undo).toBe(undo + 1);
    model.undo();
    expect(parameters()?.bounds).toBeUndefined();
  });

  it('is replaced by its fields if the model is invalid', async () => {
    const wrong = { ...fit, parameters: { model: 'gaussian+linaer', set: { center: 1 } } };
    const { node, shown } = await inspected(['a.nxs'], [wrong]);
    await shown('Set');
    expect(node.querySelector('.jp-XESModel')).toBeNull();
    expect(control(node, 'Set').value).toBe('center=1');
  });

  it('marks a bound on the wrong side of the other, and does not pass it on', async () => {
    const bounds = { slope: [null, 1] };
    const bound = { ...fit, parameters: { model: 'linear', bounds } };
    const { model, inspector, node, shown } = await inspected(['a.nxs'], [bound]);
    const boundsText = () => JSON.stringify(model.document.steps[0].parameters.bounds);
    await shown('Model');
    const before = model.document;
    type(control(node, 'Least slope'), '5');
    await shown('It must be below the largest, 1.');
    expect(control(node, 'Least slope').getAttribute('aria-invalid')).toBe('true');
    expect(model.document).toBe(before);
    // with another end it is not shown as if it were in effect
    type(control(node, 'Largest slope'), '10');
    await until(() => boundsText() === '{"slope":[null,10]}');
    await until(() => (rendered(inspector), control(node, 'Least slope').value === ''));
    type(control(node, 'Least slope'), '5');
    await until(() => boundsText() === '{"slope":[5,10]}');
    await until(() => (rendered(inspector), control(node, 'Least slope').value === '5'));
    type(control(node, 'Largest slope'), '5');
    await shown('It must be above the least, 5.');
    expect(boundsText()).toBe('{"slope":[5,10]}');
    type(control(node, 'Largest slope'), '');
    await until(() => boundsText() === '{"slope":[5,null]}');
  });

  it('marks reversed bounds of a document, which can be corrected', async () => {
    const bounds = { slope: [5, 1] };
    const bound = { ...fit, parameters: { model: 'linear', bounds } };
    const { model, node, shown } = await inspected(['a.nxs'], [bound]);
    await shown('It must be below the largest, 1.');
    await shown('NAME=LO:HI with LO < HI');
    type(control(node, 'Least slope'), '-5');
    await until(() => {
      const now = model.document.steps[0].parameters.bounds;
      return JSON.stringify(now) === '{"slope":[-5,1]}';
    });
  });

  it('shows values for another model, and drops them', async () => {
    const left = { ...fit, parameters: { model: 'linear', set: { center: 9650, slope: 0 } } };
    const { model, node, shown } = await inspected(['a.nxs'], [left]);
    await shown('not in the model');
    await shown('no parameter'); // the step explains why it fails
    expect(node.querySelector('.jp-mod-strange')?.textContent).toContain('set center=9650');
    control(node, 'Remove everything given for center').click();
    await until(() => JSON.stringify(model.document.steps[0].parameters.set) === '{"slope":0}');
    await shown('slope');
    await until(() => node.querySelector('.jp-mod-strange') === null);
    await until(() => model.outcome('fit-1')?.error == null);
  });

  it('is composed of shapes', async () => {
    const { model, node, shown } = await inspected(['a.nxs'], [fit]);
    await shown('Model');
    const select = control<HTMLSelectElement>(node, 'Add a shape');
    select.value = 'voigt';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => model.document.steps[0].parameters.model === 'linear+voigt');
  });
});
