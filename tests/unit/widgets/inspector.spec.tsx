/** @jest-environment jsdom */
import { Clipboard } from '@jupyterlab/apputils';
import { until, wait } from '../compute/support';
import type { IRemovalQuestion } from '../../../src/widgets/removing';
import { control, disposeAll, inspected, press, rendered, type } from './inspectorhelpers';

const background = { step: 'background', from: ['s1'], parameters: { exclude: [[9640, 9660]] } };
const average = { step: 'average', from: ['scans'], parameters: {} };

describe('the inspector', () => {
  afterEach(disposeAll);

  it('shows the active scan if nothing is selected, and searches its facts', async () => {
    const { node, shown } = await inspected(['a.nxs']);
    await shown('Points');
    expect(control(node, 'Name').value).toBe('a');
    const search = control(node, 'Search metadata');
    const names = () => [...node.querySelectorAll('dt')].map(({ textContent }) => textContent);
    expect(names()).toContain('Kind');
    type(search, 'points');
    await until(() => names().join() === 'Points');
    type(search, 'nothing at all');
    await shown('Nothing matches.');
  });

  it('explains why a scan could not be read', async () => {
    const { shown } = await inspected(['gone.nxs']);
    await shown('no file gone.nxs');
  });

  it('names, switches, copies and removes a step', async () => {
    const { model, inspector, node, ids, shown } = await inspected(['a.nxs'], [background]);
    const steps = () => model.document.steps;
    await shown('Fit a background outside the lines');
    const name = control(node, 'Name');
    type(name, 'My background');
    await wait();
    press(name, 'Enter');
    await until(() => steps()[0].label === 'My background');
    control(node, 'on').click();
    await until(() => steps()[0].off === true);
    control(node, 'Duplicate').click();
    await until(() => steps().length === 2);
    expect(model.view.selected).toEqual([{ id: steps()[1].id }]);
    const isCopy = () => control(node, 'Name').value === 'My background (copy)';
    await until(() => (rendered(inspector), isCopy()));
    control(node, 'Remove').click();
    await until(() => steps().length === 1);
    expect(steps()[0].id).toBe(ids[0]);
  });

  it('asks before it removes an item in use', async () => {
    const smooth = { step: 'smooth', from: ['background-1'], parameters: {} };
    const questions: IRemovalQuestion[] = [];
    let answer = false;
    const confirmRemoval = async (question: IRemovalQuestion) => (questions.push(question), answer);
    const steps = [background, smooth];
    const { model, node, shown } = await inspected(['a.nxs'], steps, { confirmRemoval });
    model.select(['background-1']);
    await shown('Fit a background outside the lines');
    control(node, 'Remove').click();
    await until(() => questions.length === 1);
    expect(questions).toEqual([{ gone: ['smooth 1'], less: [] }]);
    await wait();
    expect(model.document.steps).toHaveLength(2);
    answer = true;
    control(node, 'Remove').click();
    await until(() => model.document.steps.length === 0);
  });

  it('removes two of three scans; their average continues with the third after confirmation', async () => {
    const questions: IRemovalQuestion[] = [];
    const confirmRemoval = async (question: IRemovalQuestion) => questions.push(question) > 0;
    const paths = ['a.nxs', 'b.nxs', 'c.nxs'];
    const mean = { ...average, from: ['s1', 's2', 's3'] };
    const { model, node, shown } = await inspected(paths, [mean], { confirmRemoval });
    model.select(['s1', 's2']);
    await shown('2 rows');
    control(node, 'Remove them').click();
    await until(() => model.document.scans.length === 1);
    expect(questions).toEqual([{ gone: [], less: ['average 1'] }]);
    expect(model.document.steps.map(({ id, from }) => [id, from])).toEqual([['average-1', ['s3']]]);
  });

  it('never removes the scan of a single scan', async () => {
    const { model, node, shown, refusals } = await inspected(['a.nxs'], [background], {
      isLone: true
    });
    model.select(['s1', 'background-1']);
    await shown('2 rows');
    control(node, 'Remove them').click();
    await until(() => refusals.length === 1);
    expect(refusals[0]).toContain('Close the tab, or remove the results that depend on it.');
    expect([model.document.scans.length, model.document.steps.length]).toEqual([1, 1]);
    model.select(['background-1']);
    await shown('Fit a background outside the lines');
    control(node, 'Remove').click();
    await until(() => model.document.steps.length === 0);
  });

  it('explains why an item in use stays if nothing asks', async () => {
    const smooth = { step: 'smooth', from: ['background-1'], parameters: {} };
    const { model, node, shown, refusals } = await inspected(['a.nxs'], [background, smooth]);
    model.select(['background-1']);
    await shown('Fit a background outside the lines');
    control(node, 'Remove').click();
    await until(() => refusals.length === 1);
    expect(refusals[0]).toMatch(/smooth/);
    expect(model.document.steps).toHaveLength(2);
  });

  it('lists the inputs of a step: scans are excluded, and included again', async () => {
    const { model, node, shown } = await inspected(['a.nxs', 'b.nxs', 'c.nxs'], [average]);
    await shown('Inputs (3)');
    control(node, 'Leave out b').click();
    await until(() => JSON.stringify(model.document.steps[0].from).includes('except'));
    await shown('Inputs (2)');
    await until(() => model.items({ id: 'average-1' })[0]?.numbers.scans?.value === 2);
    control(node, 'Use b again').click();
    await until(() => JSON.stringify(model.document.steps[0].from) === '["scans"]');
    await shown('Inputs (3)');
  });

  it('sets the inputs of a step to what is ticked', async () => {
    const one = { ...average, from: ['s1'] };
    const { model, node, shown } = await inspected(['a.nxs', 'b.nxs', 'c.nxs'], [one]);
    model.show(['s1', 's3']);
    await shown('Use ticked');
    control(node, 'Use ticked').click();
    await until(() => JSON.stringify(model.document.steps[0].from) === '["s1","s3"]');
  });

  it('shows numbers with σ, and copies them with all digits', async () => {
    const area = { step: 'area', from: ['scans'], parameters: {} };
    const { model, node, shown } = await inspected(['a.nxs', 'b.nxs'], [area]);
    await shown('Numbers');
    // a scan's number is available as soon as that scan has been read
    const withSigma = () =>
      [...node.querySelectorAll('.jp-XESInspector-table td')].filter(({ textContent }) =>
        textContent?.includes('±')
      );
    await until(() => withSigma().length === 2);
    const copied = jest.spyOn(Clipboard, 'copyToSystem').mockImplementation(() => undefined);
    control(node, 'Copy the numbers with all of their digits, as a table').click();
    await until(() => copied.mock.calls.length === 1);
    const lines = (copied.mock.calls[0][0] as string).trimEnd().split('\n');
    expect(lines[0]).toBe('item\tname\tvalue\tsigma\tunit');
    const { value } = model.items({ id: 'area-1' })[0].numbers.area;
    expect(lines[1].split('\t')[2]).toBe(String(value));
  });

  it('shows a fit parameter by its usual name, with its name in files as a tooltip', async () => {
    const fit = { step: 'fit', from: ['s1'], parameters: { model: 'linear' } };
    const { node, shown } = await inspected(['a.nxs'], [fit]);
    await shown('reduced χ²');
    const head = [...node.querySelectorAll('th')].find(
      ({ textContent }) => textContent === 'reduced χ²'
    );
    expect(head?.title).toBe('redchi in files and scripts');
  });

  it('explains why there is no result, with labels', async () => {
    const cut = { step: 'cut', from: ['s1'], parameters: { type: 'CIE', at: 9000, width: 1 } };
    const { model, node, shown } = await inspected(['map.nxs', 'a.nxs'], [cut]);
    model.setActive('s2');
    await shown('cut/empty');
    expect(node.textContent).not.toMatch(/\{\d\}/);
  });

  it('counts several rows, and sets the others as inputs of one step', async () => {
    const one = { ...average, from: ['s1'] };
    const { model, node, shown } = await inspected(['a.nxs', 'b.nxs', 'map.nxs'], [one]);
    model.select(['s2', 's3', 'average-1']);
    await shown('3 rows');
    await shown('1 × Average');
    control(node, 'Use for average 1').click();
    await until(() => JSON.stringify(model.document.steps[0].from) === '["s2","s3"]');
  });

  it('reports an unknown step in a document', async () => {
    const { shown } = await inspected(['a.nxs'], [{ step: 'teleport', from: ['s1'] }]);
    await shown('There is no step "teleport"');
  });

  it('redraws after it was hidden, and only for what it shows', async () => {
    const { model, inspector, shown } = await inspected(['a.nxs', 'b.nxs']);
    await shown('Points');
    inspector.hide();
    model.rename('s1', 'renamed');
    expect(rendered(inspector)).toContain('Points');
    expect(control(inspector.node, 'Name').value).toBe('a');
    inspector.show();
    await until(() => (rendered(inspector), control(inspector.node, 'Name').value === 'renamed'));
  });

  it('takes the focus if the focused control is removed', async () => {
    const { model, node, shown } = await inspected(['a.nxs'], [background]);
    await shown('Fit a background outside the lines');
    const remove = control(node, 'Remove');
    remove.focus();
    remove.click();
    await until(() => model.document.steps.length === 0);
    await shown('Metadata');
    expect(document.activeElement).toBe(node);
  });

  it('retains no model after it is disposed of', async () => {
    const { model, inspector } = await inspected(['a.nxs']);
    await until(() => rendered(inspector).includes('Points'));

    inspector.dispose();
    inspector.dispose();

    expect(Object.values(inspector).includes(model)).toBe(false);
    expect(() => model.rename('s1', 'x')).not.toThrow();
    expect(inspector.node.childNodes).toHaveLength(0);
  });
});
