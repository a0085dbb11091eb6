/** @jest-environment jsdom */
import { ProfilePlot } from '../../../src/widgets/profileplot';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { settle } from '../plots/fakeplotly';
import { rxesScan, viewerOf, xesScan } from './helpers';

jest.mock('plotly.js/lib/core', () => ({
  __esModule: true,
  default: { react: () => Promise.resolve(), purge: () => undefined }
}));

async function shown(scans: Parameters<typeof viewerOf>[0], isLone = false) {
  const parts = viewerOf(scans, isLone ? {} : { onAddScans: () => undefined });
  const { viewer, model, load } = parts;
  Widget.attach(viewer, document.body);
  load();
  const rest = async () => {
    await model.settled;
    await settle();
    MessageLoop.flush();
    await settle();
  };
  await rest();
  const find = <E extends HTMLElement>(selector: string) =>
    viewer.node.querySelector<E>(`.jp-XESStage ${selector}`);
  const isSeen = (selector: string) => find(selector)?.closest('[hidden], .lm-mod-hidden') === null;
  const control = (label: string) =>
    [...viewer.node.querySelectorAll('input')].find(node =>
      [node.getAttribute('aria-label'), node.closest('label')?.textContent].includes(label)
    ) as HTMLInputElement;
  const button = (label: string) =>
    [...viewer.node.querySelectorAll<HTMLButtonElement>('.jp-XESStage button')].find(
      ({ textContent }) => textContent === label
    );
  const notes = () =>
    isSeen('.jp-XESStage-notes')
      ? [...viewer.node.querySelectorAll('.jp-XESStage-note > span')]
          .map(({ textContent }) => textContent)
          .join('\n')
      : '';
  const end = () => {
    viewer.dispose();
    model.dispose();
    expect(parts.diagnostics.reports).toEqual([]);
  };
  return { ...parts, rest, find, isSeen, control, button, notes, end };
}

describe('the stage', () => {
  it('has a map, spectra, or both, according to the active row and the ticks', async () => {
    const { model, isSeen, rest, end } = await shown({ 'a.nxs': rxesScan(), 'b.nxs': xesScan() });
    const seen = () => [isSeen('.jp-XESMap'), isSeen('.jp-XESSpectra'), isSeen('.jp-XESTable')];
    expect(seen()).toEqual([true, false, false]);
    model.show(['s2']);
    await rest();
    expect(seen()).toEqual([true, true, false]);
    model.setActive('s2');
    await rest();
    expect(seen()).toEqual([false, true, false]);
    end();
  });

  it('has the numbers of what is drawn in a table, on request: of curves, and of the profiles of a map', async () => {
    const { model, control, find, isSeen, rest, end } = await shown({
      'a.nxs': rxesScan(),
      'b.nxs': xesScan()
    });
    const press = async (isOn: boolean) => {
      const box = control('Numbers');
      box.checked = isOn;
      box.dispatchEvent(new Event('change'));
      await rest();
    };
    const tables = () =>
      [...(find('.jp-XESTable')?.querySelectorAll('table') ?? [])].map(table => [
        table.querySelector('caption')?.textContent ?? '',
        table.querySelector('tr')?.textContent ?? '',
        table.querySelectorAll('tr').length - 1
      ]);
    await press(true);
    expect(tables().map(([label, , rows]) => [label, rows])).toEqual([
      ['CIE 9660 eV', 2],
      ['CEE 8632 eV', 3]
    ]);
    model.setActive('s2');
    await rest();
    const { spectrum } = model;
    expect(tables().map(([, , rows]) => rows)).toEqual([spectrum?.energy.length]);
    expect(tables()[0][1]).toContain('Emission (eV)Intensity');
    model.show(['s1', 's2']); // a map is drawn if its row is active
    await rest();
    expect(tables()).toHaveLength(1);
    await press(false);
    expect([isSeen('.jp-XESTable'), tables()]).toEqual([false, []]);
    end();
  });

  it('draws ticked spectra with the active one, each under its label', async () => {
    const { model, find, rest, end } = await shown({ 'a.nxs': xesScan(), 'b.nxs': xesScan() });
    const name = () => find('.jp-XESSpectra')?.getAttribute('aria-label');
    expect(name()).toBe('Spectra: a');
    model.show(['s2']);
    await rest();
    expect(name()).toBe('Spectra: a, b');
    model.rename('s2', 'main line');
    await rest();
    expect(name()).toBe('Spectra: a, main line');
    end();
  });

  it('has the controls of spectra if there are any: logarithmic intensity, reset', async () => {
    const { viewer, model, control, rest, end } = await shown({ 'a.nxs': xesScan() });
    const log = control('Log intensity');
    expect([log.checked, viewer.can('resetZoom')]).toEqual([false, false]);
    model.setAxesView({ x: [8630, 8631], y: [0, 1] });
    await rest();
    expect(viewer.can('resetZoom')).toBe(true);
    log.checked = true;
    log.dispatchEvent(new Event('change'));
    expect(model.view.axes).toEqual({ x: [8630, 8631], y: null, logY: true });
    await rest();
    viewer.resetZoom();
    expect(model.view.axes).toEqual({ x: null, y: null, logY: true });
    await rest();
    model.setAxesView({ x: [8630, 8631] });
    viewer.resetZoom();
    expect(model.view.axes.x).toBeNull();
    end();
  });

  it('stacks curves by the typed or a suitable offset, and by a factor if that is logarithmic', async () => {
    const { model, find, control, rest, end } = await shown({
      'a.nxs': xesScan(),
      'b.nxs': xesScan()
    });
    expect(control('Waterfall').closest('label')?.hidden).toBe(true); // a single curve has no offset
    model.show(['s1', 's2']);
    await rest();
    model.setAxesView({ y: [0, 1] });
    const box = control('Waterfall');
    const step = () => find('[aria-label^="Waterfall "]') as HTMLInputElement;
    const change = async (node: HTMLInputElement, value: string) => {
      node.value = value;
      node.dispatchEvent(new Event('change'));
      await rest();
    };
    box.checked = true;
    box.dispatchEvent(new Event('change'));
    await rest();
    expect(model.view.axes).toMatchObject({ waterfall: { offset: null, factor: null }, y: null });
    expect([step().value, step().placeholder]).toEqual(['', '0.4']); // intensities are 1 and 2
    await change(step(), '3.5');
    expect(model.view.axes.waterfall).toEqual({ offset: 3.5, factor: null });
    await change(step(), '-1');
    expect([model.view.axes.waterfall?.offset, step().value]).toEqual([3.5, '3.5']);
    step().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));
    await rest();
    expect([model.view.axes.waterfall?.offset, step().value]).toEqual([4.38, '4.38']);
    model.setAxesView({ logY: true });
    await rest();
    expect([step().value, step().getAttribute('aria-label')]).toEqual(['', 'Waterfall factor']);
    await change(step(), '1');
    expect(model.view.axes.waterfall).toEqual({ offset: 4.38, factor: null });
    await change(step(), '10');
    expect(model.view.axes.waterfall).toEqual({ offset: 4.38, factor: 10 });
    await change(step(), '');
    expect(model.view.axes.waterfall?.factor).toBeNull();
    box.checked = false;
    box.dispatchEvent(new Event('change'));
    await rest();
    expect(model.view.axes).toEqual({ x: null, y: null, logY: true });
    expect(step().closest('label')?.hidden).toBe(true);
    expect(model.history.undo).toBe(0);
    end();
  });

  it('reports which points have no position on a logarithmic axis', async () => {
    const scan = xesScan();
    const channels = scan.channels.map(channel => ({
      ...channel,
      counts: null,
      intensity: Float64Array.of(-1, 2)
    }));
    const { model, notes, rest, end } = await shown({ 'a.nxs': { ...scan, channels } });
    expect(notes()).toBe('');
    model.setAxesView({ logY: true });
    await rest();
    expect(notes()).toBe('1 point of a is zero or less and has no place on a logarithmic axis.');
    model.setAxesView({ logY: false });
    await rest();
    expect(notes()).toBe('');
    end();
  });

  it('has a grid, an aspect and panning if they apply', async () => {
    const { model, control, rest, end } = await shown({ 'a.nxs': rxesScan(), 'b.nxs': xesScan() });
    const set = async (label: string, checked: boolean) => {
      control(label).checked = checked;
      control(label).dispatchEvent(new Event('change'));
      await rest();
    };
    await set('Grid', true);
    expect([model.view.map.grid, model.view.axes.grid]).toEqual([true, undefined]);
    await set('Equal aspect', true);
    expect(model.view.map.aspect).toBe('equal');
    await set('Grid', false);
    expect('grid' in model.view.map && model.view.map.grid !== undefined).toBe(false);
    model.setActive('s2');
    await rest();
    expect(control('Equal aspect').closest('label')?.hidden).toBe(true);
    expect(control('Grid').checked).toBe(true);
    await set('Grid', false);
    expect([model.view.map.grid, model.view.axes.grid]).toEqual([undefined, false]);
    const before = model.document;
    await set('Pan', true);
    expect(model.document).toBe(before); // a tool, not part of the view
    expect(control('Pan').checked).toBe(true);
    end();
  });

  it('puts the profiles side by side if the map is low', async () => {
    const { viewer, find, end } = await shown({ 'a.nxs': rxesScan() });
    const stage = find('.jp-XESMapStage');
    for (const [height, isLow] of [
      [300, true],
      [700, false]
    ] as const) {
      const map = [...viewer.children()].flatMap(function all(widget): Widget[] {
        return [widget, ...[...widget.children()].flatMap(all)];
      });
      map
        .filter(({ node }) => node === stage)
        .forEach(widget => MessageLoop.sendMessage(widget, new Widget.ResizeMessage(600, height)));
      expect(stage?.classList.contains('jp-mod-low')).toBe(isLow);
    }
    end();
  });

  it('reports which cuts of the document the map does not show, and why', async () => {
    const { model, notes, rest, end } = await shown({ 'a.nxs': rxesScan() });
    expect(notes()).toBe('');
    model.addCut({ type: 'CIE', at: 9659, width: 1 });
    await rest();
    expect(notes()).toBe('');
    model.addCut({ type: 'CET', at: 1028, width: 1 });
    model.addCut({ type: 'CEE', at: 1, width: 0.5 });
    await rest();
    const [outside, ...more] = (notes() ?? '').split('\n');
    expect(outside).toMatch(/^CEE at ω = 1.00 eV, width 0.50 eV: outside of this map \(8\d+\.\d\d/);
    expect(more).toEqual([]);
    model.cuts.slice(-2).forEach(({ id }) => model.removeCut(id));
    await rest();
    expect(notes()).toBe('');
    end();
  });

  it('shows the profile of the selected cut', async () => {
    const { viewer, model, rest, end } = await shown({ 'a.nxs': rxesScan() });
    model.addCut({ type: 'CIE', at: 9658, width: 1 });
    model.addCut({ type: 'CIE', at: 9659, width: 1 });
    await rest();
    const drawn = () => viewer.node.querySelectorAll('.jp-XESCut.jp-mod-CIE.jp-mod-shown').length;
    const showCuts = jest.spyOn(ProfilePlot.prototype, 'showCuts');
    const inFull = () => {
      const calls = showCuts.mock.calls.map(([profiles]) =>
        profiles.find(profile => profile.isActive)
      );
      return calls.reverse().find(call => call?.cut.type === 'CIE')?.id;
    };
    const cuts = model.cuts.filter(({ type }) => type === 'CIE');
    viewer.refresh();
    await rest();
    expect(inFull()).toBe(cuts[cuts.length - 1].id);
    model.select([cuts[1].id]);
    await rest();
    expect(inFull()).toBe(cuts[1].id);
    expect(drawn()).toBeLessThanOrEqual(1);
    end();
  });

  it('has the list of a single scan closed if that has one arm, else open', async () => {
    const one = await shown({ 'a.nxs': xesScan() }, true);
    expect([one.viewer.isPanelOpen('list'), one.viewer.isPanelOpen('inspector')]).toEqual([
      false,
      true
    ]);
    one.model.addStep({ step: 'smooth', from: ['s1'], parameters: {} });
    await one.rest();
    expect(one.viewer.isPanelOpen('list')).toBe(false);
    one.viewer.togglePanel('list');
    await one.rest();
    expect(one.viewer.isPanelOpen('list')).toBe(true);
    one.end();
    const two = await shown({ 'a.nxs': rxesScan(['upper', 'lower']) }, true);
    expect(two.viewer.isPanelOpen('list')).toBe(true);
    two.end();
    const analysis = await shown({ 'a.nxs': xesScan() });
    expect(analysis.viewer.isPanelOpen('list')).toBe(true);
    analysis.end();
  });

  it('focuses what is pressed, else the viewer itself', async () => {
    const { viewer, find, control, end } = await shown({ 'a.nxs': xesScan() });
    const press = (node: Element | null) =>
      node?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    press(find('.jp-XESStatus'));
    expect(document.activeElement).toBe(viewer.node);
    press(control('Log intensity'));
    expect(document.activeElement).toBe(control('Log intensity'));
    press(find('.jp-XESSpectra > .jp-XESPlot'));
    expect(document.activeElement).toBe(find('.jp-XESSpectra'));
    viewer.node.blur();
    (document.activeElement as HTMLElement).blur();
    viewer.activate();
    MessageLoop.flush();
    expect(document.activeElement).toBe(viewer.node);
    end();
  });
});
