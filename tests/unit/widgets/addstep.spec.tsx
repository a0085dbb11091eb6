/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { openAddStep } from '../../../src/widgets/inspector';
import { loadCatalog } from '../../../src/widgets/inspector/catalog';
import { firstValues } from '../../../src/widgets/inspector/firstvalues';
import { startNow } from '../../../src/widgets/inspector/start';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
import { until, wait } from '../compute/support';
import { control, disposeAll, inspected, owned, press, type } from './inspectorhelpers';

/** An analysis of some scans, settled, with the menu open at a button. */
async function opened(paths: readonly string[], selected: readonly string[] = []) {
  const all = await inspected(paths);
  const { model, guard } = all;
  model.select(selected);
  await model.settled;
  const anchor = document.body.appendChild(document.createElement('button'));
  const menu = openAddStep(model, guard, anchor);
  owned.push(menu);
  const node = () => document.querySelector('.jp-XESAddStep');
  const options = () => {
    MessageLoop.flush();
    return [...(node()?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
  };
  const names = () => options().map(option => option.querySelector('b')?.textContent ?? '');
  const active = () => options().find(option => option.getAttribute('aria-selected') === 'true');
  const search = async () => {
    await until(() => options().length > 0);
    return control(node()!, 'Search steps');
  };
  return { ...all, anchor, menu, node, options, names, active, search };
}

describe('the menu of steps', () => {
  afterEach(disposeAll);

  it('offers steps suitable for the selected rows, in groups, each with its sentence', async () => {
    const { node, names, search, options } = await opened(['map.nxs', 'a.nxs'], ['s1']);
    const field = await search();
    expect(document.activeElement).toBe(field);
    expect(names()).toEqual(expect.arrayContaining(['Cut', 'Contours', 'Dead time']));
    expect(names()).not.toContain('Fit');
    const groups = [...node()!.querySelectorAll('[role=group]')];
    expect(groups.map(group => group.getAttribute('aria-label'))).toEqual(['Scan', 'Map']);
    expect(options()[0].title).not.toBe('');
  });

  it('offers no map of a curve, no map of maps, and no other arm if there is one only', async () => {
    const { model, guard, anchor, menu, names, search } = await opened(
      ['map.nxs', 'a.nxs', 'b.nxs'],
      ['s2', 's3']
    );
    const arms = model.scans.map(({ facts }) => facts?.channels.length);
    await search();
    expect(names()).toContain('Map of scans');
    expect(names()).not.toContain('Map');
    expect(names().includes('Normalise arm')).toBe(arms[1] === 2);
    menu.dispose();
    model.select(['s1']);
    owned.push(openAddStep(model, guard, anchor));
    await search();
    expect(names()).toContain('Map');
    expect(names()).not.toContain('Map of scans');
    expect(names()).not.toContain('Normalise arm');
  });

  it('follows changes of the rows while it is open', async () => {
    const { model, guard, anchor, menu, names, search } = await opened(['a.nxs']);
    const id = model.addStep({ step: 'smooth', from: ['s1'], parameters: { window: 3, order: 1 } });
    await model.settled;
    menu.dispose();
    model.select([{ id }]);
    owned.push(openAddStep(model, guard, anchor));
    await search();
    expect(names()).not.toContain('Contours');
    model.setOff(id, true); // its output is not known then
    await until(() => names().includes('Contours'));
    model.setOff(id, false);
    await until(() => !names().includes('Contours'));
  });

  it('adds a step found by typing, with parameters that can be computed', async () => {
    const { model, node, names, active, search } = await opened(['a.nxs', 'b.nxs'], ['s1', 's2']);
    const field = await search();
    type(field, 'several spectra as one');
    await until(() => names().join() === 'Average');
    expect(field.getAttribute('aria-activedescendant')).toBe(active()?.id);
    press(field, 'Enter');
    await until(() => model.document.steps.length === 1);
    expect(node()).toBeNull();
    const [{ id, ...step }] = model.document.steps;
    expect(step).toEqual({ step: 'average', from: ['scans'], parameters: {} });
    expect(model.view.selected).toEqual([{ id }]);
    await until(() => model.items({ id })[0]?.state === 'done');
  });

  it('prefers matches by name over matches in descriptions, and returns the focus', async () => {
    const { model, guard, menu, search, names, active } = await opened(['a.nxs'], ['s1']);
    menu.dispose();
    const row = document.body.appendChild(document.createElement('div'));
    row.tabIndex = 0;
    row.focus();
    const anchor = document.body.appendChild(document.createElement('div')); // accepts none
    owned.push(openAddStep(model, guard, anchor));
    const field = await search();
    type(field, 'fit');
    await until(() => names().includes('Background')); // “Fit a background …” mentions it
    expect(names()[0]).toBe('Fit');
    expect(active()?.querySelector('b')?.textContent).toBe('Fit');
    press(field, 'Escape');
    expect(document.activeElement).toBe(row);
    row.remove();
    anchor.remove();
  });

  it('puts a cut through the maximum of the map', async () => {
    const { model, search, names } = await opened(['map.nxs', 'a.nxs'], ['s1']);
    const { incident } = model.map!.brightest;
    const field = await search();
    type(field, 'a cut through an RXES map: the');
    await until(() => names().join() === 'Cut');
    press(field, 'Enter');
    await until(() => model.document.steps.length === 1);
    const [{ id, from, parameters }] = model.document.steps;
    expect(from).toEqual(['s1']);
    expect(parameters).toMatchObject({ type: 'CIE', at: Number(incident.toFixed(4)) });
    await until(() => model.items({ id })[0]?.state === 'done');
  });

  it('puts a second cut next to the first, though neither is drawn on the map', async () => {
    const { model } = await opened(['map.nxs', 'a.nxs'], ['s1']);
    const cut = (await loadCatalog()).get('cut')!;
    const at = () => firstValues(cut, startNow(model, cut, [{ id: 's1' }])!).at as number;
    const first = at();
    model.addStep({ step: 'cut', from: ['s1'], parameters: { type: 'CIE', at: first, width: 1 } });
    model.setActive('s1');
    await model.settled;
    expect(Math.abs(at() - first)).toBeGreaterThanOrEqual(0.999);
  });

  it('waits for unread scans, and then has initial values that can be computed', async () => {
    const all = await opened(['a.nxs', 'b.nxs'], ['s1']);
    const { model, reader, node, search, names } = all;
    reader.held.add('b.nxs');
    all.menu.dispose();
    model.select(['s2']);
    owned.push(openAddStep(model, all.guard, all.anchor));
    const field = await search();
    type(field, 'calibrate');
    await until(() => names().includes('Calibrate'));
    const choose = all
      .options()
      .find(option => option.querySelector('b')?.textContent === 'Calibrate');
    choose?.click();
    await until(() => node()?.textContent?.includes('Reading the inputs of the step') ?? false);
    choose?.click(); // it is requested once
    expect(model.document.steps).toEqual([]);
    reader.held.clear();
    await until(() => model.document.steps.length === 1);
    expect(node()).toBeNull();
    const [{ id, from, parameters }] = model.document.steps;
    expect(from).toEqual(['s2']);
    const { found } = parameters as { found: number[] };
    const value = (await model.result({ id: 's2' })).items[0].value as SpectrumValue;
    expect(value.spectrum.energy).toContain(found[0]);
    await until(() => model.items({ id })[0]?.state === 'done');
  });

  it('adds nothing if it is closed while it waits', async () => {
    const all = await opened(['a.nxs', 'b.nxs'], ['s1']);
    const { model, reader, node, search, names } = all;
    reader.held.add('b.nxs');
    all.menu.dispose();
    model.select(['s2']);
    owned.push(openAddStep(model, all.guard, all.anchor));
    const field = await search();
    type(field, 'rebin');
    await until(() => names().join() === 'Rebin');
    press(field, 'Enter');
    await until(() => node()?.textContent?.includes('Reading the inputs of the step') ?? false);
    press(field, 'Escape');
    expect(node()).toBeNull();
    reader.held.clear();
    await model.result({ id: 's2' });
    await wait();
    expect(model.document.steps).toEqual([]);
    expect(all.refusals).toEqual([]);
  });

  it('adds nothing to what can’t be read, and explains why', async () => {
    const all = await opened(['a.nxs', 'gone.nxs'], ['s2']);
    const { model, search, names, node } = all;
    const field = await search();
    type(field, 'rebin');
    await until(() => names().join() === 'Rebin');
    press(field, 'Enter');
    await until(() => all.refusals.length === 1);
    expect(all.refusals[0]).toContain(
      'A step can’t be added to rows without a result: no file gone.nxs'
    );
    expect(node()).toBeNull();
    expect(model.document.steps).toEqual([]);
  });

  it('reads one of many scans for the initial values of a step on all', async () => {
    const paths = Array.from({ length: 30 }, () => 'a.nxs');
    const all = await opened(['map.nxs', ...paths.map((_, i) => `${'abcdefgh'[i % 8]}.nxs`)]);
    const { model, reader, search, names } = all;
    all.menu.dispose();
    reader.begun.length = 0;
    model.select(model.scans.slice(2).map(({ id }) => id));
    owned.push(openAddStep(model, all.guard, all.anchor));
    const field = await search();
    type(field, 'rebin');
    await until(() => names().join() === 'Rebin');
    press(field, 'Enter');
    await until(() => model.document.steps.length === 1);
    expect(model.document.steps[0].parameters.width).toBeGreaterThan(0);
  });

  it('is navigated by keys, wrapping at its ends', async () => {
    const { options, active, search } = await opened(['a.nxs']);
    const field = await search();
    expect(active()).toBe(options()[0]);
    press(field, 'ArrowUp');
    await until(() => active() === options().at(-1));
    press(field, 'ArrowDown');
    await until(() => active() === options()[0]);
    press(field, 'End');
    await until(() => active() === options().at(-1));
    press(field, 'Home');
    await until(() => active() === options()[0]);
  });

  it('closes with Escape, and returns the focus', async () => {
    const { model, anchor, node, search } = await opened(['a.nxs']);
    press(await search(), 'Escape');
    await until(() => node() === null);
    expect(document.activeElement).toBe(anchor);
    expect(model.document.steps).toEqual([]);
  });

  it('closes if something else is clicked, and with its owner', async () => {
    const first = await opened(['a.nxs']);
    await first.search();
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(first.node()).toBeNull();
    expect(first.menu.isDisposed).toBe(true);

    const second = openAddStep(first.model, first.guard, first.anchor);
    second.dispose();
    await wait();
    expect(first.node()).toBeNull();
    expect(first.refusals).toEqual([]);
  });

  it('explains that no step suits the selection', async () => {
    const { model, guard, anchor, menu } = await opened(['a.nxs']);
    menu.dispose();
    const id = model.addStep({ step: 'area', from: ['s1'] });
    model.select([id]);
    owned.push(openAddStep(model, guard, anchor));
    await until(() => {
      MessageLoop.flush();
      return !!document.querySelector('.jp-XESAddStep')?.textContent?.includes('No step takes');
    });
    press(control(document.querySelector('.jp-XESAddStep')!, 'Search steps'), 'Enter');
    expect(model.document.steps).toHaveLength(1);
    press(control(document.querySelector('.jp-XESAddStep')!, 'Search steps'), 'Escape');
  });

  it('is opened from the inspector, which closes it when disposed of', async () => {
    const { inspector, node, menu } = await opened(['a.nxs']);
    menu.dispose();
    await until(() => inspector.node.textContent?.includes('Add step…') ?? false);
    control(inspector.node, 'Add step…').click();
    await until(() => node() !== null);
    inspector.dispose();
    expect(node()).toBeNull();
  });
});
